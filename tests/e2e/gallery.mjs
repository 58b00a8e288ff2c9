// `./build.sh gallery`: every form of the pause, drawn by the compiled core, as
// pictures in target/gallery with an index to look through. The tests of the
// dialog use the same page, on which any pause can be opened.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch, startServer } from './harness/index.mjs';
import { LANGUAGES, messages } from './words.mjs';

const root = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('target/gallery/', root));

/** The forms, each with an invented account that could bring it and what is about to be done. */
export const FORMS = {
  Firm: ['Follow', "Ex-inpatient. Nurses and researchers: please don't follow."],
  Ordinary: ['Follow', 'Living with bipolar. Buns and bell-ringing, most Sundays, in a town with one good bakery.'],
  Colleague: ['Reply', 'Mental health nurse with lived experience of depression. Both halves matter.'],
  Light: ['Follow', 'Living with OCD. Pigeons.'],
  Carer: ['Quote', 'Mum of a grown-up son with schizophrenia. Carer, baker, letter-writer.'],
  Space: ['Tag', ''],
  Line: ['Follow', 'Living with bipolar. Buns and bell-ringing.'],
  Gone: ['Follow', ''],
};
export const OWN = ['Wren Oakhollow', 'Occupational therapist. Community team, early shifts, late trains.'];
/** Themes by the colour of X's page and what the reader's system asks for. */
export const THEMES = {
  light: ['#ffffff', {}],
  dark: ['#15202b', {}],
  contrast: ['#ffffff', { 'prefers-contrast': 'more' }],
  'dark-contrast': ['#000000', { 'prefers-contrast': 'more' }],
  forced: ['#ffffff', { 'forced-colors': 'active' }],
};
const WIDTHS = [1280, 320];
/** Those used in the documents, cut out: copied to docs/images by hand when they have been looked at. */
const BEST = {
  firm: ['Firm', { seed: 0 }],
  words: ['Ordinary', { seed: 1, theme: 'dark', bio: 'Living with bipolar. Buns and bell-ringing.' }, 'words'],
  welsh: ['Space', { seed: 2, language: 'cy' }],
  line: ['Line', { seed: 0 }],
};
const SEEDS = { top: 0, side: 1, open: 2 };

/** A page with the core in it and nothing else; a few grey bars stand for X. */
async function written() {
  const bars = '<p></p>'.repeat(12);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}page.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Gallery</title><style>body { margin: 0 auto; max-inline-size: 600px; padding: 8px } p { block-size: 64px; border-radius: 8px; background: #8884 }</style>
<main>${bars}</main>
<script>
const words = ${JSON.stringify(messages).replaceAll('<', '\\u003c')};
globalThis.chrome = { i18n: { getMessage: (key) => words.en[key] ?? '' } };
globalThis.answers = [];
</script><script src="core.js"></script><script src="../../extension/question.js"></script><script>
Object.assign(knockFirst, { answered: (answer) => answers.push(answer), options: () => answers.push('settings') });
knockFirst.shadow = 'open';
knockFirst.put = (steps, style) => knockFirstLayer(knockFirst, style, steps, (...told) => core.answer(...told));
</script></html>`);
  return pathToFileURL(`${FOLDER}page.html`).href;
}

/** Opens the page in a running browser and starts the core in it. */
export async function galleryPage(run, { width = 1280, height = 900 } = {}) {
  const page = await run.puppet.newPage();
  await page.bringToFront();
  await page.setViewport({ width, height });
  await page.goto(await written());
  await page.evaluate(async () => {
    await knockFirst.unpacked;
    window.core = knockFirst.wasm();
  });
  return page;
}

/** Opens one pause; what was open before is taken away. */
export async function put(page, form, { language = 'en', theme = 'light', seed = 0, dir = 'ltr', bio = FORMS[form][1], own = OWN, action = FORMS[form][0] } = {}) {
  const [ground, features] = THEMES[theme];
  await emulate(page, features);
  const shown = await page.evaluate((what) => {
    knockFirst.host?.remove();
    answers.length = 0;
    knockFirst.words = what.language === 'en' ? undefined : words[what.language];
    document.body.style.backgroundColor = what.ground;
    document.documentElement.style.backgroundColor = what.ground;
    document.documentElement.dir = what.dir;
    return core.gallery(what.form, what.action, what.seed, what.bio, ...what.own);
  }, { form, action, language, ground, dir, seed, bio, own });
  if (!shown) throw new Error(`${form} could not be shown`);
}

/** Media features of the reader's system; only Chromium can be told. */
export async function emulate(page, features) {
  if ('connection' in page.browser()) {
    if (Object.keys(features).length > 0) throw new Error('Firefox cannot be told of media features');
    return;
  }
  page.told ??= await page.createCDPSession();
  await page.told.send('Emulation.setEmulatedMedia', { features: Object.entries(features).map(([name, value]) => ({ name, value })) });
}

/** Opens every disclosure, as a reader who wants to see it all would. */
export const unfold = (page) => page.evaluate(() => {
  for (const part of knockFirst.host.shadowRoot.querySelectorAll('details')) part.open = true;
});

async function pictures() {
  const server = await startServer();
  const run = await launch({ browser: 'chromium', server });
  const page = await galleryPage(run);
  const rows = [];
  for (const width of WIDTHS) {
    await page.setViewport({ width, height: width === 320 ? 640 : 900 });
    for (const theme of Object.keys(THEMES)) {
      for (const language of LANGUAGES) {
        for (const [at, form] of Object.keys(FORMS).entries()) {
          for (const open of [false, true]) {
            const name = [form, theme, language, width, ...(open ? ['open'] : [])].join('-').toLowerCase();
            await put(page, form, { language, theme, seed: at });
            if (open) await unfold(page);
            await page.screenshot({ path: `${FOLDER}${name}.png` });
            rows.push([name, width]);
          }
        }
      }
    }
  }
  for (const [look, seed] of Object.entries(SEEDS)) {
    for (const [dir, bio] of [['ltr', FORMS.Ordinary[1]], ['rtl', 'أعيش مع اضطراب ثنائي القطب. أحب الخبز. Living with bipolar.']]) {
      await page.setViewport({ width: 1280, height: 900 });
      await put(page, 'Ordinary', { seed, dir, bio });
      await unfold(page);
      await page.screenshot({ path: `${FOLDER}look-${look}-${dir}.png` });
      rows.push([`look-${look}-${dir}`, 1280]);
    }
  }
  for (const [name, [form, how, open]] of Object.entries(BEST)) {
    await put(page, form, how);
    const clip = await page.evaluate((id) => {
      const root = knockFirst.host.shadowRoot;
      if (id) root.getElementById(id).open = true;
      const { x, y, width, height } = root.querySelector('dialog').getBoundingClientRect();
      return { x: x - 16, y: y - 16, width: width + 32, height: height + 32 };
    }, open);
    await page.screenshot({ path: `${FOLDER}best-${name}.png`, clip });
    rows.push([`best-${name}`, 1280]);
  }
  await run.close();
  await server.close();
  const figures = rows.map(([name, width]) => `<figure><a href="${name}.png"><img src="${name}.png" width="${width / 4}" alt=""></a><figcaption>${name}</figcaption></figure>`);
  await writeFile(`${FOLDER}index.html`, `<!doctype html><html lang="en"><meta charset="utf-8"><title>The pause, in every form</title>
<style>body { display: flex; flex-wrap: wrap; gap: 8px; font: 13px sans-serif } figure { margin: 0 }</style>
${figures.join('\n')}</html>`);
  console.log(`${rows.length} pictures: target/gallery/index.html; try any of them in target/gallery/page.html`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await pictures();
