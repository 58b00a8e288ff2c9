// Each door × each way of pressing × both browsers; the first doors also × both shapes of X's header.
// In one round: these are hundreds of checks alike, each of which repeats the others.
import assert from 'node:assert/strict';
import { DOORS, MORE_DOORS, PLACES } from './doors.mjs';
import {
  actsOf, clearLog, marksOf, pauseOf, pressInPause, seenBy, settle, until, untilNoPause, untilPause,
} from './harness/index.mjs';
import { everywhere, inEachBrowser } from './world.mjs';

/** What X did, without what it only noticed or drew again. */
const doneOn = async (page) => (await actsOf(page)).filter((act) => !/^(trap-pulled|hovercard)/.test(act));

const isControl = (seen) => /-follow$|reply$|tweetTextarea_0$|tweetButton/.test(seen);
const byKeyboard = (way) => !['mouse', 'tap'].includes(way);

const arrive = async (open, door, way) => {
  const page = await open(door.path, { touch: way === 'tap', ...door.view });
  await door.reach?.(page);
  await page.waitForSelector(door.control);
  await clearLog(page);
  return page;
};

/** The question stands, and X has seen nothing of the press. */
const heldBack = async (page, way) => {
  const pause = await untilPause(page);
  assert.deepEqual(pause.buttons.slice(0, 2), ['Leave it', 'Go on']);
  assert.equal(pause.focused, 'Leave it');
  assert.deepEqual((await doneOn(page)), []);
  const reached = (await seenBy(page, 'react')).filter((seen) => !byKeyboard(way) || !/^(focus|blur|keydown|keyup) /.test(seen));
  assert.deepEqual(reached.filter((seen) => isControl(seen)), []);
};

const leavesIt = (door, way, press) => async ({ open }) => {
  const page = await arrive(open, door, way);
  const before = await marksOf(page);
  await press(page, door.control);
  await heldBack(page, way);
  if (byKeyboard(way)) await page.keyboard.press('Enter');
  else await pressInPause(page, 'Leave it');
  await untilNoPause(page);
  await settle(page);
  assert.deepEqual((await doneOn(page)), []);
  assert.deepEqual(await marksOf(page), before);
  if (door.again) {
    await door.again(page);
    await door.reach(page);
  }
  await press(page, door.control);
  await untilDone(page, door);
  assert.equal(await pauseOf(page), null);
};

const goesOn = (door, way, press) => async ({ open }) => {
  const page = await arrive(open, door, way);
  await press(page, door.control);
  await heldBack(page, way);
  if (byKeyboard(way)) {
    await page.keyboard.press('Tab');
    assert.equal((await pauseOf(page)).focused, 'Go on');
    await page.keyboard.press('Enter');
  } else {
    await pressInPause(page, 'Go on');
  }
  await untilDone(page, door);
  await settle(page);
  assert.equal(await pauseOf(page), null);
  if (door.act) assert.equal((await actsOf(page)).filter((act) => act === door.act).length, 1);
};

const bothAnswers = (doors) => (check) => {
  for (const door of doors) {
    for (const [way, press] of Object.entries(door.presses)) {
      check(`${door.name}, ${way}: Leave it, and no second question`, leavesIt(door, way, press));
      check(`${door.name}, ${way}: Go on, exactly once`, goesOn(door, way, press));
    }
  }
};

everywhere('doors', bothAnswers(DOORS), { once: true });

// Where a control stands has nothing to do with X's header: the doors above meet both shapes of it.
inEachBrowser('more doors', bothAnswers(MORE_DOORS), { once: true });

inEachBrowser('places', (check) => {
  for (const door of PLACES) {
    for (const [way, press] of Object.entries(door.presses)) {
      check(`${door.name}, ${way}: Go on, exactly once`, goesOn(door, way, press));
    }
  }
}, { once: true });

/** X has done what the door is for: the act is noted, or the box has the focus. */
const untilDone = (page, door) => until(async () => (door.isBox
  ? page.evaluate((control) => document.activeElement === document.querySelector(control), door.control)
  : (await actsOf(page)).includes(door.act)), Boolean, { what: door.act ?? 'focus in the box' });
