// What seldom happens: WebAssembly that traps, the extension switched off and on in the browser's own list, a
// background that cannot start, a browser without WebAssembly, storage that is full, a hundred tabs; and what the popup
// says of each. One round only: these are slow, and what they are about has more rounds in faults.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after } from 'node:test';
import { DOORS, MORE_DOORS, PLACES } from './doors.mjs';
import { actsOf, clearLog, launch, logOf, marksOf, mouse, pauseOf, pressInPause, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { copyOf, trapping } from './rare-faults.mjs';
import * as world from './world.mjs';

const { BROWSERS, built } = world;
const suite = (name, options, checks) => world.suite(name, { csp: 'wasm', ...options, once: true }, checks);

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const BUNS = column('90000002');
const FOLLOW = '[data-testid="placementTracking"] [data-testid$="-follow"]';
const BESIDE = '[data-testid="sidebarColumn"] [data-testid="90000005-follow"]'; // another who is asked about
const LIKE = '[data-testid="primaryColumn"] [data-testid="like"]';
const FOLLOWED = 'followed bellbuns_kf';
const times = async (page, act = FOLLOWED) => (await actsOf(page)).filter((one) => one === act).length;
const unharmed = async (page) => assert.deepEqual((await logOf(page)).filter(({ what }) => what === 'error' || what === 'hacked'), []);
const unmarked = async (page, before) => assert.deepEqual((await marksOf(page)).children, before.children);
const MESSAGES = Object.fromEntries(['en', 'cy'].map((language) => [
  language, JSON.parse(readFileSync(new URL(`../../extension/_locales/${language}/messages.json`, import.meta.url), 'utf8')),
]));

const copies = [];
after(() => Promise.all(copies.map((copy) => copy.then(({ remove }) => remove()))));
const keep = (copy) => {
  copies.push(copy);
  return copy.then(({ folder }) => folder);
};

/**
 * The popup beside a tab of X that stays in front, as it does beside a popup; `body` is given a way to read it, once it
 * is `good`, and one to press in it.
 */
async function popupOver(run, tab, body, hash = 'over') {
  const desk = await run.extensionPage('privacy.html');
  const reads = (good = ({ status }) => status) => until(() => desk.evaluate(inPopup, hash), (seen) => seen && good(seen), { what: 'the popup' });
  try {
    await tab.bringToFront();
    await desk.evaluate((url) => chrome.tabs.create({ url: chrome.runtime.getURL(url), active: false }), `popup.html#${hash}`);
    return await body({ reads, presses: (button) => desk.evaluate(inPopup, hash, button) });
  } finally {
    await desk.evaluate(inPopup, hash, undefined, true);
    await desk.close();
  }
}
/** Runs in a page of ours: what the popup says; or presses in it; or closes it. */
function inPopup(hash, button, isDone) {
  const found = chrome.extension.getViews({ type: 'tab' }).find(({ location }) => location.hash === `#${hash}`);
  if (isDone) return found?.close();
  if (button) return found.document.querySelector(button).click();
  const part = (id) => found?.document.getElementById(id);
  return part('status') && {
    lang: found.document.documentElement.lang.slice(0, 2), state: part('state').textContent, status: part('status').textContent,
    said: part('said')?.textContent, isUnstarted: part('unstarted').hidden === false,
  };
}
const statusOver = (run, tab) => popupOver(run, tab, async ({ reads }) => (await reads()).status);
/** What it says once it has been asked to ask nothing for an hour. */
const restOver = (run, tab, hash) => popupOver(run, tab, async ({ reads, presses }) => {
  await reads();
  await presses('[data-task="rest hour"]');
  return (await reads(({ said }) => said)).said;
}, hash);

/** What the content script in the only open page of X answers. */
async function answerTo(run, message) {
  const desk = await run.extensionPage('privacy.html');
  const answers = await desk.evaluate(async (word) => {
    const tabs = await chrome.tabs.query({});
    const told = await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, word)));
    return told.map(({ value }) => value).filter((value) => value !== undefined);
  }, message);
  await desk.close();
  assert.equal(answers.length, 1, String(answers));
  return answers[0];
}

// --- WebAssembly that traps ------------------------------------------------------------------------

for (const browser of BROWSERS) {
  suite('WebAssembly traps', { browser, extension: keep(trapping(built(browser))) }, (check) => {
    /** Presses, and goes on if asked: it is done exactly once, whichever it is. */
    const presses = async (page, press, act) => {
      await press();
      const seen = await until(async () => ({ pause: Boolean(await pauseOf(page)), done: await times(page, act) }), ({ pause, done }) => pause || done, { what: act });
      if (seen.pause) {
        assert.equal(seen.done, 0);
        await pressInPause(page, 'Go on');
        await untilAct(page, act);
        await untilNoPause(page);
      }
      assert.equal(await times(page, act), 1);
      return seen.pause;
    };
    const follows = (page) => presses(page, () => mouse(page, BUNS), FOLLOWED);
    const followsBeside = (page) => presses(page, () => mouse(page, BESIDE), 'followed plum_kf');

    // When the first core traps; whether the same press is still asked about, by the second.
    for (const [when, isAsked] of [['pointerdown', true], ['read', true], ['click', false], ['focus', false], ['shown', false], ['asked', false], ['sight', false], ['on', true]]) {
      check(`once, at ${when}: the press is done once, and the next is asked about by a second core`, async ({ open, run }) => {
        const page = await open(`/bellbuns_kf?trap=${when}`);
        const before = await marksOf(page);
        assert.equal(await follows(page), isAsked);
        await unmarked(page, before);
        assert.equal(await followsBeside(page), true);
        assert.equal(await answerTo(run, 'made'), 2);
        await unmarked(page, before);
        await unharmed(page);
      });
    }

    for (const when of ['click', 'shown']) {
      check(`each time, at ${when}: a second core is the last, the presses are done, and the popup says so`, async ({ open, run }) => {
        const page = await open(`/bellbuns_kf?traps=${when}`);
        const before = await marksOf(page);
        assert.equal(await follows(page), false);
        assert.equal(await followsBeside(page), false);
        await mouse(page, LIKE);
        await untilAct(page, 'liked bellbuns_kf');
        await unmarked(page, before);
        assert.equal(await answerTo(run, 'made'), 2);
        assert.equal(await answerTo(run, 'status'), 'failed');
        await unharmed(page);
      });
    }

    check('as it starts: the translation takes over', async ({ open, run }) => {
      const page = await open('/bellbuns_kf?traps=start');
      assert.equal(await answerTo(run, 'status'), 'translation');
      assert.equal(await follows(page), true);
      assert.equal(await answerTo(run, 'made'), 1);
      await unharmed(page);
    });

    check('as it is told what was chosen: the next press is asked about by a second core', async ({ open, run }) => {
      const page = await open('/bellbuns_kf?trap=learn');
      await run.store({ settings: { version: 1, role: 'nurse' } });
      await until(() => run.storage(), ({ local }) => local.settings?.role === 'nurse', { what: 'the choice' });
      await page.bringToFront();
      assert.equal(await follows(page), true);
      assert.equal(await answerTo(run, 'made'), 2);
      await unharmed(page);
    });

    check('as it looks, each time the popup is opened: the second time, that says so', async ({ open, run }) => {
      const page = await open('/bellbuns_kf?traps=look');
      assert.equal(await statusOver(run, page), MESSAGES.en.statusWorking.message);
      assert.equal(await follows(page), true);
      assert.equal(await statusOver(run, page), MESSAGES.en.statusFailed.message);
      assert.equal(await followsBeside(page), false);
      await unharmed(page);
    });

    check('as it is answered: the question goes, nothing is done, and the press can be made again', async ({ open }) => {
      const page = await open('/bellbuns_kf?trap=answer');
      const before = await marksOf(page);
      await mouse(page, BUNS);
      await untilPause(page);
      await pressInPause(page, 'Go on');
      await untilNoPause(page);
      assert.deepEqual(await actsOf(page), []);
      await unmarked(page, before);
      await follows(page);
      await unharmed(page);
    });

    // As the question is put: every key that is a press, and what only looks like one to X.
    const all = [...DOORS, ...MORE_DOORS, ...PLACES];
    const rows = [
      ['follow on a profile', 'enter'], ['follow on a profile', 'space'], ['the key r', 'r'], ['the key m on a profile', 'm'],
      ['Ctrl and Enter on a reply’s own page', 'ctrl+enter'], ['Enter in a chat', 'enter'], ['add to lists, in a post’s menu', 'enter'],
      ['reply in the bar on top', 'enter'], ['the box of the inline reply', 'tab'],
    ];
    for (const [name, key] of rows) {
      check(`once, as the question is put to a key, ${name}, ${key}: it is pressed, once`, async ({ open }) => {
        const { path, view, reach, presses: keys, control, act, isBox } = all.find((door) => door.name === name);
        const page = await open(`${path}${path.includes('?') ? '&' : '?'}trap=shown`, view);
        await reach?.(page);
        await page.waitForSelector(control);
        await clearLog(page);
        if (isBox) {
          await keys[key](page, control);
          await until(() => page.evaluate((box) => document.activeElement.matches(box), control), Boolean, { what: 'the focus in the box' });
        } else {
          // Of a key on a button or a link the browser makes a click, at which the second core asks.
          const isClick = /enter|space/.test(key) && await page.$eval(control, ({ localName }) => /^(a|button)$/.test(localName));
          const isAsked = await presses(page, () => keys[key](page, control), key === 'm' ? 'shortcut m' : act);
          assert.equal(isAsked, isClick);
        }
        assert.equal(await pauseOf(page), null);
        await unharmed(page);
      });
    }

    // --- what the popup says, in both languages ----------------------------------------------------

    const FAULTS = [
      ['statusWorking', 'bellbuns_kf', async () => {}],
      ['statusWaiting', 'bellbuns_kf?waits', async () => {}],
      ['statusFailed', 'bellbuns_kf?traps=click', async (page) => { await follows(page); await followsBeside(page); }],
      ['statusStopped', 'bellbuns_kf?old', follows],
    ];
    const bothOf = (run) => async ({ reads }) => {
      const { status: english } = await reads();
      await run.store({ settings: { version: 1, language: 'cy' } });
      const { status: welsh } = await reads(({ lang }) => lang === 'cy');
      return [english, welsh];
    };
    check('the popup says how the page in front fares, in both languages', async ({ open, run }) => {
      for (const [key, path, act] of FAULTS) {
        const page = await open(`/${path}`);
        await act(page);
        assert.deepEqual(await popupOver(run, page, bothOf(run)), ['en', 'cy'].map((language) => MESSAGES[language][key].message), key);
        await page.close();
      }
    });
  });
}

// --- storage and the background --------------------------------------------------------------------

const READ = 'Promise.resolve().then(() => area.get(null))';
/** A copy whose background is denied storage, or gets it late, from when it is told so; and a popup that is denied it. */
const MOODY = {
  'background.js': [
    [READ, `Promise.resolve()
      .then(() => (mood === 'denied' && area === local ? Promise.reject(new Error('denied')) : area.get(null)))
      .then((found) => (mood === 'slow' && area === local ? new Promise((done) => { setTimeout(done, 700, found); }) : found))`],
    ['const SIGNS =', 'let mood; const SIGNS ='],
    ["if (message === 'refused')", "if (message?.mood) mood = message.mood; if (message === 'refused')"],
  ],
  'page.js': [['return await area.get(null);', "if (location.hash === '#denied' && area === local) throw new Error('denied'); return await area.get(null);"]],
};
// In Firefox an add-on has what there is for all that is not kept for good, here little.
const LITTLE = { 'dom.quotaManager.temporaryStorage.fixedLimit': 3_000 };

/** Runs in a page of ours: fills storage to the brim, and says why it took no more. */
async function fill() {
  const { local } = chrome.storage;
  // Not one letter over and over, which Firefox packs.
  const noise = (size) => {
    let text = '';
    while (text.length < size) text += crypto.getRandomValues(new Uint8Array(49_152)).toBase64();
    return text.slice(0, size);
  };
  // Chromium says how much there is. In Firefox a write that failed may have made room for another.
  const room = local.QUOTA_BYTES && local.QUOTA_BYTES - await local.getBytesInUse() - 20;
  let why;
  let nth = 0;
  for (const size of room ? [room] : [4e5, 1e5, 2e4, 5e3, 1e3, 200, 20]) {
    for (let failed = 0; failed < 3; nth += 1) {
      const fault = await local.set({ [`filler${nth}`]: noise(size) }).then(() => '', String);
      failed = fault ? failed + 1 : 0;
      why ??= fault || undefined;
    }
  }
  return why;
}

for (const browser of BROWSERS) {
  suite('storage', { browser, extension: keep(copyOf(built(browser), MOODY)), prefs: browser === 'firefox' ? LITTLE : {} }, (check) => {
    const isIn = async (run, mood) => {
      const desk = await run.extensionPage('privacy.html');
      await desk.evaluate((word) => chrome.runtime.sendMessage({ mood: word }).catch(() => {}), mood);
      await desk.close();
    };
    const goesOn = async (page, on = 'Go on') => {
      await mouse(page, BUNS);
      await untilPause(page);
      await pressInPause(page, on);
      await untilAct(page, FOLLOWED);
      await untilNoPause(page);
      assert.equal(await times(page), 1);
      await unharmed(page);
    };
    const kept = (run) => until(() => run.storage(), ({ local }) => JSON.stringify(local.tallies ?? {}).includes('"follow.on":1'), { what: 'the answer to be kept' });

    check('is slow: the question does not wait for it, and the answer is kept all the same', async ({ run, open }) => {
      const page = await open('/bellbuns_kf');
      await isIn(run, 'slow');
      await page.bringToFront();
      await goesOn(page);
      await kept(run);
      await isIn(run, 'sound');
    });

    check('is denied: the question is put, the popup says what it can, and that nothing is kept', async ({ run, open }) => {
      await run.store({ settings: { version: 1, mode: 'declared', language: 'cy' } });
      const page = await open('/bellbuns_kf', { remembers: true });
      await isIn(run, 'denied');
      const { lang, state, status } = await popupOver(run, page, ({ reads }) => reads(), 'denied');
      // In the browser's own language: which was chosen cannot be read.
      assert.deepEqual([lang, state, status], ['en', MESSAGES.en.stateOn.message, MESSAGES.en.statusWorking.message]);
      assert.equal(await restOver(run, page, 'denied'), MESSAGES.en.keptNot.message);
      assert.deepEqual((await run.storage()).local.settings, { version: 1, mode: 'declared', language: 'cy' });
      await isIn(run, 'sound');
    });

    check('is really full: the question is put, the answer stands, and the popup says, in Welsh too, whether it was kept', async ({ run, open }) => {
      const desk = await run.extensionPage('practice.html'); // reads nothing of what is kept
      await run.forget();
      await run.store({ settings: { version: 1, language: 'cy' } });
      const page = await open('/bellbuns_kf', { remembers: true });
      const why = await desk.evaluate(fill);
      assert.match(why, /quota/i);
      try {
        await page.bringToFront();
        await goesOn(page, 'Ymlaen');
        const said = await restOver(run, page);
        // In Firefox there may be room for a few bytes more.
        const isKept = 'until' in await desk.evaluate(() => chrome.storage.local.get('until'));
        assert.equal(said, MESSAGES.cy[isKept ? 'keptDone' : 'keptNot'].message);
        if (browser === 'chromium') assert.equal(isKept, false);
      } finally {
        await desk.evaluate(async () => chrome.storage.local.remove(Object.keys(await chrome.storage.local.get(null)).filter((key) => key.startsWith('filler'))));
        await desk.close();
      }
    });
  });

  suite('the background breaks as it starts', {
    browser, welcomes: false, extension: keep(copyOf(built(browser), { 'background.js': [['', "throw new Error('broken on purpose');\n"]] })),
  }, (check) => {
    check('questions are put and gone on with, and the popup says that nothing is kept', async ({ run, open }) => {
      const page = await open('/bellbuns_kf', { remembers: true });
      const before = await marksOf(page);
      await mouse(page, BUNS);
      await untilPause(page);
      await pressInPause(page, 'Go on');
      await untilAct(page, FOLLOWED);
      await untilNoPause(page);
      assert.equal(await times(page), 1);
      await unmarked(page, before);
      await unharmed(page);
      assert.equal(await statusOver(run, page), MESSAGES.en.statusWorking.message);
      // Chromium keeps a message for such a background for ever, and whoever sent it without an answer.
      if (browser === 'firefox') assert.equal(await restOver(run, page), MESSAGES.en.keptNot.message);
    });
  });
}

// --- the browser's own list of extensions, and no WebAssembly at all -------------------------------

/** A browser of its own, for what cannot be undone. */
async function apart({ browser, server }, options, body) {
  const rig = await launch({ browser, server, extension: built(browser), ...options });
  try {
    await body(rig, async (path) => {
      const page = await rig.open(path);
      await rig.ready();
      await page.bringToFront();
      return page;
    });
  } finally {
    await rig.close();
  }
}

/** Runs in the page: what stands beside its body, by its attributes and its height. */
const traces = () => [...document.documentElement.children].filter(({ localName }) => localName === 'div')
  .map((one) => `${one.getAttributeNames().join()} ${one.getBoundingClientRect().height}`);

for (const browser of BROWSERS) {
  suite('the extension is', { browser }, (check) => {
    check('switched off in the browser’s list while pages are open, and on again', async (given) => apart(given, {}, async (rig, open) => {
      const before = [];
      const pages = [];
      for (const handle of ['bellbuns_kf', 'kettle_kf', 'moss_kf']) {
        pages.push(await open(`/${handle}`));
        before.push(await marksOf(pages.at(-1)));
        if (handle === 'bellbuns_kf') continue;
        await mouse(pages.at(-1), FOLLOW);
        await untilPause(pages.at(-1));
      }
      await rig.turn(false);
      for (const [at, [handle, answer]] of [['bellbuns_kf'], ['kettle_kf', 'Leave it'], ['moss_kf', 'Go on']].entries()) {
        const page = pages[at];
        await page.bringToFront();
        if (answer && await pauseOf(page)) await pressInPause(page, answer);
        await untilNoPause(page);
        // Whether Go on is still heard depends on the browser; what it stands for is done once at most.
        if (!await times(page, `followed ${handle}`)) await mouse(page, FOLLOW);
        await untilAct(page, `followed ${handle}`);
        assert.equal(await times(page, `followed ${handle}`), 1);
        assert.equal(await pauseOf(page), null);
        // Firefox takes the scripts away, and with them whoever could take away the layer, which nobody can see any more.
        const isLeft = browser === 'firefox' && answer;
        const [html, ...rest] = before[at].children;
        assert.deepEqual((await marksOf(page)).children, [isLeft ? `${html} div` : html, ...rest]);
        assert.deepEqual(await page.evaluate(traces), isLeft ? ['dir,lang 0'] : []);
        await unharmed(page);
      }

      await rig.turn(true);
      const fresh = await open('/bellbuns_kf');
      await mouse(fresh, BUNS);
      await untilPause(fresh);
      await pressInPause(fresh, 'Go on');
      await untilAct(fresh, FOLLOWED);
      await unharmed(fresh);
      assert.equal(await statusOver(rig, fresh), MESSAGES.en.statusWorking.message);
      // Firefox puts the scripts into pages that are open, Chromium does not.
      const isBack = browser === 'firefox';
      assert.equal(await statusOver(rig, pages[0]), MESSAGES.en[isBack ? 'statusWorking' : 'statusElsewhere'].message);
      await pages[0].bringToFront();
      await mouse(pages[0], BESIDE);
      if (isBack) {
        await untilPause(pages[0]);
        await pressInPause(pages[0], 'Go on');
      }
      await untilAct(pages[0], 'followed plum_kf');
      assert.equal(await pauseOf(pages[0]), null);
      assert.equal(await times(pages[0], 'followed plum_kf'), 1);
      await unharmed(pages[0]);
    }));
  });
}
