// Every place on X where somebody can be followed, answered, quoted, written to, listed
// or watched, as far as the stand-in has it: pressed for real, and X's act seen.

import assert from 'node:assert/strict';
import { describe } from 'node:test';
import {
  actsOf, clearLog, command, go, hover, key, logOf, mouse, seenBy, settle, until, untilAct,
} from '../e2e/harness/index.mjs';
import { inBothBrowsers, untilWriting } from './checks.mjs';

const BUNS = '90000002';
const POST = '/bellbuns_kf/status/1900000000000000001';
const PHOTO = '/alder_kf/status/1900000000000000023/photo/1';
const DM = '90000001-90000002';
const NARROW = { width: 390, height: 800 };
const test = (id) => `[data-testid="${id}"]`;
const column = (id) => `${test('primaryColumn')} ${test(id)}`;
const count = (page, selector) => page.evaluate((s) => document.querySelectorAll(s).length, selector);
const text = (page, selector) => page.$eval(selector, (el) => el.textContent);
const there = (page, selector) => until(() => count(page, selector), Boolean, { what: selector });
const pathOf = (page) => page.evaluate(() => window.location.pathname);

/** Opens a menu and waits until it has filled. */
const opened = (selector) => async (page) => {
  await mouse(page, selector);
  await there(page, '#layers [role="menuitem"]');
};
const scrolled = (to) => async (page) => {
  await page.evaluate((y) => window.scrollTo(0, y), to);
  await settle(page);
};
const typed = (selector) => async (page) => {
  await mouse(page, selector);
  await page.keyboard.type('Hello');
};
const menuitem = (n) => `#layers [role="menuitem"]:nth-child(${n})`;
const LINKS = '#layers [role="menuitem"][href="/i/lists/add_member"]';

// [name, path, what to press, the act, {reach: before it, page: how it is opened}]
const PLACES = {
  follow: [
    ['head of the focal post, one column', POST, `article[tabindex="-1"] ${test(`${BUNS}-follow`)}`, 'followed bellbuns_kf', { page: NARROW }],
    ['head of a long article', '/alder_kf/status/1900000000000000024', `article[tabindex="-1"] ${test('90000033-follow')}`, 'followed alder_kf'],
    ['promoted account', '/home?promoted=moss_kf', `${test('cellInnerDiv')} ${test('placementTracking')} ${test('90000004-follow')}`, 'followed moss_kf'],
    ['notifications', '/notifications', `${test('notification')} ${test('90000021-follow')}`, 'followed fern_kf'],
    ['community members', '/i/communities/8001/members', column(`${BUNS}-follow`), 'followed bellbuns_kf'],
    ['members of somebody’s list', '/i/lists/7002/members', column('90000003-follow'), 'followed kettle_kf'],
    ['reposters', `${POST}/retweets`, column('90000003-follow'), 'followed kettle_kf'],
    ['people to connect with', '/i/connect_people', column(`${BUNS}-follow`), 'followed bellbuns_kf'],
    ['immersive viewer', `${POST}/mediaviewer`, `[data-testid^="immersive-tweet-ui-content-container-"] ${test(`${BUNS}-follow`)}`, 'followed bellbuns_kf'],
    ['intent by handle', '/intent/follow?screen_name=bellbuns_kf', test('confirmationSheetConfirm'), 'followed bellbuns_kf'],
    ['intent by id', `/intent/user?user_id=${BUNS}`, test('confirmationSheetConfirm'), 'followed bellbuns_kf'],
    ['card over an older conversation', `/messages/${DM}`, column(`${BUNS}-follow`), 'followed bellbuns_kf'],
    ['caret item as a native button', '/home?menu=native&feedback=names', menuitem(2), 'followed bellbuns_kf', { reach: opened(test('caret')) }],
    ['caret item in a sheet', '/home', `${test('sheetDialog')} [role="menu"] ${menuitem(2).slice(8)}`, 'followed bellbuns_kf', { reach: opened(test('caret')), page: NARROW }],
    ['logged out', '/bellbuns_kf?session=none', 'a[role="link"][aria-label="Follow @bellbuns_kf"]', 'login-asked bellbuns_kf'],
    ['row that is a button', '/pond_kf/followers?cell=button', column(`${BUNS}-follow`), 'followed bellbuns_kf'],
    ['row that is a list item', '/pond_kf/followers?cell=listitem', column(`${BUNS}-follow`), 'followed bellbuns_kf'],
    ['subscribe button', '/stile_kf', test('90000032-subscribe'), 'subscribe-opened stile_kf'],
    ['subscribe link', '/stile_kf', 'a[href="/stile_kf/creator-subscriptions/subscribe"]', 'subscribe-opened stile_kf'],
    ['subscribe menu item', '/stile_kf', `#layers ${test('subscribe')}`, 'subscribe-opened stile_kf', { reach: opened(test('caret')) }],
    ['subscribe page', '/stile_kf/creator-subscriptions/subscribe', `${test('primaryColumn')} .cell [role="button"]`, 'subscribed stile_kf'],
  ],
  reply: [
    ['bar of a picture', PHOTO, `[aria-modal="true"] > div > [role="group"] ${test('reply')}`, 'composer-opened alder_kf'],
    ['beside a picture', PHOTO, `[aria-modal="true"] article[tabindex="-1"] ${test('reply')}`, 'composer-opened alder_kf'],
    ['bar on top, box scrolled away', POST, `.sticky [role="button"]:not([data-testid])`, 'composer-opened bellbuns_kf', { reach: scrolled(600) }],
    ['floating link', POST, 'a[href="/compose/post"]:not([data-testid])', 'composer-opened bellbuns_kf', { page: NARROW }],
    ['floating button', `${POST}?fab=button`, '.fab[role="button"]', 'composer-opened bellbuns_kf', { page: NARROW }],
    ['icon, one column', '/home', `article ${test('reply')}`, 'composer-opened bellbuns_kf', { page: NARROW }],
    ['page of its own, box', '/intent/post?in_reply_to=1900000000000000001', `main [data-testid^="tweetTextarea"] textarea`, 'composer-opened bellbuns_kf', { page: NARROW }],
    ['page of its own, send', '/intent/post?in_reply_to=1900000000000000001', `main ${test('tweetButton')}`, 'replied bellbuns_kf', { reach: typed('main textarea'), page: NARROW }],
    ['intent under its old name', '/intent/tweet?in_reply_to=1900000000000000001', `#layers ${test('tweetTextarea_0')}`, 'composer-opened bellbuns_kf'],
    ['immersive viewer leads to the post', `${POST}/mediaviewer`, `[role="group"] ${test('reply')}`, 'reply-opened bellbuns_kf'],
  ],
  quote: [
    ['second item, old ids', '/home', `${test('retweetConfirm')} + [role="menuitem"]`, 'quote-opened bellbuns_kf', { reach: opened(test('retweet')) }],
    ['second item, new ids', '/home?repost=new', `${test('repostConfirm')} + [role="menuitem"]`, 'quote-opened bellbuns_kf', { reach: opened(test('retweet')) }],
    ['quote from a sheet', '/home', `${test('sheetDialog')} a[role="menuitem"][href="/compose/post"]`, 'quote-opened bellbuns_kf', { reach: opened(test('retweet')), page: NARROW }],
  ],
  message: [
    ['profile button, new Chat', '/bellbuns_kf', test('sendDMFromProfile'), 'dm-opened bellbuns_kf'],
    ['profile button, dock', '/bellbuns_kf?chat=drawer', test('sendDMFromProfile'), 'dm-opened bellbuns_kf'],
    ['profile button, older Messages', '/bellbuns_kf?chat=old', test('sendDMFromProfile'), 'dm-opened bellbuns_kf'],
    ['send in Chat', `/i/chat/${DM}`, test('dm-composer-send-button'), 'messaged bellbuns_kf', { reach: typed(test('dm-composer-textarea')) }],
    ['send in the older Messages', `/messages/${DM}`, test('dmComposerSendButton'), 'messaged bellbuns_kf', { reach: typed(test('dmComposerTextInput')) }],
    ['recipient chosen', '/messages/compose', '[role="dialog"] .cell', 'dm bellbuns_kf'],
    ['share, then Chat', '/home', menuitem(2), 'went-nowhere', { reach: opened('[role="group"] > div:nth-child(6) > [role="button"]'), leads: '/messages/compose' }],
  ],
  lists: [
    ['link in a profile’s menu', '/bellbuns_kf', LINKS, 'lists-opened bellbuns_kf', { reach: opened(test('userActions')) }],
    ['link in a caret menu', '/home', LINKS, 'lists-opened bellbuns_kf', { reach: opened(test('caret')) }],
    ['Add on one’s own list', '/i/lists/7001/members/suggested', `${test('UserCell')}:has(${test('UserAvatar-Container-bellbuns_kf')}) [role="button"]`, 'listed bellbuns_kf'],
    ['Remove on one’s own list', '/i/lists/7001/members', `${test('UserCell')}:has(${test('UserAvatar-Container-pond_kf')}) [role="button"]`, 'unlisted pond_kf'],
  ],
  notify: [
    ['bell', '/already_kf', `${test('sendDMFromProfile')} + div > [role="button"]`, 'bell already_kf'],
    ['bell, German', '/already_kf?lang=de', '[aria-label="Mitteilungen einschalten"]', 'bell already_kf'],
  ],
};

inBothBrowsers('places', (check) => {
  for (const [kind, places] of Object.entries(PLACES)) {
    describe(kind, () => {
      for (const [name, path, selector, act, { reach, page: how, leads } = {}] of places) {
        check(name, path, async (page) => {
          await reach?.(page);
          await there(page, selector);
          await mouse(page, selector);
          if (leads) await until(() => pathOf(page), (now) => now === leads);
          else await untilAct(page, act);
        }, how);
      }
    });
  }

  describe('around them', () => {
    check('an intent asks with the handle, and no is no', '/intent/follow?screen_name=bellbuns_kf', async (page) => {
      assert.match(await text(page, test('confirmationSheetConfirm')), /@bellbuns_kf/);
      await mouse(page, test('confirmationSheetCancel'));
      await until(() => pathOf(page), (path) => path === '/bellbuns_kf');
      assert.deepEqual(await actsOf(page), ['cancelled']);
      assert.equal(await count(page, column(`${BUNS}-follow`)), 1);
    });
    check('an intent to like likes', '/intent/like?tweet_id=1900000000000000001', async (page) => {
      await mouse(page, test('confirmationSheetConfirm'));
      await untilAct(page, 'liked bellbuns_kf');
    });
    for (const how of ['Enter', ' ']) {
      check(`a menu item by ${how === ' ' ? 'Space' : how} acts without a click`, '/home', async (page) => {
        await opened(test('caret'))(page);
        await key(page, menuitem(2), how);
        await untilAct(page, 'followed bellbuns_kf');
        const seen = await seenBy(page, 'react');
        assert.ok(seen.includes('keydown menu-follow') && !seen.includes('click menu-follow'));
      });
    }
    check('a post written over a picture leaves the picture there', PHOTO, async (page) => {
      await mouse(page, `[aria-modal="true"] > div > [role="group"] ${test('reply')}`);
      await there(page, `.modal ${test('tweetTextarea_0')}`);
      assert.equal(await count(page, '#layers [aria-modal="true"]'), 2);
      await untilWriting(page);
      await page.keyboard.type('Nice hedge');
      assert.ok(!(await actsOf(page)).includes('trap-pulled'));
      await page.keyboard.press('Escape');
      await until(() => count(page, '#layers [aria-modal="true"]'), (n) => n === 1);
      assert.equal(await pathOf(page), PHOTO);
    });
    check('reposting offers to undo, and quotes can be viewed', '/home', async (page) => {
      await opened(test('retweet'))(page);
      await mouse(page, test('retweetConfirm'));
      await untilAct(page, 'reposted 1900000000000000001');
      await opened(test('unretweet'))(page);
      await mouse(page, `${test('unretweetConfirm')} + [role="menuitem"] + [role="menuitem"]`);
      await until(() => pathOf(page), (path) => path === `${POST}/quotes`);
    });
    check('a quote’s composer has a card and no second article', '/home', async (page) => {
      await go(page, { pathname: '/compose/post', state: { quotedStatus: { id_str: '1900000000000000001' } } });
      assert.equal(await count(page, '[role="dialog"] article'), 0);
      assert.equal(await count(page, '[role="dialog"] .composer + [role="link"]'), 1);
    });
    check('the key m knows whose profile this is', '/bellbuns_kf', async (page) => {
      await page.keyboard.press('m');
      await untilAct(page, 'dm-opened bellbuns_kf');
      assert.equal(await pathOf(page), `/i/chat/${DM}`);
      assert.equal(await count(page, test('dm-composer-send-button')), 0);
      await typed(test('dm-composer-textarea'))(page);
      assert.equal(await count(page, test('dm-composer-send-button')), 1);
      await page.keyboard.press('Enter');
      await untilAct(page, 'messaged bellbuns_kf');
    });
    check('a list is ticked by somebody the history names', '/bellbuns_kf', async (page) => {
      await opened(test('userActions'))(page);
      await mouse(page, LINKS);
      await there(page, '[role="dialog"] [role="checkbox"]');
      assert.equal(await page.evaluate(() => window.history.state.state.userId), BUNS);
      await mouse(page, '[role="dialog"] [role="checkbox"]');
      await untilAct(page, 'listed bellbuns_kf');
    });
    check('no bell for whom one does not follow, no letter to whom takes none', '/shut_kf', async (page) => {
      assert.equal(await count(page, `.header ${test('userActions')} + ${test('placementTracking')}`), 1);
    });
    check('one column has no sidebar, no side nav and no hover card', '/home', async (page) => {
      assert.equal(await page.$eval('#layers + div', (el) => getComputedStyle(el).flexDirection), 'column');
      assert.equal(await count(page, `${test('sidebarColumn')}, header[role="banner"]`), 0);
      await there(page, `#layers nav`);
      assert.equal(await count(page, `${test('TopNavBar')} ${test('DashButton_ProfileIcon_Link')} ${test('UserAvatar-Container-wren_kf')}`), 1);
      await hover(page, `article ${test('UserAvatar-Container-bellbuns_kf')} a`);
      await new Promise((done) => setTimeout(done, 400));
      assert.equal(await count(page, test('HoverCard')), 0);
      await page.setViewport({ width: 1200, height: 800 });
      await there(page, test('sidebarColumn'));
    }, NARROW);
    check('layout=mobile does not ask the window', '/home?layout=mobile', async (page) => there(page, test('TopNavBar')));
    check('logged out, nobody has an account here', '/bellbuns_kf?session=none', async (page) => {
      assert.equal(await count(page, `${test('SideNav_AccountSwitcher_Button')}, ${test('AppTabBar_Profile_Link')}, [data-testid$="-follow"]`), 0);
      assert.deepEqual(await page.evaluate(() => window.__INITIAL_STATE__.session), {});
    });
    check('a translated bio is drawn; the data has what was written', '/shams_kf?translated=yes', async (page) => {
      assert.match(await text(page, test('UserDescription')), /I live with/);
      const told = await page.evaluate(() => {
        const root = document.getElementById('react-root').firstElementChild;
        const props = root[Object.keys(root).find((k) => k.startsWith('__reactProps'))];
        return props.children.props.children.props.store.getState().entities.users.entities['90000027'].description;
      });
      assert.match(told, /ثنائي القطب/);
    });
    for (const [size, px] of Object.entries({ xSmall: '13px', xLarge: '18px' })) {
      check(`font size ${size}`, `/home?font=${size}`, async (page) => {
        assert.equal(await page.evaluate(() => document.documentElement.style.fontSize), px);
        await mouse(page, `article ${test('reply')}`);
        await untilAct(page, 'composer-opened bellbuns_kf');
      });
    }
    check('looks change live', '/home', async (page) => {
      await command(page, 'setLook', { font: 'large', lang: 'de' });
      await until(() => text(page, `aside ${test(`${BUNS}-follow`)}`), (word) => word === 'Folgen');
      assert.equal(await page.evaluate(() => document.documentElement.style.fontSize), '17px');
    });
    const SHAPES = {
      old: { handle: 'legacy.screen_name', bio: 'legacy.description', follows: 'legacy.followed_by' },
      new: { handle: 'core.screen_name', bio: 'legacy.description', follows: 'relationship_perspectives.followed_by' },
      newest: { handle: 'core.screen_name', bio: 'profile_bio.description', follows: 'relationship_perspectives.followed_by' },
    };
    for (const [shape, where] of Object.entries(SHAPES)) {
      check(`props in the ${shape} shape`, `/fern_kf?shape=${shape}&missing=all`, async (page) => {
        const user = await page.evaluate(() => {
          const article = document.querySelector('article');
          let fiber = article[Object.keys(article).find((k) => k.startsWith('__reactFiber'))];
          while (!fiber.memoizedProps?.tweet) fiber = fiber.return;
          return fiber.memoizedProps.tweet.core.user_results.result;
        });
        const at = (path) => path.split('.').reduce((value, name) => value?.[name], user);
        assert.deepEqual([user.rest_id, at(where.handle), at(where.bio).slice(0, 11), at(where.follows)], ['90000021', 'fern_kf', 'In recovery', true]);
        assert.equal('legacy' in user, shape !== 'newest');
      });
    }
    check('posts that answer or name one say so', '/notifications', async (page) => {
      await scrolled(200)(page);
      assert.ok(await count(page, 'article a[href="/thrush_kf/status/1900000000000000021"]'));
      assert.match(await text(page, `article:has(a[href="/heron_kf/status/1900000000000000022"]) ${test('tweetText')}`), /@wren_kf/);
    });
    check('one’s own post offers no following', '/wren_kf', async (page) => {
      await opened(test('caret'))(page);
      assert.equal(await count(page, '#layers [role="menuitem"]'), 2);
      await clearLog(page);
    });
    check('a sent post is logged with its words', '/home', async (page) => {
      await typed(test('tweetTextarea_0'))(page);
      await page.keyboard.type(' #pondlife');
      await mouse(page, test('tweetButtonInline'));
      await untilAct(page, 'posted');
      assert.equal((await logOf(page)).find((e) => e.what === 'posted').text, 'Hello #pondlife');
    });
  });
});
