// What a gesture costs on the main thread, by real clicks and keys; and how long
// it takes from a click until the question is on the screen.
import { mouse, untilNoPause, untilPause } from '../../tests/e2e/harness/index.mjs';
import { PLAIN, asked, timed, within } from '../rig.mjs';

const TIMES = 30;
const OVER = 50;
const QUESTIONS = 20;
const HELD = 80; // ms a button is down, as when people press it
/** The first few, in which code is still being compiled, are left out. */
const FIRST = 5;

const NEWTS = 'article:has(a[href$="/status/1900000000000000002"])'; // by somebody who is not asked about
const BELLBUNS = '[data-testid="primaryColumn"] [data-testid="90000002-follow"]';
const POND = '[data-testid="primaryColumn"] [data-testid="90000013-follow"], [data-testid="primaryColumn"] [data-testid="90000013-unfollow"]';

/** On which page, and what is pressed: a control, or a key. */
const CLICK = ['/home', 'header[role="banner"]'];
const FOLLOW = ['/pond_kf', POND];
const GESTURES = {
  "click of nobody's": CLICK,
  like: ['/home', `${NEWTS} [data-testid="like"], ${NEWTS} [data-testid="unlike"]`],
  key: ['/home', 'j'],
  'reply let through': ['/home', `${NEWTS} [data-testid="reply"]`],
  'follow let through': FOLLOW,
};

export async function gestures(add, browser, csp) {
  const extension = await timed(browser, OVER);
  await within({ browser, csp, extension: extension.dir }, async ({ rig }) => {
    for (const [name, gesture] of Object.entries(GESTURES)) await repeated(add, `${name} ${browser} ${csp}`, rig, gesture);
  });
  await extension.remove();
}

export async function gesturesPlain(add, browser) {
  await within({ browser, csp: 'strict', extension: PLAIN, welcomes: false }, async ({ rig }) => {
    await repeated(add, `click plain ${browser}`, rig, CLICK);
    await repeated(add, `follow let through plain ${browser}`, rig, FOLLOW);
  });
}

async function repeated(add, figure, rig, [path, target]) {
  const isKey = target.length === 1;
  const page = await rig.open(path);
  for (let time = 0; time < TIMES; time += 1) {
    if (isKey) await page.keyboard.press(target);
    else {
      await mouse(page, target);
      await page.evaluate(() => {
        if (window.location.pathname === '/compose/post') window.history.back();
        window.__standin.setUser('pond_kf', { following: false });
      });
      await page.waitForFunction(() => window.location.pathname !== '/compose/post');
    }
  }
  const { times } = await asked(rig);
  for (const { took } of times.filter(({ type }) => type === (isKey ? 'keydown' : 'click')).slice(FIRST)) add(figure, took * 1000);
  await page.close();
}

/** How Follow is pressed. */
const PRESSES = {
  clicked: (page) => mouse(page, BELLBUNS, { delay: HELD }),
  tapped: (page) => mouse(page, BELLBUNS),
  keyed: async (page) => {
    await page.focus(BELLBUNS);
    await page.keyboard.press('Enter');
  },
};

/** From the end of a press on Follow, by the browser's own time of it, until the second frame after the question is there. */
export async function questions(add, browser, csp) {
  const extension = await timed(browser);
  await within({ browser, csp, extension: extension.dir }, async ({ rig }) => {
    for (const [how, press] of Object.entries(PRESSES)) for (let time = 0; time < FIRST + QUESTIONS; time += 1) {
      await rig.forget();
      const page = await rig.open('/bellbuns_kf');
      await rig.ready();
      await press(page);
      await untilPause(page);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const { times, memory } = await asked(rig);
      if (time >= FIRST) {
        for (const { took } of times.filter(({ type }) => type === 'painted')) add(`question ${how} ${browser} ${csp}`, took);
        if (memory) add(`memory ${browser}`, memory / 2 ** 20);
      }
      await page.bringToFront();
      await page.keyboard.press('Escape');
      await untilNoPause(page);
      await page.close();
    }
  });
  await extension.remove();
}
