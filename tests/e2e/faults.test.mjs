// Bad input and broken parts: the gesture passes or is asked about correctly,
// nothing is thrown into the page, and X keeps working.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { launch, logOf, marksOf, mouse, pauseOf, pressInPause, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { BROWSERS, HEADERS, built, everywhere, suite } from './world.mjs';

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const sidebar = (id) => `[data-testid="sidebarColumn"] [data-testid="${id}-follow"]`;
const unharmed = async (page) => {
  const wrong = (await logOf(page)).filter(({ what }) => what === 'error' || what === 'hacked');
  assert.deepEqual(wrong, []);
};

everywhere('bad input', (check) => {
  const asked = (title, path, control) => check(title, async ({ open }) => {
    const page = await open(path);
    await mouse(page, control);
    await untilPause(page);
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    await unharmed(page);
  });
  const passed = (title, path, control, act) => check(title, async ({ open }) => {
    const page = await open(path);
    await mouse(page, control);
    await untilAct(page, act);
    assert.equal(await pauseOf(page), null);
    await unharmed(page);
  });

  asked('a page without React', '/bellbuns_kf?react=none', column('90000002'));
  asked('a page whose store throws', '/bellbuns_kf?store=throws', column('90000002'));
  asked('a page whose store is garbage', '/bellbuns_kf?store=garbage&props=none', column('90000002'));
  asked('a page without a store, from React’s properties', '/home?store=none', sidebar('90000024'));
  asked('a bio that only the page’s own data hold', '/home', sidebar('90000002'));
  asked('a bio of 10,000 characters', '/long_kf', column('90000018'));
  asked('markup in a name and a bio', '/markup_kf', column('90000019'));
  asked('invisible and turning characters in a name and a bio', '/bidi_kf', column('90000020'));
  passed('a bio that nobody knows is unknown, not a reason', '/home', sidebar('90000025'), 'followed unseen_kf');
  passed('no data at all', '/home?store=none&props=none', sidebar('90000002'), 'followed bellbuns_kf');
  passed('garbage instead of data', '/home?store=garbage&props=none', sidebar('90000002'), 'followed bellbuns_kf');

  check('no request is ours, and what is kept says nothing about anybody', async ({ open, server, run }) => {
    server.clear();
    const page = await open('/bellbuns_kf');
    await mouse(page, column('90000002'));
    await untilPause(page);
    await page.keyboard.press('Enter');
    await untilNoPause(page);
    const kept = await run.storage();
    // All of it is in docs/privacy.md; numbers of people are under this install's own key.
    const listed = ['key', 'marks', 'page', 'settings', 'sight', 'tallies', 'today', 'until'];
    assert.deepEqual(Object.keys(kept.local).filter((key) => !listed.includes(key)), []);
    assert.deepEqual(kept.sync ?? {}, {});
    assert.deepEqual(Object.keys(kept.session ?? {}).filter((key) => !['wasmRefused', 'asked'].includes(key)), []);
    assert.doesNotMatch(JSON.stringify(kept), /bellbuns|90000002|bipolar/);
    assert.deepEqual(server.refused, []);
    const strange = server.requests.filter(({ path }) => !/^\/(bellbuns_kf|main\.js|standin\.css|favicon\.ico|i\/csp_report)/.test(path));
    assert.deepEqual(strange, []);
  });

  check('a refused WebAssembly is tried once in a browser session', async ({ open, server }) => {
    const refusals = () => server.reports.filter((report) => JSON.stringify(report).includes('wasm-eval')).length;
    // Earlier pages of this browser have noted the refusal, if there was one.
    await open('/home');
    server.clear();
    const page = await open('/bellbuns_kf');
    await mouse(page, column('90000002'));
    await untilPause(page);
    assert.equal(refusals(), 0);
  });

  check('the popup is told which encoding works, and says so where there is none', async ({ open, run, browser, csp }) => {
    await open('/home');
    // Only Chromium lets the page's own policy decide about the extension's WebAssembly.
    const expected = browser === 'chromium' && csp === 'strict' ? 'translation' : 'wasm';
    await until(() => statuses(run), (answers) => answers.join() === expected, { what: expected });
    const popup = await run.extensionPage('popup.html');
    // Its own tab is the one in front, and there is no content script in it.
    const words = await until(() => popup.$eval('#status', (place) => place.textContent), Boolean, { what: 'words in the popup' });
    assert.match(words, /works on X only/);
    await popup.close();
  });
});

// --- a core that cannot start, or breaks -----------------------------------------------------------

const copies = [];
after(() => Promise.all(copies.map((dir) => rm(dir, { recursive: true, force: true }))));

/** A copy of the built extension with one file changed. */
async function broken(browser, file, change) {
  const dir = await mkdtemp(join(tmpdir(), 'knock-first-'));
  copies.push(dir);
  await cp(built(browser), dir, { recursive: true });
  const before = await readFile(join(dir, file), 'utf8');
  const changed = change(before);
  assert.notEqual(changed, before, `the change to ${file} took hold`);
  await writeFile(join(dir, file), changed);
  return dir;
}

/** What the content scripts of the open tabs answer when the popup asks. */
async function statuses(run) {
  const page = await run.extensionPage('popup.html');
  const answers = await page.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    const asked = await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, 'status')));
    return asked.map(({ value }) => value).filter(Boolean);
  });
  await page.close();
  return answers;
}

const BREAK_NEITHER_STARTS = (text) => text.replace(/own\[encoding\]\(\)/, 'undefined.missing');
const BREAK_EVERY_GESTURE = (text) => text.replace('core?.hear(event)', "{ if (event.type === 'click') throw new Error('broken on purpose'); return core?.hear(event); }");
const BREAK_FIRST_GESTURE = (text) => text.replace('core?.hear(event)', "{ if (event.type === 'click' && !failures) throw new Error('broken on purpose'); return core?.hear(event); }");
const BREAK_STORAGE = (text) => text.replace("chrome.storage.session.get('wasmRefused')", "Promise.reject(new Error('denied'))");
const STORAGE_NEVER_ANSWERS = (text) => text.replace("chrome.storage.session.get('wasmRefused')", 'new Promise(() => {})');
const NEVER_UNPACKED = (text) => text.replace('own.unpacked.catch', 'new Promise(() => {}).catch');
const CANNOT_BE_UNPACKED = (text) => text.replace('deflate-raw', 'gzip');
const UPDATED = (text) => text.replace('!chrome.runtime?.id', 'true');

for (const browser of BROWSERS) {
  const csp = HEADERS[1];
  const withLoader = (name, change, checks) => suite(name, { browser, csp, extension: broken(browser, 'loader.js', change) }, checks);
  const followsUnasked = (status) => (check) => check('X works as if we were not there, and the popup is told', async ({ open, run }) => {
    const page = await open('/bellbuns_kf');
    const before = await marksOf(page);
    await mouse(page, column('90000002'));
    await untilAct(page, 'followed bellbuns_kf');
    assert.equal(await pauseOf(page), null);
    assert.deepEqual((await marksOf(page)).children, before.children);
    await unharmed(page);
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="like"]');
    await untilAct(page, 'liked bellbuns_kf');
    assert.deepEqual(await statuses(run), [status]);
  });
  const asksAsEver = (check) => check('the question is put all the same', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, column('90000002'));
    await untilPause(page);
    await unharmed(page);
  });

  withLoader('neither encoding starts', BREAK_NEITHER_STARTS, followsUnasked('failed'));
  withLoader('the core breaks at every gesture', BREAK_EVERY_GESTURE, followsUnasked('failed'));
  withLoader('the core is not unpacked yet', NEVER_UNPACKED, followsUnasked('waiting'));
  suite('the core cannot be unpacked', { browser, csp, extension: broken(browser, 'core.js', CANNOT_BE_UNPACKED) }, followsUnasked('failed'));
  withLoader('the extension was updated meanwhile', UPDATED, followsUnasked('stopped'));
  withLoader('storage is denied', BREAK_STORAGE, asksAsEver);
  withLoader('storage never answers', STORAGE_NEVER_ANSWERS, asksAsEver);
  // What cannot be kept is not kept; what the reader chose stands all the same.
  const cannotKeep = (text) => text.replace('chrome.runtime.sendMessage(message)', "Promise.reject(new Error('denied'))");
  suite('the background cannot be reached', { browser, csp, extension: broken(browser, 'background-link.js', cannotKeep) }, (check) => {
    check('the question is put, and the answer stands', async ({ open }) => {
      const page = await open('/bellbuns_kf');
      await mouse(page, column('90000002'));
      await untilPause(page);
      await pressInPause(page, 'Go on');
      await untilAct(page, 'followed bellbuns_kf');
      await untilNoPause(page);
      await unharmed(page);
    });
  });
  // What the page-world reader says is untrusted: whatever it is, what stands
  // on the page around the control is read all the same.
  const answers = {
    'nothing at all': 'undefined',
    'what is no text': '({ user: {} })',
    'what is no JSON': "'{\"user\":'",
    'JSON of the wrong shape': "'[[[]],{\"user\":7}]'",
    'values of the wrong kind': "'{\"user\":{\"id\":90000002,\"handle\":[],\"bio\":{\"length\":1e9},\"followedBy\":\"yes\"},\"ownHandle\":null}'",
    'somebody else': "'{\"user\":{\"id\":\"1\",\"handle\":\"pond_kf\",\"bio\":\"Newts\"}}'",
    'a megabyte': "JSON.stringify({ user: { id: '90000002', bio: 'x'.repeat(1e6) } })",
  };
  for (const [name, answer] of Object.entries(answers)) {
    const change = (text) => text.replace(/const detail = stringify\(.*\);/, `const detail = ${answer};`);
    suite(`the page-world reader answers ${name}`, { browser, csp, extension: broken(browser, 'bridge.js', change) }, asksAsEver);
  }

  withLoader('the core breaks once', BREAK_FIRST_GESTURE, (check) => {
    check('that gesture passes, and the next is asked about by a new core', async ({ open }) => {
      const page = await open('/bellbuns_kf');
      await mouse(page, column('90000002'));
      await untilAct(page, 'followed bellbuns_kf');
      await mouse(page, sidebar('90000005'));
      await untilPause(page);
      await unharmed(page);
    });
  });

}

// Chromium leaves old content scripts in open pages; Firefox takes them away.
if (BROWSERS.includes('chromium')) {
  suite('a real reload', { browser: 'chromium', csp: 'wasm' }, (check) => {
    check('the old content script stops quietly', async ({ server }) => {
      // A browser of its own: after a reload the extension is away for a while.
      const rig = await launch({ browser: 'chromium', server, extension: built('chromium') });
      try {
        // In Welsh, which an old script would still have the words for: English is the browser's to say, and gone.
        await rig.store({ settings: { version: 1, language: 'cy' } });
        const page = await rig.open('/bellbuns_kf');
        await rig.ready();
        const faults = [];
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (line) => faults.push(line.text()));
        const popup = await rig.extensionPage('popup.html');
        await popup.evaluate(() => { chrome.runtime.reload(); }).catch(() => {});
        await page.bringToFront();
        await mouse(page, column('90000002'));
        await untilAct(page, 'followed bellbuns_kf');
        assert.equal(await pauseOf(page), null);
        assert.deepEqual(faults, []);
      } finally {
        await rig.close();
      }
    });
  });
}
