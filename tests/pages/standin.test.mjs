// The stand-in checked by itself, with no extension, in both browsers: a test of the
// extension means something only if the page behaves as X is known to.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  PRESSES, actsOf, altClick, command, hover, logOf, mouse, seenBy, settle, tap, until, untilAct,
} from '../e2e/harness/index.mjs';
import { inBothBrowsers, untilWriting } from './checks.mjs';

const BUNS = '90000002';
const POST = '/bellbuns_kf/status/1900000000000000001';
const follow = (id, inside = '[data-testid="primaryColumn"]') => `${inside} [data-testid="${id}-follow"]`;
const test = (id) => `[data-testid="${id}"]`;
const REPLY = `article ${test('reply')}`;
const count = (page, selector) => page.evaluate((s) => document.querySelectorAll(s).length, selector);
const text = (page, selector) => page.$eval(selector, (el) => el.textContent);

inBothBrowsers('stand-in', (check, world) => {
  describe('surfaces', () => {
    const surfaces = {
      '/home': ['tweet', 'tweetText', 'User-Name', 'Tweet-User-Avatar', 'UserAvatar-Container-bellbuns_kf', 'reply', 'retweet', 'like', 'bookmark', 'caret',
        'cellInnerDiv', 'socialContext', 'tweetTextarea_0', 'tweetButtonInline', 'SideNav_AccountSwitcher_Button', 'AppTabBar_Profile_Link'],
      '/fern_kf': ['UserName', 'UserDescription', 'userFollowIndicator', 'userActions', 'sendDMFromProfile', 'placementTracking', '90000021-follow', 'tweet'],
      '/already_kf': ['90000022-unfollow'],
      '/wren_kf': ['editProfileButton', 'UserDescription'],
      '/pond_kf/followers': ['UserCell', '90000002-follow', 'cellInnerDiv'],
      '/search?q=bipolar&f=user': ['UserCell', '90000002-follow'],
      [POST]: ['tweet', 'inline_reply_offscreen', 'tweetTextarea_0', 'tweetButtonInline', 'UserCell'],
      '/intent/post?in_reply_to=1900000000000000001': ['tweetButton', 'twc-cc-mask', 'app-bar-close'],
    };
    for (const [path, ids] of Object.entries(surfaces)) {
      check(`${path} has its test ids`, path, async (page) => {
        await settle(page);
        for (const id of ids) assert.ok(await count(page, test(id)), `${id} on ${path}`);
      });
    }
    check('layers stand just before the app, whose wrapper lists the shortcuts', '/home', async (page) => {
      assert.equal(await count(page, '#react-root > div > div > #layers + div[data-at-shortcutkeys]'), 1);
    });
    check('the composer is the focal post\'s next sibling', POST, async (page) => {
      assert.equal(await count(page, `article${test('tweet')}[tabindex="-1"] + ${test('inline_reply_offscreen')} ${test('tweetButtonInline')}`), 1);
    });
    check('a quoted post has a name of its own and no actions', '/gravel_kf', async (page) => {
      assert.equal(await text(page, `article [role="link"] ${test('User-Name')} .at`), '@plum_kf');
      assert.equal(await count(page, `article [role="link"] [role="group"]`), 0);
    });
    check('emoji are images with alt text', '/moss_kf', async (page) => {
      const alts = await page.$$eval(`${test('UserDescription')} img`, (all) => all.map((i) => i.alt).join(''));
      assert.match(alts, /🌧️.*🌤️/u);
    });
    check('hostile markup is only text', '/markup_kf', async (page) => {
      assert.match(await text(page, test('UserDescription')), /<\/script><script>/);
      assert.match(await text(page, test('UserName')), /<img src=x/);
    });
    check('a bio may have ten thousand characters', '/long_kf', async (page) => {
      assert.equal((await text(page, test('UserDescription'))).length, 10000);
    });
    check('theme and direction are set as X sets them', '/home?theme=dark&dir=rtl', async (page) => {
      assert.deepEqual(await page.evaluate(() => [document.body.style.backgroundColor, document.documentElement.dir, document.documentElement.lang]),
        ['rgb(0, 0, 0)', 'rtl', 'ar']);
    });
  });

  describe('follow', () => {
    for (const variant of ['native', 'div']) {
      for (const [how, press] of Object.entries(PRESSES)) {
        check(`${variant} button by ${how}`, `/bellbuns_kf?button=${variant}`, async (page) => {
          await press(page, follow(BUNS));
          await untilAct(page, 'followed bellbuns_kf');
          assert.equal(await count(page, test(`${BUNS}-unfollow`)), 2, 'in the header and the sidebar');
          const clicks = (await seenBy(page, 'react')).filter((e) => e === `click ${BUNS}-follow`);
          assert.equal(clicks.length, variant === 'div' && how !== 'mouse' ? 0 : 1);
        });
      }
      check(`${variant} button ignores Alt+click`, `/bellbuns_kf?button=${variant}`, async (page) => {
        await altClick(page, follow(BUNS));
        await settle(page);
        assert.deepEqual(await actsOf(page), []);
      });
      check(`${variant} button takes an untrusted click`, `/bellbuns_kf?button=${variant}`, async (page) => {
        await page.$eval(follow(BUNS), (el) => el.click());
        await untilAct(page, 'followed bellbuns_kf');
      });
    }
    check('by touch', '/bellbuns_kf', async (page) => {
      await tap(page, follow(BUNS));
      await untilAct(page, 'followed bellbuns_kf');
      assert.ok((await seenBy(page, 'react')).includes(`touchstart ${BUNS}-follow`));
    }, { touch: true });
    check('a followers list follows and does not open the profile', '/pond_kf/followers', async (page) => {
      await mouse(page, follow(BUNS));
      await untilAct(page, 'followed bellbuns_kf');
      assert.equal((await actsOf(page)).length, 1);
    });
    check('the sidebar has the button but not the bio', '/home', async (page) => {
      assert.equal(await count(page, `aside ${test('UserCell')} .bio`), 0);
      await mouse(page, follow(BUNS, 'aside'));
      await untilAct(page, 'followed bellbuns_kf');
    });
    // Late enough for a busy machine to see it waiting.
    check('the hover card fills late and follows', '/home?late=1500', async (page) => {
      await hover(page, `article ${test('UserAvatar-Container-bellbuns_kf')} a`);
      await until(() => count(page, `#layers ${test('HoverCard')} [role="progressbar"]`));
      await until(() => count(page, `#layers ${test('HoverCard')} a[href$="/following"]`));
      assert.match(await text(page, `${test('HoverCard')} > div > div[dir="auto"]`), /bell-ringing/);
      await mouse(page, follow(BUNS, '#layers'));
      await untilAct(page, 'followed bellbuns_kf');
    });
    check('the caret menu has a follow item without a test id', '/home', async (page) => {
      await mouse(page, test('caret'));
      await until(() => count(page, `#layers [role="menu"] ${test('Dropdown')} [role="menuitem"]`));
      const items = await page.$$eval('[role="menuitem"]', (all) => all.map((el) => [el.textContent, el.dataset.testid ?? '']));
      assert.deepEqual(items[1], ['Follow @bellbuns_kf', '']);
      await mouse(page, '[role="menuitem"]:nth-child(2)');
      await untilAct(page, 'followed bellbuns_kf');
    });
    check('unfollow asks first', '/already_kf', async (page) => {
      await mouse(page, test('90000022-unfollow'));
      await mouse(page, test('confirmationSheetConfirm'));
      await untilAct(page, 'unfollowed already_kf');
    });
    check('a second button shows once the header has gone', '/bellbuns_kf', async (page) => {
      await page.$eval(test('primaryColumn'), (el) => { el.style.minHeight = '3000px'; });
      await page.evaluate(() => window.scrollTo(0, 700));
      await until(() => count(page, `.sticky ${test(`${BUNS}-follow`)}`));
      await mouse(page, `.sticky ${test(`${BUNS}-follow`)}`);
      await untilAct(page, 'followed bellbuns_kf');
    });
  });

  describe('reply', () => {
    for (const [how, press] of Object.entries(PRESSES)) {
      check(`the icon opens the modal by ${how}, and its button sends`, '/home', async (page) => {
        await press(page, REPLY);
        await untilAct(page, 'composer-opened bellbuns_kf');
        assert.equal(new URL(page.url()).pathname, '/compose/post');
        assert.equal(await page.evaluate(() => window.history.state.state.inReplyToStatusId), '1900000000000000001');
        await untilWriting(page);
        await page.keyboard.type('Hello there');
        await press(page, '#layers [role="dialog"][aria-modal="true"] [data-testid="tweetButton"]');
        await untilAct(page, 'replied bellbuns_kf');
        assert.equal((await logOf(page)).find((e) => e.what === 'replied').text, 'Hello there');
        await until(() => count(page, '#layers [role="dialog"]'), (n) => n === 0);
      });
    }
    check('the modal holds focus and Escape closes it', '/home', async (page) => {
      await mouse(page, REPLY);
      await untilAct(page, 'composer-opened bellbuns_kf');
      await page.focus(test('AppTabBar_Home_Link'));
      assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest('[role="dialog"]'))));
      await page.keyboard.press('Escape');
      await until(() => count(page, '#layers [role="dialog"]'), (n) => n === 0);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), 'reply');
    });
    check('the inline composer sends by button and by Ctrl+Enter', POST, async (page) => {
      const box = `${test('inline_reply_offscreen')} ${test('tweetTextarea_0')}`;
      await mouse(page, box);
      await page.keyboard.type('One');
      await mouse(page, `${test('inline_reply_offscreen')} ${test('tweetButtonInline')}`);
      await untilAct(page, 'replied bellbuns_kf');
      await mouse(page, box);
      await page.keyboard.type('Two r j l');
      await page.keyboard.down('Control');
      await page.keyboard.press('Enter');
      await page.keyboard.up('Control');
      await until(() => logOf(page), (log) => log.some((e) => e.what === 'replied' && e.text === 'Two r j l'));
      assert.ok(!(await actsOf(page)).includes('shortcut r'), 'letters typed are not shortcuts');
    });
    check('Home\'s own composer posts to nobody', '/home', async (page) => {
      await mouse(page, test('tweetTextarea_0'));
      await page.keyboard.type('Newts');
      await mouse(page, test('tweetButtonInline'));
      await untilAct(page, 'posted');
    });
    check('a repost\'s reply goes to the original author', '/home', async (page) => {
      const row = await page.evaluateHandle(() => document.querySelector('[data-testid="socialContext"]').closest('article'));
      await (await row.$(test('reply'))).click();
      await untilAct(page, 'composer-opened bellbuns_kf');
    });
    check('limited replies say so and open nothing', '/noprofs_kf', async (page) => {
      await mouse(page, `[aria-disabled="true"] > ${test('reply')}`);
      await untilAct(page, 'limited 1900000000000000019');
    });
    check('r replies to the post with focus, j moves', '/home', async (page) => {
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('r');
      await untilAct(page, 'composer-opened pond_kf');
    });
    check('r does nothing without a post', '/home', async (page) => {
      await page.keyboard.press('r');
      await settle(page);
      assert.deepEqual(await actsOf(page), ['shortcut r']);
    });
    check('a quote opens the composer with the post as a card', '/home', async (page) => {
      await mouse(page, test('retweet'));
      await until(() => count(page, '[role="menuitem"][href="/compose/post"]'));
      await mouse(page, '[role="menuitem"][href="/compose/post"]');
      await until(() => count(page, '#layers [role="dialog"] .quoted'));
      await untilWriting(page);
      await page.keyboard.type('Look');
      await mouse(page, test('tweetButton'));
      await untilAct(page, 'quoted bellbuns_kf');
    });
  });

  describe('rows', () => {
    const stamp = (page) => page.evaluate(() => {
      const first = document.querySelector('article');
      first.stamped = true;
      return first.querySelector('[data-testid="User-Name"]').textContent;
    });
    const stamped = (page) => page.evaluate(() => {
      const found = [...document.querySelectorAll('article')].find((a) => a.stamped);
      return found?.querySelector('time').closest('a').getAttribute('href');
    });
    check('recycle() shows other posts in the same nodes', '/home', async (page) => {
      await stamp(page);
      await command(page, 'recycle');
      await settle(page);
      assert.equal(await stamped(page), '/pond_kf/status/1900000000000000002');
    });
    check('scrolling reuses nodes and keeps few of them', '/home?rows=1000', async (page) => {
      await stamp(page);
      const mounted = await count(page, 'article');
      for (let y = 200; y <= 3000; y += 100) {
        await page.evaluate((top) => window.scrollTo(0, top), y);
        await settle(page);
      }
      const now = await stamped(page);
      assert.ok(now && now !== POST, `the stamped node now shows ${now}`);
      assert.equal(await count(page, 'article'), mounted);
    });
    check('controls can be taken away and remounted', '/bellbuns_kf', async (page) => {
      const [a, b] = await page.evaluate((s) => {
        const old = document.querySelector(s);
        window.__standin.swapNode('bellbuns_kf');
        return new Promise((done) => setTimeout(() => done([old.isConnected, document.querySelector(s) !== old]), 50));
      }, follow(BUNS));
      assert.deepEqual([a, b], [false, true]);
      await command(page, 'removeControl', 'bellbuns_kf');
      await until(() => count(page, test(`${BUNS}-follow`)), (n) => n === 0);
      await command(page, 'restoreControl', 'bellbuns_kf');
      await until(() => count(page, test(`${BUNS}-follow`)));
      await command(page, 'rename', 'bellbuns_kf', 'buns2_kf');
    });
  });

  describe('what outsiders find in React', () => {
    // The ways known from other extensions; see standin/main.jsx.
    const find = (page) => page.evaluate(() => {
      const own = (el, prefix) => el[Object.keys(el).find((k) => k.startsWith(prefix))];
      const top = own(document.getElementById('react-root').firstElementChild, '__reactProps').children.props.children.props;
      let fiber = own(document.querySelector('article'), '__reactFiber');
      while (fiber && !fiber.memoizedProps?.tweet) fiber = fiber.return;
      const user = fiber.memoizedProps.tweet.user;
      while (fiber && !fiber.memoizedProps?.store) fiber = fiber.return;
      const read = () => {
        try {
          return top.store?.getState().entities.users.entities['90000002'];
        } catch (e) {
          return String(e.message);
        }
      };
      const seen = read();
      return {
        hasHistory: typeof top.history?.push, sameStore: fiber?.memoizedProps.store === top.store, user,
        seen: typeof seen === 'string' ? seen : seen && { handle: typeof seen.screen_name, bio: seen.description },
        propsOnly: top.store && typeof seen !== 'string' && read() && Boolean(top.store.getState().entities.users.entities['90000024']?.description?.length > 5),
      };
    });
    check('store and hydrated posts', '/home', async (page) => {
      const found = await find(page);
      assert.equal(found.hasHistory, 'function');
      assert.ok(found.sameStore);
      assert.equal(found.user.screen_name, 'bellbuns_kf');
      assert.match(found.seen.bio, /bipolar/);
      assert.equal(found.propsOnly, false);
    });
    check('no store', '/home?store=none', async (page) => assert.equal((await find(page)).seen, undefined));
    check('a store that throws', '/home?store=throws', async (page) => assert.match((await find(page)).seen, /throws/));
    check('a store full of garbage', '/home?store=garbage', async (page) => assert.equal((await find(page)).seen.handle, 'object'));
    check('props with ids only', '/home?props=none', async (page) => assert.deepEqual((await find(page)).user, { id_str: BUNS }));
    check('no React at all', '/bellbuns_kf?react=none', async (page) => {
      assert.equal(await page.evaluate(() => Object.keys(document.querySelector('article')).some((k) => k.startsWith('__react'))), false);
      await mouse(page, follow(BUNS));
      await untilAct(page, 'followed bellbuns_kf');
      await mouse(page, REPLY);
      await untilAct(page, 'reply-opened bellbuns_kf');
    });
  });

  describe('policy', () => {
    const wasm = (page) => page.evaluate(() => {
      try {
        return Boolean(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
      } catch (e) {
        return e.name;
      }
    });
    it('strict forbids WebAssembly and reports it', async () => {
      world.server.csp = 'strict';
      world.server.clear();
      const page = await world.rig.open('/home');
      assert.equal(await wasm(page), 'CompileError');
      const [report] = await until(() => world.server.reports, (r) => r.length);
      assert.match(report['blocked-uri'], /wasm-eval|eval/);
      await page.close();
    });
    for (const shape of ['strict', 'wasm']) {
      it(`${shape} forbids inline scripts and reports them`, async () => {
        world.server.csp = shape;
        world.server.clear();
        const page = await world.rig.open('/home');
        await page.evaluate(() => {
          const s = document.createElement('script');
          s.textContent = 'window.ran = true';
          document.head.append(s);
        });
        assert.equal(await page.evaluate(() => window.ran), undefined);
        const [report] = await until(() => world.server.reports, (r) => r.length);
        assert.equal(report['blocked-uri'], 'inline');
        await page.close();
      });
    }
    it('wasm allows WebAssembly, and a plain visit reports nothing', async () => {
      world.server.csp = 'wasm';
      world.server.clear();
      const page = await world.rig.open('/home');
      assert.equal(await wasm(page), true);
      await new Promise((done) => setTimeout(done, 300));
      assert.deepEqual(world.server.reports, []);
      await page.close();
      world.server.csp = 'strict';
    });
    it('other hosts are refused and written down', async () => {
      const page = await world.rig.open('/home');
      await page.goto('https://elsewhere.example/').catch(() => {});
      assert.ok(world.server.refused.includes('elsewhere.example:443'));
      world.server.clear();
      await page.close();
    });
  });
});
