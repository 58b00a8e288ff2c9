// Prints what a gesture costs on the main thread, figures and no verdict: a click
// that is none of ours, and a gesture read and let through. Real clicks; the time is
// taken around the loader's own listener, which takes each event over and over, since
// the browser's clock is coarse: what is let through changes nothing, so it may. And
// how long it takes from a click until the question is on the screen.
//
//   node tests/e2e/cost.mjs
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, mouse, startServer, untilNoPause, untilPause } from './harness/index.mjs';
import { BROWSERS, HEADERS, built } from './world.mjs';

const TIMES = 30;
const OVER = 50;
const QUESTIONS = 20;
const NEWTS = 'article:has(a[href$="/status/1900000000000000002"])'; // by somebody who is not asked about
const POND = '[data-testid="primaryColumn"] [data-testid="90000013-follow"], [data-testid="primaryColumn"] [data-testid="90000013-unfollow"]';

/** On which page, and what is pressed: a control, or a key. */
const GESTURES = {
  'a click on nothing': ['/home', 'header[role="banner"]'],
  'a click on a like, none of ours': ['/home', `${NEWTS} [data-testid="like"], ${NEWTS} [data-testid="unlike"]`],
  'a key, none of ours': ['/home', 'j'],
  'a reply read and let through': ['/home', `${NEWTS} [data-testid="reply"]`],
  'a follow read and let through': ['/pond_kf', POND],
};

for (const browser of BROWSERS) {
  for (const csp of HEADERS) {
    const extension = await timed(browser, OVER);
    const server = await startServer({ csp });
    const prefs = { 'privacy.reduceTimerPrecision': false }; // else Firefox tells whole milliseconds
    const rig = await launch({ browser, server, extension, prefs });
    for (const [name, [path, target]] of Object.entries(GESTURES)) {
      const page = await rig.open(path);
      for (let time = 0; time < TIMES; time += 1) {
        if (target.length === 1) await page.keyboard.press(target);
        else {
          await mouse(page, target);
          await page.evaluate(() => {
            if (window.location.pathname === '/compose/post') window.history.back();
            window.__standin.setUser('pond_kf', { following: false });
          });
          await page.waitForFunction(() => window.location.pathname !== '/compose/post');
        }
      }
      const all = await spent(rig);
      const of = (type) => figures(all.filter((one) => one.type === type).map((one) => one.took));
      const type = target.length === 1 ? 'keydown' : 'click';
      const begins = target.length === 1 ? '' : `, pointerdown ${of('pointerdown')}`;
      console.log(`${browser.padEnd(9)} ${csp.padEnd(7)} ${name.padEnd(33)} ${type} ${of(type)}${begins}`);
      await page.close();
    }
    await rig.close();
    await rm(extension, { recursive: true });
    await question(browser, csp, server, prefs);
    await server.close();
  }
}

/** From a click on Follow, by the browser's own time of it, until the second frame after the question is there. */
async function question(browser, csp, server, prefs) {
  const extension = await timed(browser, 1);
  const rig = await launch({ browser, server, extension, prefs });
  const times = [];
  for (let time = 0; time < QUESTIONS; time += 1) {
    await rig.forget();
    const page = await rig.open('/bellbuns_kf');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="90000002-follow"]');
    await untilPause(page);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    times.push(...await spent(rig));
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    await page.close();
  }
  console.log(`${browser.padEnd(9)} ${csp.padEnd(7)} from click to question painted       ${figures(times.filter((one) => one.type === 'painted').map((one) => one.took))}`);
  await rig.close();
  await rm(extension, { recursive: true });
}

/** Median, and the nine in ten that are quicker; the first few, in which code is still being compiled, are left out. */
function figures(times) {
  const sorted = times.slice(5).sort((a, b) => a - b);
  const at = (part) => `${(sorted[Math.floor(sorted.length * part)] * 1000).toFixed(0)} µs`;
  return `${at(0.5)} (nine in ten under ${at(0.9)}, ${sorted.length} times)`;
}

/**
 * A copy of the extension whose loader times its own listener, which takes each event so often; for it a minute
 * passes at every look at the clock, or it would soon have read as many accounts as it may in one.
 */
async function timed(browser, over) {
  const dir = await mkdtemp(join(tmpdir(), 'knock-first-'));
  await cp(built(browser), dir, { recursive: true });
  const loader = await readFile(join(dir, 'loader.js'), 'utf8');
  const changes = [
    ['  function hear(event) {\n', `  const times = [];\n  function hear(event) {\n    const before = performance.now();\n    for (let time = 0; time < ${over}; time += 1) heard(event);\n    if (event.isTrusted) times.push({ type: event.type, took: (performance.now() - before) / ${over} });\n    if (own.host && event.type === 'click') requestAnimationFrame(() => requestAnimationFrame(() => times.push({ type: 'painted', took: performance.now() - event.timeStamp })));\n  }\n  function heard(event) {\n`],
    ["if (message === 'status') reply(status);", "if (message === 'status') reply({ times, status });"],
  ];
  const instrumented = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the loader has changed: ${from}`);
    return text.replace(from, to);
  }, loader);
  await writeFile(join(dir, 'loader.js'), instrumented);
  const link = await readFile(join(dir, 'background-link.js'), 'utf8');
  await writeFile(join(dir, 'background-link.js'), link.replace('own.now = () => Date.now()', 'let passed = 0;\n  own.now = () => (passed += 60_000) + Date.now()'));
  return dir;
}

async function spent(rig) {
  const popup = await rig.extensionPage('popup.html');
  const times = await popup.evaluate(async () => {
    for (const { id } of await chrome.tabs.query({})) {
      const told = await chrome.tabs.sendMessage(id, 'status').catch(() => undefined);
      if (told?.times) return told.times;
    }
    throw new Error('no content script answered');
  });
  await popup.close();
  return times;
}
