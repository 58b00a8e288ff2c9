// What is never held: X works as if we were not there.
import assert from 'node:assert/strict';
import {
  actsOf, altClick, command, go, key, mouse, pauseOf, press, settle, tap, untilAct, untilPause,
} from './harness/index.mjs';
import { article } from './doors.mjs';
import { descriptions } from './words.mjs';
import { everywhere, inEachBrowser } from './world.mjs';

const NEWTS = '1900000000000000002'; // by pond_kf, who says nothing of the kind
const BUNS = '1900000000000000001'; // by bellbuns_kf
const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;

everywhere('quiet', (check) => {
  const passes = (title, path, press, act) => check(title, async ({ open }) => {
    const page = await open(path);
    await press(page);
    await untilAct(page, act);
    assert.equal(await pauseOf(page), null);
    assert.equal((await actsOf(page)).filter((seen) => seen === act).length, 1);
  });

  passes('an ordinary account is followed at once', '/pond_kf', (page) => mouse(page, column('90000013')), 'followed pond_kf');
  passes('a professional is followed at once', '/quill_kf', (page) => mouse(page, column('90000009')), 'followed quill_kf');
  passes('a clinician who names what she works on is followed at once', '/fen_kf', (page) => mouse(page, column('90000010')), 'followed fen_kf');
  passes('a look-alike is followed at once', '/tribal_kf', (page) => mouse(page, column('90000015')), 'followed tribal_kf');
  passes('an empty profile is followed at once', '/blank_kf', (page) => mouse(page, column('90000017')), 'followed blank_kf');
  passes('an invitation is followed at once', '/openlane_kf', (page) => mouse(page, column('90000007')), 'followed openlane_kf');
  passes('a carer is followed at once', '/reed_kf', (page) => mouse(page, column('90000012')), 'followed reed_kf');
  passes('an ordinary account is followed by keyboard', '/pond_kf', (page) => key(page, column('90000013'), 'Enter'), 'followed pond_kf');
  passes('an ordinary account is followed as a div', '/pond_kf?button=div', (page) => key(page, column('90000013'), ' '), 'followed pond_kf');
  passes('a reply to an ordinary post opens', '/home', (page) => mouse(page, `${article(NEWTS)} [data-testid="reply"]`), 'reply-opened pond_kf');
  passes('a like is a like', '/home', (page) => mouse(page, `${article(BUNS)} [data-testid="like"]`), 'liked bellbuns_kf');
  passes('a post opens', '/home', (page) => mouse(page, `${article(BUNS)} [data-testid="tweetText"]`), 'opened bellbuns_kf');
  passes('other shortcuts work', '/home', (page) => key(page, article(BUNS), 'l'), 'liked bellbuns_kf');
  passes('a reply to one’s own post opens', '/wren_kf/status/1900000000000000016', (page) => mouse(page, 'article[tabindex="-1"] [data-testid="reply"]'), 'reply-opened wren_kf');

  check('one who follows you is answered at once and followed after a light question', async ({ open }) => {
    const page = await open('/fern_kf');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="reply"]');
    await untilAct(page, 'reply-opened fern_kf');
    const profile = await open('/fern_kf');
    await mouse(profile, column('90000021'));
    const { description } = await untilPause(profile);
    assert.ok(descriptions('light', 'follow').includes(description), description);
  });

  check('unfollow is never held', async ({ open }) => {
    const page = await open('/already_kf');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="90000022-unfollow"]');
    await page.waitForSelector('[data-testid="confirmationSheetConfirm"]');
    await mouse(page, '[data-testid="confirmationSheetConfirm"]');
    await untilAct(page, 'unfollowed already_kf');
    assert.equal(await pauseOf(page), null);
  });

  check('Home’s own composer, with the same test id as the inline reply, is never held', async ({ open }) => {
    const page = await open('/home');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]');
    await page.keyboard.type('Rain again.');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]');
    await untilAct(page, 'posted');
    assert.equal(await pauseOf(page), null);
  });

  check('letters typed in a composer are letters', async ({ open }) => {
    const page = await open('/home');
    await mouse(page, '[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]');
    await page.keyboard.type('r and r');
    assert.equal(await page.$eval('[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]', (box) => box.textContent), 'r and r');
    assert.equal(await pauseOf(page), null);
  });

  check('presses that X ignores are not read either', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await altClick(page, column('90000002'));
    await page.click(column('90000002'), { button: 'right' });
    await settle(page);
    assert.equal(await pauseOf(page), null);
    assert.deepEqual(await actsOf(page), []);
  });

  check('a press that is let go elsewhere asks nothing and does nothing', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    const letGo = await press(page, column('90000002'));
    await letGo();
    await settle(page);
    assert.equal(await pauseOf(page), null);
    assert.deepEqual(await actsOf(page), []);
  });

  check('clicks that a script makes are not the reader’s gestures', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await page.$eval(column('90000002'), (button) => button.click());
    await untilAct(page, 'followed bellbuns_kf');
    assert.equal(await pauseOf(page), null);
  });

  check('hovering and scrolling read nothing, a press does', async ({ open }) => {
    const page = await open('/home');
    const reads = () => page.evaluate(() => window.__standin.storeReads());
    await page.hover(`${article(BUNS)} [data-testid="Tweet-User-Avatar"] a`);
    await page.waitForSelector('[data-testid="HoverCard"] [data-testid="90000002-follow"]');
    await page.mouse.wheel({ deltaY: 2000 });
    await settle(page);
    await command(page, 'recycle');
    await settle(page);
    assert.equal(await reads(), 0);
    await mouse(page, '[data-testid="sidebarColumn"] [data-testid="90000002-follow"]');
    await untilPause(page);
    assert.ok(await reads() > 0, 'this check can see a read');
  });
});

// Undoing, keeping away, one's own, and what X itself ignores: at somebody who would
// be asked about if it were a follow or a reply.
inEachBrowser('never held', (check) => {
  const passes = (title, path, press, act, options) => check(title, async ({ open }) => {
    const page = await open(path, options);
    await press(page);
    await untilAct(page, act);
    assert.equal(await pauseOf(page), null);
    assert.equal((await actsOf(page)).filter((seen) => seen === act).length, 1);
  });
  const bun = (testid) => `${article(BUNS)} [data-testid="${testid}"]`;
  const opened = async (page, button) => {
    await mouse(page, button);
    await page.waitForSelector('[role="menuitem"]');
  };
  const fromMenu = (button, item, press = mouse) => async (page) => {
    await page.waitForSelector(button);
    await opened(page, button);
    await press(page, item);
  };
  const SHARE = `${article(BUNS)} [role="group"] > div:last-of-type > [role="button"]`;

  passes('mute', '/home', fromMenu(bun('caret'), '[role="menu"] [data-testid="mute"]'), 'muted bellbuns_kf');
  passes('block', '/home', fromMenu(bun('caret'), '[role="menu"] [data-testid="block"]'), 'blocked bellbuns_kf');
  passes('report, by keyboard', '/home', fromMenu(bun('caret'), '[role="menu"] [data-testid="report"]', (page, item) => key(page, item, 'Enter')), 'reported');
  passes('block, in a profile’s menu', '/bellbuns_kf', fromMenu('[data-testid="userActions"]', '[role="menu"] [data-testid="block"]'), 'blocked bellbuns_kf');
  passes('unfollow, in a post’s menu', '/already_kf', async (page) => {
    // Somebody followed, with a post of theirs on the page.
    await command(page, 'setUser', 'bellbuns_kf', { following: true });
    await go(page, '/home');
    await fromMenu(bun('caret'), '[role="menu"] [role="menuitem"]:nth-of-type(2)')(page);
  }, 'unfollowed bellbuns_kf');
  passes('a repost, and undoing it', '/home', async (page) => {
    await fromMenu(bun('retweet'), '[data-testid="retweetConfirm"]')(page);
    await untilAct(page, `reposted ${BUNS}`);
    await fromMenu(bun('unretweet'), '[data-testid="unretweetConfirm"]')(page);
  }, `unreposted ${BUNS}`);
  passes('looking at who quoted a post', '/home', async (page) => {
    await fromMenu(bun('retweet'), '[role="menu"] [href$="/quotes"]')(page);
    await page.waitForFunction(() => window.location.pathname.endsWith('/quotes'));
    await page.evaluate(() => window.__standin.note('quotes-seen'));
  }, 'quotes-seen');
  passes('a bookmark, unless it is chosen', '/home', (page) => mouse(page, bun('bookmark')), `bookmarked ${BUNS}`);
  passes('taking a bookmark away', '/home', async (page) => {
    await page.$eval(bun('bookmark'), (button) => button.click());
    await page.waitForSelector(bun('removeBookmark'));
    await mouse(page, bun('removeBookmark'));
  }, `unbookmarked ${BUNS}`);
  passes('copying a link, unless it is chosen', '/home', fromMenu(SHARE, '[role="menu"] [role="menuitem"]:first-of-type'), `link-copied ${BUNS}`);
  passes('Cancel on a sheet that would follow', '/intent/follow?screen_name=bellbuns_kf', (page) => mouse(page, '[data-testid="confirmationSheetCancel"]'), 'cancelled');
  passes('a like that an address asked for', `/intent/like?tweet_id=${BUNS}`, (page) => mouse(page, '[data-testid="confirmationSheetConfirm"]'), 'liked bellbuns_kf');
  passes('a button of another kind on a post’s page', `/bellbuns_kf/status/${BUNS}`, (page) => mouse(page, `article[tabindex="-1"] [role="group"] > div:last-of-type > [role="button"]`), 'share');
  passes('a new post from a page of somebody’s, one column', '/bellbuns_kf', (page) => tap(page, '[data-testid="FloatingActionButtons_Tweet_Button"]'), 'composer-opened', { width: 390, height: 800, touch: true });
  passes('a new post, over somebody’s post', `/bellbuns_kf/status/${BUNS}`, (page) => mouse(page, '[data-testid="SideNav_NewTweet_Button"]'), 'composer-opened');
  for (const path of ['/i/lists/7001/members', '/i/lists/7001/members/suggested']) {
    passes(`taking somebody off one’s list, ${path}`, path, async (page) => {
      await command(page, 'setUser', 'bellbuns_kf', { lists: ['7001'] });
      const remove = '[data-testid="UserCell"]:has([data-testid="UserAvatar-Container-bellbuns_kf"]) button:not([data-testid])';
      await page.waitForFunction((s) => document.querySelector(s)?.textContent === 'Remove', {}, remove);
      await mouse(page, remove);
    }, 'unlisted bellbuns_kf');
  }
  passes('ringing the bell off', '/already_kf', async (page) => {
    await command(page, 'setUser', 'already_kf', { notifications: true });
    await mouse(page, '[data-testid="sendDMFromProfile"] + div [role="button"]');
  }, 'bell-off already_kf');
  passes('a reply where X limits replies says so itself', '/noprofs_kf', (page) => mouse(page, `${article('1900000000000000019')} [data-testid="reply"]`), 'limited 1900000000000000019');
  passes('an answer to somebody who names you', '/heron_kf', (page) => mouse(page, `${article('1900000000000000022')} [data-testid="reply"]`), 'reply-opened heron_kf');

  check('managing a subscription', async ({ open }) => {
    const page = await open('/stile_kf');
    await command(page, 'setUser', 'stile_kf', { super_following: true });
    await page.waitForSelector('[data-testid="90000032-manageSubscription"]');
    await mouse(page, '[data-testid="90000032-manageSubscription"]');
    await untilAct(page, 'subscribe-opened stile_kf');
    assert.equal(await pauseOf(page), null);
  });

  check('a disabled send button asks nothing', async ({ open }) => {
    const page = await open(`/bellbuns_kf/status/${BUNS}`);
    await mouse(page, '[data-testid="inline_reply_offscreen"] [data-testid="tweetButtonInline"]');
    await settle(page);
    assert.equal(await pauseOf(page), null);
    assert.deepEqual(await actsOf(page), []);
  });

  check('a link opened in another tab is the browser’s own', async ({ open, run }) => {
    const page = await open('/stile_kf');
    const tabs = new Promise((done) => { run.puppet.once('targetcreated', done); });
    await page.keyboard.down('Control');
    await mouse(page, 'a[href="/stile_kf/creator-subscriptions/subscribe"]');
    await page.keyboard.up('Control');
    const tab = await (await tabs).page();
    assert.equal(await pauseOf(page), null);
    assert.deepEqual(await actsOf(page), []);
    await tab?.close();
  });

  for (const [title, press] of [
    ['Alt', altClick],
    ['the middle button', (page, selector) => page.click(selector, { button: 'middle' })],
  ]) {
    check(`a reply icon pressed with ${title}`, async ({ open }) => {
      const page = await open('/home');
      await press(page, bun('reply'));
      await settle(page);
      assert.equal(await pauseOf(page), null);
      assert.deepEqual((await actsOf(page)).filter((act) => act.startsWith('reply')), []);
    });
  }
});
