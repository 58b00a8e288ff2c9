// The reader's own pages, and that what is chosen there reaches open pages of X
// at once. What an organisation sets is tested natively in src/keep.rs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { actsOf, mouse, pauseOf, pressInPause, settle, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { KEPT, PAGES, keep, kept, ownPage, untilIn } from './pages.mjs';
import { BROWSERS, built, inEachBrowser, suite } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const NARROW = { width: 320, height: 640 };

let files;
const file = async (name, text) => {
  files ??= await mkdtemp(join(tmpdir(), 'knock-first-'));
  const path = join(files, name);
  await writeFile(path, text);
  return path;
};
after(() => files && rm(files, { recursive: true, force: true }));

const said = (page) => page.$eval('#said', (place) => [...place.children].map((line) => line.textContent));
const untilSaid = (page, words) => until(() => said(page), (lines) => lines[0]?.includes(words), { what: words });
const setting = (page, name) => kept(page).then(({ settings }) => settings?.[name]);
const untilSet = (page, name, value) => until(() => setting(page, name), (found) => JSON.stringify(found) === JSON.stringify(value), { what: `${name} ${value}` });
const rows = (page, id) => page.$$eval(`#${id} tbody tr`, (all) => all.map((row) => [...row.cells].map((cell) => cell.textContent)));

/** Changes a control as the reader would, and waits until that is said to be kept. */
async function choose(page, name, value) {
  const group = `[data-setting="${name}"]`;
  await page.bringToFront();
  await page.$eval('#said', (place) => place.replaceChildren());
  if (await page.$(`${group} select`)) await page.select(`${group} select`, value);
  else await page.click(value === undefined ? `${group} input` : `${group} input[value="${value}"]`);
  await untilSaid(page, 'kept');
}

/** Which of our own pages are open in tabs. */
const ownTabs = (page) => page.evaluate(() => chrome.extension.getViews({ type: 'tab' }).map(({ location }) => location.pathname));

/** Until what was chosen has come to an open page of X. */
async function reached(page, tab) {
  await page.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, 'status')));
  });
  await tab.bringToFront();
  await settle(tab);
}

inEachBrowser('pages', (tests, world) => {
  /** A check with a way to open our own pages, over storage that holds nothing yet. */
  const check = (title, body) => tests(title, async (given) => {
    const opened = [];
    const own = async (name, size) => {
      const page = await ownPage(given.run, name, size);
      page.setDefaultTimeout(15_000);
      opened.push(page);
      return page;
    };
    try {
      const options = await own('options');
      await keep(options);
      // What earlier pages of a check did counts in later ones.
      const open = (path) => given.open(path, { remembers: true });
      await body({ ...given, open, own, options });
    } finally {
      for (const page of opened) await page.close().catch(() => {});
    }
  });

  check('the welcome page opens once', async ({ options }) => {
    // The harness has seen it open and closed it.
    await options.evaluate(() => chrome.runtime.sendMessage({ task: 'installed first' }));
    await options.evaluate(() => chrome.runtime.sendMessage({ task: 'session' }));
    const open = await ownTabs(options);
    assert.ok(open.includes('/options.html'));
    assert.ok(!open.includes('/welcome.html'));
  });

  check('off and on again reach an open page of X at once', async ({ open, options }) => {
    const tab = await open('/bellbuns_kf');
    await choose(options, 'on');
    assert.equal(await options.evaluate(() => chrome.action.getBadgeText({})), '–');
    await reached(options, tab);
    await mouse(tab, column('90000002'));
    await untilAct(tab, 'followed bellbuns_kf');
    assert.equal(await pauseOf(tab), null);
    await choose(options, 'on');
    assert.equal(await options.evaluate(() => chrome.action.getBadgeText({})), '');
    const other = await open('/moss_kf');
    await mouse(other, column('90000004'));
    await untilPause(other);
  });

  check('with only what people ask for, how they describe themselves is no reason', async ({ open, options }) => {
    const tab = await open('/kettle_kf');
    await choose(options, 'mode', 'declared');
    await reached(options, tab);
    await mouse(tab, column('90000003'));
    await untilAct(tab, 'followed kettle_kf');
    assert.equal(await pauseOf(tab), null);
    const asks = await open('/noprofs_kf');
    await mouse(asks, column('90000006'));
    await untilPause(asks);
  });

  check('role, number, actions and own accounts are kept as they are chosen', async ({ options }) => {
    await choose(options, 'role', 'student');
    await choose(options, 'actions', 'bookmark');
    await choose(options, 'keepMonths', '3');
    for (const [name, text] of [['ration', '7'], ['accounts', '@Wren_KF, moss']]) {
      await options.click(`[data-setting="${name}"] input`, { count: 3 });
      await options.keyboard.type(text);
      await options.keyboard.press('Tab');
    }
    await untilSet(options, 'accounts', ['wren_kf', 'moss']);
    const { settings } = await kept(options);
    assert.equal(settings.role, 'student');
    assert.equal(settings.ration, 7);
    assert.equal(settings.keepMonths, 3);
    assert.ok(settings.actions.includes('bookmark'));
    await until(() => options.$eval('[data-setting="accounts"] input', (field) => field.value), (value) => value === 'wren_kf, moss');
  });

  check('what makes no sense is refused with a reason, and what was there stays', async ({ options }) => {
    for (const [name, text, why] of [['ration', '99', 'within the limits'], ['accounts', 'two/words', 'at most twenty']]) {
      await options.click(`[data-setting="${name}"] input`, { count: 3 });
      await options.keyboard.type(text);
      await options.keyboard.press('Tab');
      await untilSaid(options, 'not taken');
      const lines = await until(() => said(options), (found) => found.join().includes(why), { what: why });
      assert.equal(lines.length, 2);
      assert.equal(await setting(options, name), undefined);
    }
  });

  check('Welsh is spoken on every page and in the pause', async ({ open, own, options }) => {
    await options.select('[data-setting="language"] select', 'cy');
    await untilIn(options, 'cy');
    assert.equal(await options.$eval('h1', (head) => head.textContent), 'Gosodiadau');
    const popup = await own('popup');
    assert.match(await popup.$eval('#state', (place) => place.textContent), /Mae Cnoc Cyntaf ymlaen/);
    const tab = await open('/bellbuns_kf');
    await mouse(tab, column('90000002'));
    assert.deepEqual((await untilPause(tab)).buttons, ['Gadael', 'Ymlaen']);
  });

  check('not now and ask again, from the popup', async ({ open, own, options }) => {
    const tab = await open('/bellbuns_kf');
    const popup = await own('popup');
    await popup.click('[data-task="rest hour"]');
    await until(() => popup.$eval('#state', (place) => place.textContent), (text) => /asks nothing until \d\d:\d\d/.test(text));
    assert.equal(await popup.evaluate(() => chrome.action.getBadgeText({})), 'II');
    await reached(popup, tab);
    await mouse(tab, column('90000002'));
    await untilAct(tab, 'followed bellbuns_kf');
    await popup.bringToFront();
    await popup.click('[data-task="resume"]');
    await until(() => popup.$eval('#state', (place) => place.textContent), (text) => text === 'Knock First is on.');
    const other = await open('/moss_kf');
    await mouse(other, column('90000004'));
    await untilPause(other);
    await popup.bringToFront();
    await popup.click('[data-task="rest tomorrow"]');
    await until(() => popup.$eval('#state', (place) => place.textContent), (text) => /until tomorrow/.test(text));
    assert.match(await options.evaluate(() => chrome.action.getTitle({})), /until tomorrow/);
  });

  check('the shortcut is there, and pauses and resumes', async ({ options, run, browser }) => {
    const commands = await options.evaluate(() => chrome.commands.getAll());
    const turn = commands.find(({ name }) => name === 'turn');
    assert.match(turn.shortcut, /K|⇧/);
    // Keys that a test presses go to the page, never to the browser's own
    // shortcuts. In Chromium the background can be handed the command itself.
    const worker = browser === 'chromium' && await (await run.puppet.waitForTarget((target) => target.type() === 'service_worker')).worker();
    const press = () => (worker
      ? worker.evaluate(() => chrome.commands.onCommand.dispatch('turn'))
      : options.evaluate(() => chrome.runtime.sendMessage({ task: 'turn' })));
    await press();
    await until(() => kept(options), ({ until: then }) => then > 0, { what: 'a pause' });
    await press();
    await until(() => kept(options), ({ until: then }) => then === 0, { what: 'no pause' });
  });

  check('the mirror counts real pauses by week and action, and forgets them at once', async ({ open, own, options }) => {
    const left = await open('/kettle_kf');
    await mouse(left, column('90000003'));
    await untilPause(left);
    await pressInPause(left, 'Leave it');
    await untilNoPause(left);
    const on = await open('/moss_kf');
    await mouse(on, column('90000004'));
    await untilPause(on);
    await pressInPause(on, 'Go on');
    await untilAct(on, 'followed moss_kf');
    const through = await open('/pond_kf');
    await mouse(through, column('90000013'));
    await untilAct(through, 'followed pond_kf');
    await until(() => kept(options), ({ tallies }) => JSON.stringify(tallies).includes('through'), { what: 'counts' });
    const mirror = await own('mirror');
    await until(() => rows(mirror, 'acts'), (found) => found.length > 0, { what: 'rows' });
    assert.deepEqual(await rows(mirror, 'acts'), [['Following or subscribing', '1', '1', '1']]);
    const weeks = await rows(mirror, 'weeks');
    assert.deepEqual(weeks.map((row) => row.slice(1)), [['1', '1', '1']]);
    assert.match(weeks[0][0], /^\d\d\/\d\d\/\d{4}$/);
    assert.deepEqual(await rows(mirror, 'followed'), [['Speaks from lived experience', '1'], ['Says none of this', '1']]);
    assert.equal((await mirror.$$('#weeks rect')).length, 3);
    assert.match(await mirror.$eval('#question', (place) => place.textContent), /\?$/);
    const popup = await own('popup');
    await until(() => popup.$eval('#lately', (place) => place.textContent), (text) => text === 'Left: 1. Went on: 1.');
    await mirror.bringToFront();
    await mirror.click('[data-task="erase"]');
    await untilSaid(mirror, 'kept');
    assert.deepEqual((await kept(mirror)).tallies, {});
    assert.equal(await mirror.$eval('#nothing', (place) => place.hidden), false);
  });

  check('“don’t ask again” is counted, and forgotten when the reader says so', async ({ options }) => {
    await keep(options, { key: '1,2', marks: { abc: Math.floor(Date.now() / 86_400_000) + 60 } });
    await until(() => options.$eval('#marks', (place) => place.textContent), (text) => text === 'Marks kept: 1');
    await options.click('[data-task="forget"]');
    await untilSaid(options, 'kept');
    assert.equal(await options.$eval('#marks', (place) => place.textContent), 'Marks kept: 0');
    assert.deepEqual((await kept(options)).marks, {});
  });

  check('what is saved to a file is taken from it again', async ({ options }) => {
    await keep(options, { settings: { version: 1, mode: 'declared', ration: 5, accounts: ['wren_kf'], actions: ['follow', 'reply'], keepMonths: 3 } });
    const saved = () => options.$eval('#export', (link) => decodeURIComponent(link.href.split(',').slice(1).join(',')));
    const before = await until(saved, (text) => text.includes('declared'));
    await options.click('details:has([data-task="reset"]) summary');
    await options.click('[data-task="reset"]');
    await untilSaid(options, 'kept');
    assert.notEqual(await saved(), before);
    await options.$eval('#said', (place) => place.replaceChildren());
    const input = await options.$('#import');
    await input.uploadFile(await file('settings.json', before));
    await untilSaid(options, 'kept');
    assert.equal(await saved(), before);
    assert.equal(JSON.parse(before).version, 1);
  });

  check('hostile, huge and wrong files: each is told, and what was there stays', async ({ options }) => {
    await keep(options, { settings: { version: 1, ration: 5 }, tallies: KEPT.tallies });
    const before = await kept(options);
    for (const [name, text, lines] of [
      ['empty.json', '', ['Line 1: The file cannot be read from here on.']],
      ['broken.json', '{\n  "on": false,\n  "mode": declared\n}', ['Line 3: The file cannot be read from here on.']],
      ['picture.json', '\u0089PNG\u0000\u0001', ['Line 1: The file cannot be read from here on.']],
      ['huge.json', `{ "on": false, "x": "${'x'.repeat(2_000_000)}" }`, ['The file is too long to be settings.']],
      ['deep.json', '['.repeat(60_000), ['Line 1: The file cannot be read from here on.']],
      ['hostile.json', '{\n"__proto__": { "on": false },\n"<img src=x onerror=alert(1)>": 1,\n"on": "no",\n"ration": 1e99 }', [
        'Line 2: __proto__: No setting has this name.', 'Line 3: <img src=x onerror=alert(1)>: No setting has this name.',
        'Line 4: on: It can be true or false.', 'Line 5: ration: It can be a whole number within the limits.',
      ]],
    ]) {
      await options.$eval('#said', (place) => place.replaceChildren());
      const input = await options.$('#import');
      await input.uploadFile(await file(name, text));
      const found = await untilSaid(options, 'not taken');
      assert.deepEqual(found.slice(1), lines, name);
      assert.deepEqual(await kept(options), before, name);
    }
    assert.equal(await options.$('img'), null);
  });

  check('corrupted storage is mended part by part, and counts are not lost', async ({ options }) => {
    const tallies = { '2026-11-16': { 'follow.left': 2, 'follow.on': 'many' }, '2026-11-23': { 'reply.on': 1 } };
    await keep(options, { settings: 'gone', tallies, marks: 7, today: [], key: false, page: { a: 1 }, until: 'soon', sight: null });
    const now = await kept(options);
    assert.deepEqual(now.tallies, { '2026-11-16': { 'follow.left': 2 }, '2026-11-23': { 'reply.on': 1 } });
    assert.deepEqual([now.settings, now.marks, now.until, now.sight], [{}, {}, 0, {}]);
    assert.match(now.key, /^[0-9a-f]+,[0-9a-f]+$/);
    assert.match(now.page, /^on=1 mode=described /);
    assert.equal(await options.$eval('[data-setting="on"] input', (field) => field.checked), true);
  });

  check('what a later version kept counts as far as it is understood, and stays', async ({ options }) => {
    await keep(options, { settings: { version: 2, glow: 'soft', mode: 'declared' }, tallies: KEPT.tallies });
    const refused = () => options.$$eval('#refused li', (all) => all.map((line) => line.textContent));
    const lines = await until(refused, (found) => found.length === 2, { what: 'two lines' });
    assert.match(lines[0], /“version” was left out: It comes from a later version/);
    assert.match(lines[1], /“glow” was left out: No setting has this name/);
    assert.equal(await options.$eval('[value="declared"]', (field) => field.checked), true);
    await choose(options, 'role', 'nurse');
    const { settings, tallies } = await kept(options);
    assert.deepEqual(settings, { version: 2, glow: 'soft', mode: 'declared', role: 'nurse' });
    assert.equal(Object.keys(tallies).length, 3);
  });

  check('two pages and the popup that change things at once lose nothing', async ({ own, options }) => {
    const [second, popup] = [await own('options'), await own('popup')];
    const change = (page, group, value) => page.evaluate(([name, chosen]) => {
      const select = document.querySelector(`[data-setting="${name}"] select`);
      select.value = chosen;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    }, [group, value]);
    await Promise.all([
      change(options, 'role', 'lecturer'),
      change(second, 'language', 'en'),
      popup.evaluate(() => document.querySelector('[data-task="rest hour"]').click()),
      ...['left', 'on', 'left'].map((answer) => second.evaluate((task) => chrome.runtime.sendMessage({ task }), `${answer} follow - lived`)),
    ]);
    const settings = await until(() => kept(options), (now) => now.settings.role && now.settings.language && now.until, { what: 'all of it' });
    assert.deepEqual(settings.settings, { version: 1, role: 'lecturer', language: 'en' });
    const [week] = Object.values(settings.tallies);
    assert.deepEqual([week['follow.left'], week['follow.on']], [2, 1]);
  });

  if (world.browser === 'chromium') {
    // Firefox sets no limit that a test could reach.
    check('storage that is full is said to be, and what was there stays', async ({ options }) => {
      await keep(options, { tallies: KEPT.tallies });
      await options.evaluate(async () => {
        const left = chrome.storage.local.QUOTA_BYTES - await chrome.storage.local.getBytesInUse(null);
        await chrome.storage.local.set({ filler: 'x'.repeat(left - 40) });
      });
      await options.click('[data-setting="accounts"] input');
      await options.keyboard.type('a_rather_long_1, a_rather_long_2, a_rather_long_3, a_rather_long_4');
      await options.keyboard.press('Tab');
      await untilSaid(options, 'could not be kept');
      const now = await kept(options);
      assert.equal(now.settings.accounts, undefined);
      assert.equal(Object.keys(now.tallies).length, 3);
      await options.evaluate(() => chrome.storage.local.remove('filler'));
    });
  }

  check('the try-out asks in the words of a pause, by keyboard, and nothing happens', async ({ own }) => {
    const page = await own('welcome');
    await page.focus('#try');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#tried:not([hidden])');
    assert.match(await page.$eval('#tryAsk', (place) => place.textContent), /\?$/);
    assert.equal(await page.$eval('#tryHeading', (place) => place.textContent), 'Before you follow');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(await page.$eval('#tryDone', (place) => place.textContent), /nothing happened/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'try');
    assert.deepEqual((await kept(page)).tallies, {});
  });

  check('every setting can be reached and changed with the keyboard alone', async ({ options }) => {
    const reachedBy = new Set();
    const total = await options.$$eval('[data-setting]', (all) => all.length);
    for (let press = 0; press < 40 && reachedBy.size < total; press += 1) {
      await options.keyboard.press('Tab');
      const name = await options.evaluate(() => document.activeElement.closest('[data-setting]')?.dataset.setting);
      if (name === 'on' && !reachedBy.has(name)) await options.keyboard.press(' ');
      if (name) reachedBy.add(name);
    }
    assert.equal(reachedBy.size, total);
    await untilSet(options, 'on', false);
  });

  for (const name of PAGES) {
    check(`${name}: accessible, and no wider than a narrow window, in both languages`, async ({ own, options }) => {
      await keep(options, KEPT);
      for (const language of ['en', 'cy']) {
        await options.evaluate((one) => chrome.runtime.sendMessage({ task: `choose language "${one}"` }), language);
        const page = await own(name, NARROW);
        await untilIn(page, language);
        await page.evaluate(() => { for (const part of document.querySelectorAll('details')) part.open = true; });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${language}: wider than the window`);
        await page.setViewport({ width: 1280, height: 900 });
        await page.evaluate(axe);
        for (const theme of world.browser === 'chromium' ? ['light', 'dark'] : ['light']) {
          if (world.browser === 'chromium') await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
          await accessible(page, `${language} ${theme}`);
        }
      }
    });
  }

  check('after all of that, only what the privacy page lists is kept', async ({ open, own, options, run }) => {
    const tab = await open('/moss_kf');
    await mouse(tab, column('90000004'));
    await untilPause(tab);
    await pressInPause(tab, 'Leave it');
    await untilNoPause(tab);
    await until(() => kept(options), ({ tallies }) => JSON.stringify(tallies).includes('left'), { what: 'a count' });
    const { local, session, sync } = await run.storage();
    const page = await own('privacy');
    const listed = await page.$$eval('dl', (lists) => lists.map((list) => [...list.querySelectorAll('dt')].map((key) => key.textContent)));
    assert.deepEqual(Object.keys(local).sort(), [...listed[0]].sort());
    assert.deepEqual(Object.keys(session).filter((key) => !listed[1].includes(key)), []);
    assert.deepEqual(sync ?? {}, {});
    assert.doesNotMatch(JSON.stringify([local, session]), /moss|90000004|psychosis/i);
    if (process.env.SHOW) console.log(JSON.stringify({ local, session }, null, 2));
    assert.match(await page.$eval('#kept', (place) => place.textContent), /follow\.left/);
    assert.deepEqual(await actsOf(tab), []);
  });
});

/** A copy of the extension in which some scripts are changed: what stands there, and what is to. */
async function changed(browser, name, changes) {
  files ??= await mkdtemp(join(tmpdir(), 'knock-first-'));
  const dir = join(files, `${name}-${browser}`);
  await cp(built(browser), dir, { recursive: true });
  for (const [script, from, to] of changes) {
    const before = await readFile(join(dir, script), 'utf8');
    assert.ok(before.includes(from), `${script} has ${from}`);
    await writeFile(join(dir, script), before.replace(from, to));
  }
  return dir;
}

const denied = (browser) => changed(browser, 'denied', [
  ['background.js', 'area.get(null)', "(area === local ? Promise.reject(new Error('denied')) : area.get(null))"],
]);

// What a browser hands over of an organisation's policy, without an organisation.
const POLICY = {
  organisation: 'Marsh Trust', welcome: false, mode: 'declared', ration: 'few', collect: true, keepMonths: 3,
  line: 'Please <b>knock</b> first.', lineWelsh: 'Cnociwch gyntaf.', policyLink: 'https://intranet.example/social', contact: 'Fern, ext. 43',
};
const MANAGED = `const managed = { get: async () => (${JSON.stringify(POLICY)}) };`;
const governed = (browser) => changed(browser, 'governed', [
  ['background.js', 'const { local, session, managed } = chrome.storage;', `const { local, session } = chrome.storage; ${MANAGED}`],
  ['page.js', 'const { local, managed } = chrome.storage;', `const { local } = chrome.storage; ${MANAGED}`],
]);

for (const browser of BROWSERS) {
  suite('storage is denied', { browser, csp: 'wasm', extension: denied(browser) }, (check) => {
    check('a choice that cannot be kept is said not to be, and nothing is written over', async ({ run }) => {
      const options = await ownPage(run, 'options');
      await options.evaluate((tallies) => chrome.storage.local.set({ tallies }), KEPT.tallies);
      await options.select('[data-setting="role"] select', 'nurse');
      await untilSaid(options, 'could not be kept');
      assert.deepEqual(await kept(options), { tallies: KEPT.tallies });
      await options.close();
    });
  });
}

for (const browser of BROWSERS) {
  suite('an organisation', { browser, csp: 'wasm', extension: governed(browser), welcomes: false }, (check) => {
    check('what it sets is shown, locked, and by whom; what makes no sense is left out', async ({ run }) => {
      const options = await ownPage(run, 'options');
      await keep(options, { settings: { version: 1, mode: 'described', ration: 5 } });
      const mode = '[data-setting="mode"]';
      await until(() => options.$eval('[data-setting="ration"] input', (field) => field.value), (value) => value === '5');
      assert.equal(await options.$eval('[value="declared"]', (field) => field.checked), true);
      assert.equal(await options.$eval(mode, (group) => group.disabled), true);
      assert.equal(await options.$eval(`${mode} .lock`, (line) => line.textContent), 'Set by Marsh Trust. It cannot be changed here.');
      assert.match(await options.$eval('#organisation', (line) => line.textContent), /set by Marsh Trust/);
      assert.equal(await options.$$eval('[data-setting]', (all) => all.filter((group) => group.disabled).length), 1);
      assert.deepEqual(await options.$$eval('#refused li', (all) => all.map((line) => line.textContent)), [
        'Of what your organisation set, “ration” was left out: It can be a whole number within the limits.',
        'Of what your organisation set, “collect” was left out: No setting has this name.',
      ]);
      await options.evaluate(() => chrome.runtime.sendMessage({ task: 'choose mode "described"' }));
      assert.equal((await kept(options)).page.includes('mode=declared'), true);
      await (await options.$('#import')).uploadFile(await file('locked.json', '{\n"mode": "described"\n}'));
      assert.deepEqual((await untilSaid(options, 'not taken')).slice(1), ['Line 2: mode: Your organisation has set this.']);
      await options.evaluate(axe);
      await accessible(options, 'locked');
      await options.close();
    });

    check('its own words are text, under its name, on our pages; and it has nothing kept for longer', async ({ run }) => {
      for (const name of ['options', 'popup', 'welcome']) {
        const page = await ownPage(run, name, NARROW);
        await keep(page, { settings: { version: 1, keepMonths: 12 } });
        const spoken = [['cy', POLICY.lineWelsh, "Pwy i'w holi: Fern, ext. 43"], ['en', POLICY.line, 'Whom to ask: Fern, ext. 43']];
        for (const [language, line, contact] of name === 'options' ? spoken : spoken.slice(1)) {
          await page.evaluate((one) => chrome.runtime.sendMessage({ task: `choose language "${one}"` }), language);
          await untilIn(page, language);
          assert.deepEqual(await page.$$eval('#houseLine, #houseContact', (all) => all.map((part) => part.textContent)), [line, contact], name);
          assert.match(await page.$eval('#houseName', (head) => head.textContent), /Marsh Trust$/);
          assert.equal(await page.$eval('#houseLink', (link) => link.href), POLICY.policyLink);
          assert.equal(await page.$('#house b'), null);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
        }
        await page.evaluate(axe);
        await accessible(page, name);
        if (name === 'options') {
          const months = '[data-setting="keepMonths"]';
          assert.deepEqual(await page.$$eval(`${months} input:disabled`, (all) => all.map((one) => one.value)), ['12']);
          assert.equal(await page.$eval(`${months} .lock`, (part) => part.textContent), 'The longest time is set by Marsh Trust. You can always choose less.');
          assert.equal(await page.$eval(`${months} input:checked`, (one) => one.value), '3');
          await page.click(`${months} input[value="0"]`);
          await untilSaid(page, 'kept');
          assert.equal(await setting(page, 'keepMonths'), 0);
        }
        await page.close();
      }
    });

    check('the welcome page does not open if it is not wanted', async ({ run }) => {
      const options = await ownPage(run, 'options');
      await options.evaluate(() => chrome.runtime.sendMessage({ task: 'session' }));
      assert.equal(await options.evaluate(async () => (await chrome.storage.session.get('welcomeDue')).welcomeDue), undefined);
      assert.deepEqual(await ownTabs(options), ['/options.html']);
      await options.close();
    });
  });
}

async function accessible(page, what) {
  const { violations, passes } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)]), [], what);
  assert.ok(passes.flatMap(({ nodes }) => nodes).length > 10, `${what}: axe has seen the page`);
}

// Only Chromium can be told of a theme while it runs.
if (BROWSERS.includes('firefox')) {
  suite('pages in the dark', { browser: 'firefox', csp: 'wasm', prefs: { 'layout.css.prefers-color-scheme.content-override': 0 } }, (check) => {
    check('every page is accessible in both languages', async ({ run }) => {
      for (const language of ['en', 'cy']) {
        for (const name of PAGES) {
          const page = await ownPage(run, name);
          await keep(page, { ...KEPT, settings: { version: 1, language } });
          await untilIn(page, language);
          assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(23, 32, 28)');
          await page.evaluate(axe);
          await accessible(page, `${name} ${language}`);
          await page.close();
        }
      }
    });
  });
}
