// The rest of `./build.sh gallery`: each of the extension's own pages in both
// languages and every theme, wide and narrow, as pictures in target/gallery.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch, startServer } from './harness/index.mjs';
import { KEPT, PAGES, keep, ownPage, untilIn } from './pages.mjs';
import { built } from './world.mjs';

const FOLDER = fileURLToPath(new URL('../../target/gallery/', import.meta.url));
const THEMES = {
  light: { 'prefers-color-scheme': 'light' },
  dark: { 'prefers-color-scheme': 'dark' },
  contrast: { 'prefers-color-scheme': 'light', 'prefers-contrast': 'more' },
  forced: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' },
};
const WIDTHS = [1024, 320];

await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const run = await launch({ browser: 'chromium', server, extension: built('chromium') });
const rows = [];
for (const language of ['en', 'cy']) {
  for (const name of PAGES) {
    const page = await ownPage(run, name);
    await keep(page, { ...KEPT, settings: { ...KEPT.settings, language } });
    await untilIn(page, language);
    if (name === 'welcome') await page.click('#try');
    for (const width of name === 'popup' ? [384] : WIDTHS) {
      await page.setViewport({ width, height: 800 });
      for (const [theme, features] of Object.entries(THEMES)) {
        const session = await page.createCDPSession();
        await session.send('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([feature, value]) => ({ name: feature, value })) });
        const picture = `page-${name}-${theme}-${language}-${width}`;
        await page.screenshot({ path: `${FOLDER}${picture}.png`, fullPage: true });
        await session.detach();
        rows.push([picture, width]);
      }
    }
    await page.close();
  }
}
await run.close();
await server.close();
const figures = rows.map(([name, width]) => `<figure><a href="${name}.png"><img src="${name}.png" width="${width / 4}" alt=""></a><figcaption>${name}</figcaption></figure>`);
await writeFile(`${FOLDER}pages.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>The extension’s own pages</title>
<style>body { display: flex; flex-wrap: wrap; align-items: start; gap: 8px; font: 13px sans-serif } figure { margin: 0 }</style>
${figures.join('\n')}</html>`);
console.log(`${rows.length} pictures: target/gallery/pages.html`);
