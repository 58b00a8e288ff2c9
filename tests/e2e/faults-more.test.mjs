// More that can go wrong while pages of X are open: a core that breaks in the middle, storage and the
// background, the extension itself, the clock, the network, and what browsers do with pages nobody looks at.
// In each of these X keeps working, and nothing is done twice or by itself. One round only: most of these need a
// browser of their own.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actsOf, command, go, launch, logOf, marksOf, mouse, pauseOf, pressInPause, startServer, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import * as world from './world.mjs';

const { BROWSERS, built } = world;
const suite = (name, options, checks) => world.suite(name, { ...options, once: true }, checks);
const inEachBrowser = (name, checks, options) => world.inEachBrowser(name, checks, { ...options, once: true });

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const BUNS = column('90000002');
const FOLLOWED = 'followed bellbuns_kf';
const LIKE = '[data-testid="primaryColumn"] [data-testid="like"]';
const times = async (page, act = FOLLOWED) => (await actsOf(page)).filter((one) => one === act).length;
const unharmed = async (page) => assert.deepEqual((await logOf(page)).filter(({ what }) => what === 'error' || what === 'hacked'), []);

const copies = [];
after(() => Promise.all(copies.map((dir) => rm(dir, { recursive: true, force: true }))));
/** A copy of the built extension with one file changed. */
async function changed(browser, file, what, by) {
  const dir = await mkdtemp(join(tmpdir(), 'knock-first-'));
  copies.push(dir);
  await cp(built(browser), dir, { recursive: true });
  const text = await readFile(join(dir, file), 'utf8');
  assert.ok(text.includes(what), `${file} has changed: no ${what}`);
  await writeFile(join(dir, file), text.replace(what, () => by));
  return dir;
}
/** A suite in each browser over such a copy. */
function withChange(name, [file, what, by], checks, { browsers = BROWSERS, ...options } = {}) {
  for (const browser of browsers) suite(name, { ...options, browser, csp: browser === 'firefox' ? 'wasm' : 'strict', extension: changed(browser, file, what, by) }, checks);
}
/** The core is told of a fault by the very call during which it came. */
const NOTE = 'own.note = (task) => {';
const failsOnce = (when) => ['background-link.js', NOTE, `${NOTE} if (/^${when}/.test(task) && !own.broke) { own.broke = true; throw new Error('broken on purpose'); }`];

withChange('the core breaks while the question is put', failsOnce('asked'), (check) => {
  check('the gesture passes once, and the next is asked about by a new core', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    const before = await marksOf(page);
    await mouse(page, BUNS);
    await untilAct(page, FOLLOWED);
    assert.equal(await pauseOf(page), null);
    assert.deepEqual((await marksOf(page)).children, before.children);
    assert.equal(await times(page), 1);
    await mouse(page, '[data-testid="sidebarColumn"] [data-testid="90000005-follow"]');
    await untilPause(page);
    await unharmed(page);
  });
});

withChange('the core breaks while the question is put to a key', failsOnce('asked'), (check) => {
  // Of a key on a button the browser makes a click, about which a new core asks.
  for (const [name, path, isAsked] of [['a button', '/bellbuns_kf', true], ['what X makes a button of', '/bellbuns_kf?button=div', false]]) {
    check(`${name} pressed by key is pressed, once`, async ({ open }) => {
      const page = await open(path);
      await page.focus(BUNS);
      await page.keyboard.press(' ');
      if (isAsked) {
        await untilPause(page);
        await pressInPause(page, 'Go on');
        await untilNoPause(page);
      }
      await untilAct(page, FOLLOWED);
      assert.equal(await pauseOf(page), null);
      assert.equal(await times(page), 1);
      await unharmed(page);
    });
  }
});

withChange('the core breaks as it is answered', failsOnce('on '), (check) => {
  check('going on is gone on with, once, and the page is free', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, BUNS);
    await untilPause(page);
    await pressInPause(page, 'Go on');
    await untilAct(page, FOLLOWED);
    await untilNoPause(page);
    await mouse(page, LIKE);
    await untilAct(page, 'liked bellbuns_kf');
    assert.equal(await times(page), 1);
    await unharmed(page);
  });
});

withChange('storage cannot be read', ['background.js', 'area.get(null)', "(area === local ? Promise.reject(new Error('denied')) : area.get(null))"], (check) => {
  check('the question is put as in a new install, and nothing is written over', async ({ open, run }) => {
    await run.store({ settings: { version: 1, mode: 'declared' } });
    const page = await open('/bellbuns_kf', { remembers: true });
    await mouse(page, BUNS);
    await untilPause(page);
    await pressInPause(page, 'Go on');
    await untilAct(page, FOLLOWED);
    const { local } = await run.storage();
    assert.deepEqual(local, { settings: { version: 1, mode: 'declared' } });
    await unharmed(page);
  });
});

// A clock that the test can set, by an attribute of the page.
const CLOCK = ['background-link.js', 'own.now = () => Date.now()', 'own.now = () => Number(document.documentElement.dataset.ahead ?? 0) + Date.now()'];
withChange('the clock jumps', CLOCK, (check) => {
  const set = (page, days) => page.evaluate((ahead) => { document.documentElement.dataset.ahead = ahead; }, days * 86_400_000);
  check('a year back and two ahead: the questions come, each once', async ({ open }) => {
    const page = await open('/pond_kf/followers');
    for (const [days, id, handle] of [[-365, '90000002', 'bellbuns_kf'], [365, '90000003', 'kettle_kf'], [-20_000, '90000004', 'moss_kf']]) {
      await set(page, days);
      await mouse(page, column(id));
      await untilPause(page);
      await pressInPause(page, 'Go on');
      await untilAct(page, `followed ${handle}`);
      await untilNoPause(page);
      assert.equal(await times(page, `followed ${handle}`), 1);
    }
    await unharmed(page);
  });
  check('“not now, for an hour” does not last a year because the clock went back', async ({ open }) => {
    const page = await open('/pond_kf/followers');
    await mouse(page, BUNS);
    await untilPause(page);
    await pressInPause(page, 'More choices');
    await pressInPause(page, 'Not now, for an hour');
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    await mouse(page, column('90000003'));
    await untilAct(page, 'followed kettle_kf');
    await set(page, -365);
    await mouse(page, column('90000004'));
    await untilPause(page);
  });
});

/** Leaves a question whose extension is gone; the page must be free afterwards. */
async function leaves(page, { browser }) {
  await page.bringToFront();
  // Firefox has taken away whoever would hear the buttons; beside them is one of its own.
  if (browser === 'firefox') await page.mouse.click(5, 5);
  else if (await pauseOf(page)) await pressInPause(page, 'Leave it');
  await untilNoPause(page);
  assert.deepEqual(await actsOf(page), []);
  await mouse(page, LIKE);
  await untilAct(page, 'liked bellbuns_kf');
  await mouse(page, BUNS);
  await untilAct(page, FOLLOWED);
  await unharmed(page);
}

/** A browser of its own, for what cannot be undone. */
async function apart({ browser, server }, body, options = {}) {
  const rig = await launch({ browser, server, extension: built(browser), ...options });
  try {
    const open = async (path) => {
      const page = await rig.open(path);
      await rig.ready();
      await page.bringToFront();
      return page;
    };
    await body(rig, open);
  } finally {
    await rig.close();
  }
}

inEachBrowser('the extension goes', (check, { browser }) => {
  check('removed while a question stands: the page is free', async (world) => apart(world, async (rig, open) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, BUNS);
    await untilPause(page);
    await rig.puppet.uninstallExtension(rig.id);
    await leaves(page, world);
  }));
  // In Firefox an old content script is taken away as if the extension had been removed.
  if (browser === 'chromium') check('loaded anew while a question stands: the page is free', async (world) => apart(world, async (rig, open) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, BUNS);
    await untilPause(page);
    const popup = await rig.extensionPage('popup.html');
    await popup.evaluate(() => { chrome.runtime.reload(); }).catch(() => {});
    await leaves(page, world);
  }));
});

inEachBrowser('the browser’s own ways', (check) => {
  check('the background is killed: it wakes for the next answer, which is kept', async ({ run, open }) => {
    const page = await open('/bellbuns_kf');
    await stopBackground(run);
    await mouse(page, BUNS);
    await untilPause(page);
    await stopBackground(run);
    await pressInPause(page, 'Go on');
    await untilAct(page, FOLLOWED);
    await until(() => run.storage(), ({ local }) => JSON.stringify(local.tallies ?? {}).includes('"follow.on":1'), { what: 'the answer to be kept' });
    assert.equal(await times(page), 1);
    await unharmed(page);
  });

  check('a page that comes back as it was left knows what was chosen meanwhile', async ({ server, run, open }) => {
    server.caching = 'private, max-age=600';
    try {
      const page = await open('/bellbuns_kf');
      await page.evaluate(() => { window.__same = true; });
      await page.goto('https://x.com/pond_kf');
      await run.store({ settings: { version: 1, on: false } });
      await until(() => run.storage(), ({ local }) => /on=0/.test(local.page), { what: 'the choice' });
      await page.bringToFront();
      await page.evaluate(() => { history.back(); });
      const isBack = () => page.evaluate(() => location.pathname === '/bellbuns_kf' && (window.__same ?? 'another')).catch(() => false);
      assert.equal(await until(isBack, Boolean, { what: 'the page as it was left' }), true);
      await mouse(page, BUNS);
      await untilAct(page, FOLLOWED);
      assert.equal(await pauseOf(page), null);
      await run.store({ settings: { version: 1, on: true } });
      await until(() => run.storage(), ({ local }) => /on=1/.test(local.page), { what: 'the choice' });
      await page.bringToFront();
      await mouse(page, '[data-testid="sidebarColumn"] [data-testid="90000005-follow"]');
      await untilPause(page);
      await unharmed(page);
    } finally {
      server.caching = 'no-store';
    }
  });

  check('a tab that was put to sleep asks again once it is woken', async ({ run, open }) => {
    const page = await open('/bellbuns_kf');
    const desk = await run.extensionPage('popup.html');
    await desk.bringToFront();
    const isGone = await desk.evaluate(async () => {
      const before = await chrome.tabs.query({});
      const tried = await Promise.allSettled(before.filter(({ active }) => !active).map(({ id }) => chrome.tabs.discard(id)));
      return (await chrome.tabs.query({ discarded: true })).length > 0 || tried.map(({ reason }) => String(reason)).join();
    });
    assert.equal(isGone, true);
    await desk.close();
    await page.close().catch(() => {});
    const woken = await open('/bellbuns_kf', { remembers: true });
    await mouse(woken, BUNS);
    await untilPause(woken);
  });
}, { prefs: { 'extensions.background.idle.timeout': 500 } });

/** Stops the background as the browser may; in Firefox, waits until it has: half a second without work is told to be enough. */
async function stopBackground(run) {
  if (run.browser === 'chromium') {
    const worker = run.puppet.targets().find((target) => target.type() === 'service_worker');
    await (await worker?.worker())?.close();
    return;
  }
  const desk = await run.extensionPage('popup.html');
  await until(() => desk.evaluate(() => !chrome.extension.getBackgroundPage()), Boolean, { what: 'the background to stop' });
  await desk.close();
}

inEachBrowser('no network', (check) => {
  check('offline, questions are put and gone on with', async ({ browser }) => {
    const server = await startServer({ csp: 'strict' });
    await apart({ browser, server }, async (rig, open) => {
      const page = await open('/bellbuns_kf');
      await server.close();
      await mouse(page, BUNS);
      await untilPause(page);
      await pressInPause(page, 'Go on');
      await untilAct(page, FOLLOWED);
      assert.equal(await times(page), 1);
    });
  });
});

inEachBrowser('much to read', (check) => {
  check('texts of megabytes make the memory grow, in WebAssembly and in its translation, and are read as before', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    for (const size of [1e6, 4e6, 8e6]) {
      await command(page, 'setUser', 'pond_kf', { description: 'Newts. '.repeat(size / 7) });
      await go(page, '/pond_kf');
      await mouse(page, column('90000013'));
      await untilAct(page, 'followed pond_kf');
      await command(page, 'setUser', 'pond_kf', { following: false });
      await page.evaluate(() => window.__standin.clear());
    }
    await command(page, 'setUser', 'bellbuns_kf', { description: `Living with bipolar. ${'Buns. '.repeat(2e5)}` });
    await go(page, '/bellbuns_kf');
    await mouse(page, BUNS);
    const { marked } = await untilPause(page);
    await pressInPause(page, 'Show the words');
    assert.deepEqual((await pauseOf(page)).marked, ['Living with bipolar'], String(marked));
    await unharmed(page);
  });
});
