// X in its other shapes: sizes, languages, looks, data, and pages that change while
// the question is open.
import assert from 'node:assert/strict';
import {
  actsOf, clearLog, command, go, mouse, pauseOf, pressInPause, settle, tap, untilAct, untilNoPause, untilNotice, untilPause,
} from './harness/index.mjs';
import { article } from './doors.mjs';
import { descriptions } from './words.mjs';
import { inEachBrowser } from './world.mjs';

const BUNS = '1900000000000000001';
const FOLLOW = '[data-testid="placementTracking"] [data-testid="90000002-follow"]';
const REPLY = `${article(BUNS)} [data-testid="reply"]`;
const BELL = '[data-testid="sendDMFromProfile"] + div [role="button"]';
const sidebar = (id) => `[data-testid="sidebarColumn"] [data-testid="${id}-follow"]`;
const openMenu = async (page, button) => {
  await mouse(page, button);
  await page.waitForSelector('[role="menuitem"]');
};

inEachBrowser('variants', (check) => {
  const holds = async (page, press) => {
    await press();
    const pause = await untilPause(page);
    assert.deepEqual((await actsOf(page)).filter((act) => !/^(trap-pulled|hovercard|opened)/.test(act)), []);
    return pause;
  };
  const goOn = async (page, act) => {
    await pressInPause(page, 'Go on');
    await untilAct(page, act);
    await settle(page);
    assert.equal((await actsOf(page)).filter((seen) => seen === act).length, 1);
  };

  check('the five font sizes: the question is wholly on the screen', async ({ open }) => {
    for (const font of ['xSmall', 'small', 'normal', 'large', 'xLarge']) {
      const page = await open(`/bellbuns_kf?font=${font}`);
      const { rect } = await holds(page, () => mouse(page, FOLLOW));
      assert.ok(rect.y >= 0 && rect.y + rect.height <= 900, `${font}: ${JSON.stringify(rect)}`);
      await goOn(page, 'followed bellbuns_kf');
      await page.close();
    }
  });

  check('right to left: follow, reply, the menu’s item', async ({ open }) => {
    const profile = await open('/bellbuns_kf?dir=rtl');
    assert.equal((await holds(profile, () => mouse(profile, FOLLOW))).dir, 'rtl');
    await goOn(profile, 'followed bellbuns_kf');
    const home = await open('/home?dir=rtl');
    await holds(home, () => mouse(home, REPLY));
    await goOn(home, 'reply-opened bellbuns_kf');
    const other = await open('/home?dir=rtl');
    await openMenu(other, `${article(BUNS)} [data-testid="caret"]`);
    await holds(other, () => mouse(other, '[role="menu"] [role="menuitem"]:nth-of-type(2)'));
    await goOn(other, 'followed bellbuns_kf');
  });

  check('controls known by no word, in German: the bell, the buttons on a post’s page', async ({ open }) => {
    const bell = await open('/already_kf?lang=de');
    await holds(bell, () => mouse(bell, BELL));
    await goOn(bell, 'bell already_kf');
    const post = await open(`/bellbuns_kf/status/${BUNS}?lang=de`);
    await post.evaluate(() => window.scrollTo(0, 600));
    await post.waitForSelector('.sticky [role="button"]:not([data-testid])');
    await holds(post, () => mouse(post, '.sticky [role="button"]:not([data-testid])'));
    await goOn(post, 'reply-opened bellbuns_kf');
    const narrow = await open(`/bellbuns_kf/status/${BUNS}?lang=de&fab=button`, { width: 390, height: 800, touch: true });
    await holds(narrow, () => tap(narrow, '.fab[role="button"]'));
    await goOn(narrow, 'reply-opened bellbuns_kf');
  });

  check('a theme chosen while the page is open, the dim one that extensions bring back among them', async ({ open }) => {
    const grounds = { light: 'rgb(255, 253, 248)', dim: 'rgb(23, 32, 28)' };
    for (const [theme, ground] of Object.entries(grounds)) {
      const tab = await open(`/bellbuns_kf?theme=${theme === 'light' ? 'dark' : 'light'}`);
      await command(tab, 'setLook', { theme });
      const pause = await holds(tab, () => mouse(tab, FOLLOW));
      assert.equal(pause.background, ground, theme);
      await tab.close();
    }
  });

  check('people as GraphQL has them, in each of its shapes, without a store', async ({ open }) => {
    for (const shape of ['old', 'new', 'newest']) {
      const page = await open(`/home?store=none&shape=${shape}`);
      await holds(page, () => mouse(page, sidebar('90000002')));
      await page.keyboard.press('Escape');
      await untilNoPause(page);
      await holds(page, () => mouse(page, sidebar('90000021')));
      const { description } = await pauseOf(page);
      assert.ok(descriptions('light', 'follow').includes(description), `${shape}: ${description}`);
      await page.close();
    }
  });

  check('a translated bio: what was written counts', async ({ open }) => {
    const page = await open('/plum_kf?translated=yes');
    const pause = await holds(page, () => mouse(page, '[data-testid="placementTracking"] [data-testid="90000005-follow"]'));
    assert.ok(descriptions('firm', 'follow').includes(pause.description), pause.description);
  });

  check('in-app navigation while the question is open: going on does nothing to anybody else', async ({ open }) => {
    for (const leave of [(page) => go(page, '/pond_kf'), (page) => page.evaluate(() => window.history.back())]) {
      const page = await open('/pond_kf');
      await go(page, '/kettle_kf');
      await holds(page, () => mouse(page, '[data-testid="placementTracking"] [data-testid="90000003-follow"]'));
      await leave(page);
      await page.waitForFunction(() => window.location.pathname === '/pond_kf');
      await settle(page);
      assert.ok(await pauseOf(page), 'the question stays');
      await pressInPause(page, 'Go on');
      await untilNotice(page);
      await pressInPause(page, 'Close');
      await untilNoPause(page);
      assert.deepEqual(await actsOf(page), []);
      await mouse(page, '[data-testid="placementTracking"] [data-testid="90000013-follow"]');
      await untilAct(page, 'followed pond_kf');
      await page.close();
    }
  });

  check('a node replaced between the question and the answer: the new one is pressed', async ({ open }) => {
    const page = await open('/home');
    await holds(page, () => mouse(page, REPLY));
    await command(page, 'swapNode', 'bellbuns_kf');
    await goOn(page, 'reply-opened bellbuns_kf');
  });

  check('an account that takes another handle meanwhile is still the same', async ({ open }) => {
    const page = await open('/pond_kf/followers');
    await holds(page, () => mouse(page, '[data-testid="primaryColumn"] [data-testid="90000002-follow"]'));
    await command(page, 'rename', 'bellbuns_kf', 'buns2_kf');
    await goOn(page, 'followed buns2_kf');
  });

  check('the layout turns narrow while the question is open', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await holds(page, () => mouse(page, FOLLOW));
    await page.setViewport({ width: 390, height: 800 });
    await page.waitForSelector('[data-testid="TopNavBar"]');
    await goOn(page, 'followed bellbuns_kf');
  });

  check('two tabs: each has its own question, and neither waits for the other', async ({ open }) => {
    const one = await open('/bellbuns_kf');
    await holds(one, () => mouse(one, FOLLOW));
    const other = await open('/home');
    await mouse(other, `${article('1900000000000000002')} [data-testid="reply"]`);
    await untilAct(other, 'reply-opened pond_kf');
    const third = await open('/bellbuns_kf');
    await holds(third, () => mouse(third, FOLLOW));
    await goOn(third, 'followed bellbuns_kf');
    await one.bringToFront();
    await pressInPause(one, 'Leave it');
    await untilNoPause(one);
    assert.deepEqual(await actsOf(one), []);
  });

  check('buttons that another extension put into the bar are not ours, and hide none of ours', async ({ open }) => {
    const page = await open('/home');
    await page.evaluate((selector) => {
      const button = document.createElement('button');
      button.id = 'guest';
      button.textContent = 'Save';
      button.onclick = (event) => { event.stopPropagation(); window.__standin.note('guest'); };
      document.querySelector(selector).closest('[role="group"]').prepend(button);
    }, REPLY);
    await mouse(page, '#guest');
    await untilAct(page, 'guest');
    assert.equal(await pauseOf(page), null);
    await clearLog(page);
    await holds(page, () => mouse(page, REPLY));
    await goOn(page, 'reply-opened bellbuns_kf');
  });
});
