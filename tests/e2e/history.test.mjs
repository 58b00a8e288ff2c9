// When and how often: what was asked, chosen and said about being asked is
// heeded, in this page, after a reload and in another tab, and kept as numbers.
import assert from 'node:assert/strict';
import { actsOf, clearLog, mouse, pauseOf, pressInPause, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { inEachBrowser } from './world.mjs';

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const BELL = ['/bellbuns_kf', '90000002', 'followed bellbuns_kf'];
const local = async (run) => (await run.storage()).local;
/** All that the background has to do is done once it has answered. */
const settled = (run, good, what) => until(() => local(run), good, { what });

/** Presses Follow on a profile. */
async function press(open, [path, id], options) {
  const page = await open(path, options);
  await mouse(page, column(id));
  return page;
}
const asked = async (open, door, options) => {
  const page = await press(open, door, options);
  await untilPause(page);
  return page;
};
const passed = async (open, door, options) => {
  const page = await press(open, door, options);
  await untilAct(page, door[2]);
  assert.equal(await pauseOf(page), null);
  return page;
};
const AGAIN = { remembers: true };
/** Chooses in the pause's menu, then leaves it. */
async function say(page, entry) {
  await pressInPause(page, 'More choices');
  await pressInPause(page, entry);
  await page.keyboard.press('Escape');
  await untilNoPause(page);
}

inEachBrowser('when and how often', (check) => {
  check('what was asked is not asked again after a reload, nor in another tab', async ({ open, run }) => {
    const page = await asked(open, BELL);
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    await settled(run, ({ tallies }) => tallies && Object.keys(tallies).length === 1, 'the answer to be kept');
    await passed(open, BELL, AGAIN);
  });

  check('“don’t ask again” outlasts the session, for that account alone', async ({ open, run }) => {
    await say(await asked(open, BELL), "Don't ask again about this account");
    const kept = await settled(run, ({ marks }) => Object.keys(marks ?? {}).length > 0, 'a mark');
    await run.forget('session');
    await passed(open, BELL, AGAIN);
    await asked(open, ['/long_kf', '90000018'], AGAIN);
    // Numbers under a key of this install's own, and days.
    assert.ok(Object.entries(kept.marks).every(([number, day]) => /^[0-9a-f]{1,16}$/.test(number) && day > 20_000), JSON.stringify(kept.marks));
    assert.doesNotMatch(JSON.stringify(kept), /bellbuns|90000002|bipolar/);
  });

  check('“this is wrong” is remembered and counted', async ({ open, run }) => {
    await say(await asked(open, BELL), 'This is wrong');
    const { tallies } = await settled(run, (kept) => JSON.stringify(kept.tallies ?? {}).includes('"wrong":1'), 'the count');
    assert.match(JSON.stringify(tallies), /"follow\.left":1/);
    await run.forget('session');
    await passed(open, BELL, AGAIN);
  });

  check('not now, for an hour: nothing is asked, firmly or otherwise', async ({ open, run }) => {
    await say(await asked(open, BELL), 'Not now, for an hour');
    await settled(run, ({ until: then }) => then > 0, 'the hour');
    await passed(open, ['/long_kf', '90000018', 'followed long_kf'], AGAIN);
  });

  check('Settings opens the extension’s own page and leaves the question open', async ({ open, run }) => {
    const page = await asked(open, BELL);
    await pressInPause(page, 'More choices');
    await pressInPause(page, 'Settings');
    await run.closes('options.html');
    await page.bringToFront();
    assert.ok(await pauseOf(page));
  });

  check('a change of settings reaches an open page at once', async ({ open, run }) => {
    const page = await open(BELL[0]);
    await run.store({ settings: { version: 1, mode: 'declared' } });
    // A task makes the background write anew what pages are told.
    await settled(run, ({ page: told }) => /mode=declared/.test(told), 'the page to be told');
    await mouse(page, column(BELL[1]));
    await untilAct(page, BELL[2]);
    assert.equal(await pauseOf(page), null);
  });

  check('once the day’s full pauses are used up, a single line', async ({ open, run }) => {
    await open('/home');
    await run.store({ settings: { version: 1, ration: 0 } });
    await settled(run, ({ page: told }) => /ration=0/.test(told), 'the page to be told');
    const page = await press(open, BELL, AGAIN);
    const { buttons, text } = await untilPause(page);
    assert.deepEqual(buttons.slice(0, 2), ['Leave it', 'Go on']);
    assert.doesNotMatch(text, /\?/, 'no question');
    await clearLog(page);
    await pressInPause(page, 'Go on');
    await untilAct(page, BELL[2]);
    assert.equal((await actsOf(page)).filter((act) => act === BELL[2]).length, 1);
  });

  check('broken storage is mended, and what was good in it stays', async ({ open, run }) => {
    await run.store({ settings: 'gone', tallies: { '2026-11-23': { 'follow.on': 4 } }, marks: [1], key: {}, page: 7, today: null });
    await asked(open, BELL, AGAIN);
    const kept = await settled(run, ({ key }) => /^[0-9a-f]+,[0-9a-f]+$/.test(key), 'a new key');
    assert.equal(kept.tallies['2026-11-23']['follow.on'], 4);
  });
});
