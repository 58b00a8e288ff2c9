// `./build.sh listing`: the pictures for the stores, in dist/listing. The
// extension is at work on the stand-in for X, where everybody is invented and
// nothing of X's own look is; the tile is a page of ours.
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { article } from './doors.mjs';
import { launch, mouse, settle, startServer, untilPause } from './harness/index.mjs';
import { KEPT, keep, ownPage, untilIn } from './pages.mjs';
import { built } from './world.mjs';

const root = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('dist/listing/', root));
// The stores want 1280 by 800; a little enlarged, or nothing could be read in a listing.
const VIEW = { width: 1152, height: 720, deviceScaleFactor: 10 / 9 };
const TILE = { width: 440, height: 280 };

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const server = await startServer();
const run = await launch({ browser: 'chromium', server, extension: built('chromium') });
const pictures = [];

for (const language of ['en', 'cy']) {
  const settings = { version: 1, language, role: 'student' };
  const shoot = async (page, name) => {
    const path = `${FOLDER}${language}-${name}.png`;
    await page.screenshot({ path });
    pictures.push(path);
    await page.close();
  };
  const asked = async (path, control) => {
    await run.forget();
    await run.store({ settings });
    const page = await run.open(path);
    await page.setViewport(VIEW);
    await run.ready();
    await settle(page);
    await mouse(page, control);
    await untilPause(page);
    return page;
  };
  const own = async (name) => {
    const page = await ownPage(run, name, VIEW);
    await keep(page, { ...KEPT, settings });
    await untilIn(page, language);
    return page;
  };

  await shoot(await asked('/plum_kf', '[data-testid="placementTracking"] [data-testid="90000005-follow"]'), '1-request');
  await shoot(await asked('/home?theme=dark', `${article('1900000000000000003')} [data-testid="reply"]`), '2-reply');
  const words = await asked('/noprofs_kf', '[data-testid="placementTracking"] [data-testid="90000006-follow"]');
  // After the two buttons come their words, then how the reader will appear.
  for (const key of ['Tab', 'Tab', 'Enter', 'Tab', 'Enter']) await words.keyboard.press(key);
  await shoot(words, '3-words');
  await shoot(await own('options'), '4-settings');
  await shoot(await own('mirror'), '5-mirror');
}
await run.close();
await server.close();

const bare = await launch({ browser: 'chromium', server: await startServer(), ...TILE });
const page = await bare.puppet.newPage();
await page.setViewport(TILE);
await page.goto(new URL('docs/store/tile.html', root).href);
await page.screenshot({ path: `${FOLDER}tile.png` });
pictures.push(`${FOLDER}tile.png`);
await bare.close();
await bare.server.close();
console.log(`${pictures.length} pictures in dist/listing: look at each before it goes to a store`);
