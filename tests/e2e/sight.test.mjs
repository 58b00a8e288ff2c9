// Honest about its own sight: when X renames what the tool looks for, the popup
// and the toolbar say so; when a page merely has none of it, they do not.
import assert from 'node:assert/strict';
import { until } from './harness/index.mjs';
import { inEachBrowser } from './world.mjs';

const NARROW = { width: 390, height: 800 };
const POST = '/bellbuns_kf/status/1900000000000000001';

/** What is kept, the toolbar's sign, and what the popup says of both. */
async function told(run) {
  const popup = await run.extensionPage('popup.html');
  await until(() => popup.$eval('#status', (place) => place.textContent), Boolean, { what: 'words in the popup' });
  const seen = await popup.evaluate(async () => ({
    sight: (await chrome.storage.local.get('sight')).sight ?? {},
    badge: await chrome.action.getBadgeText({}),
    lines: [...document.querySelectorAll('#unseen p')].map((line) => line.textContent),
  }));
  await popup.close();
  return seen;
}

const untilKept = (run, name, seen) => until(() => told(run), ({ sight }) => sight[name]?.seen === seen, { timeout: 10_000, what: `${name} ${seen}` });

inEachBrowser('sight', (check) => {
  const notices = (name, path, line) => check(`${name} renamed: said in words, and unsaid once they are back`, async ({ open, run }) => {
    const page = await open(path);
    await page.keyboard.press('j');
    const { badge, lines } = await untilKept(run, name, false);
    assert.equal(badge, '!');
    assert.ok(lines.includes(line), lines.join('\n'));
    await page.bringToFront();
    const mended = await open(path.replace(/[?&]renamed=\w+/, ''));
    await mended.keyboard.press('j');
    const after = await untilKept(run, name, true);
    assert.deepEqual([after.badge, after.lines], ['', []]);
  });

  notices('follow', '/bellbuns_kf?renamed=follow', 'X has changed: the follow button on profiles is not covered right now.');
  notices('followInLists', '/pond_kf/followers?renamed=follow', 'X has changed: follow buttons in lists are not covered right now.');
  notices('replies', '/home?renamed=reply', 'X has changed: reply buttons are not covered right now.');

  check('pages that have none of it have not changed', async ({ open, run }) => {
    const pages = [
      ['/home'], ['/wren_kf'], ['/bellbuns_kf'], ['/already_kf'],
      ['/notifications'], ['/i/chat/90000001-90000002'], [POST], [POST, NARROW], ['/bellbuns_kf?session=none'],
    ];
    for (const [path, view] of pages) {
      const page = await open(path, view);
      await page.keyboard.press('j');
      await page.close();
    }
    await untilKept(run, 'follow', true);
    // What these say would be taken back by a page that has some: they come last.
    for (const path of ['/nobody_of_that_name', '/search?q=nothing-at-all']) {
      const page = await open(path);
      await page.keyboard.press('j');
      const { sight, badge, lines } = await told(run);
      assert.deepEqual(Object.entries(sight).filter(([, { seen }]) => !seen), []);
      assert.deepEqual([badge, lines], ['', []]);
      await page.close();
    }
  });

  check('what is kept is a yes or no and a day, about nobody', async ({ open, run }) => {
    const page = await open('/bellbuns_kf');
    await page.keyboard.press('j');
    const { sight } = await untilKept(run, 'profile', true);
    for (const [name, { seen, on, ...more }] of Object.entries(sight)) {
      assert.match(name, /^[A-Za-z]+$/);
      assert.equal(typeof seen, 'boolean');
      assert.match(on, /^\d{4}-\d\d-\d\d$/);
      assert.deepEqual(more, {});
    }
    assert.doesNotMatch(JSON.stringify(sight), /kf|9000/);
  });

  check('the popup has the page looked at, without any gesture', async ({ open, run }) => {
    await open('/bellbuns_kf?renamed=follow');
    const popup = await run.extensionPage('popup.html');
    const answers = await until(() => popup.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      const asked = await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, 'look')));
      return asked.filter(({ value }) => value === true).length;
    }), Boolean, { what: 'an answer' });
    assert.equal(answers, 1);
    await popup.close();
    const { lines } = await untilKept(run, 'follow', false);
    assert.match(lines.join(), /follow button on profiles/);
  });
});
