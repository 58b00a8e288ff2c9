// Every door of the first slice: where it is, how it is reached, and what X
// does once the reader goes on. The accounts and posts are the stand-in's.
import { clearLog, command, go, hover, mouse, settle, tap } from './harness/index.mjs';

const POST = '1900000000000000001'; // by bellbuns_kf
const article = (post) => `article:has(a[href$="/status/${post}"])`;
const inline = '[data-testid="inline_reply_offscreen"]';

const BY_KEY = {
  enter: (page, selector) => press(page, selector, 'Enter'),
  space: (page, selector) => press(page, selector, ' '),
};
const ALL = { mouse, tap, ...BY_KEY };

async function press(page, selector, key) {
  await page.focus(selector);
  await clearLog(page);
  await page.keyboard.press(key);
}

/** Words are put in by script: what is tested is the send button, not the typing. */
const write = (selector, text = 'Lovely buns.') => async (page) => {
  await page.waitForSelector(selector);
  await page.evaluate((s, words) => {
    document.querySelector(s).focus();
    document.execCommand('insertText', false, words);
  }, selector, text);
  await settle(page);
};

export const DOORS = [
  {
    name: 'follow on a profile', path: '/bellbuns_kf', presses: ALL,
    control: '[data-testid="placementTracking"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf',
  },
  {
    name: 'follow in a list of followers', path: '/pond_kf/followers', presses: ALL,
    control: '[data-testid="primaryColumn"] [data-testid="90000003-follow"]', act: 'followed kettle_kf',
  },
  {
    name: 'follow in a search for people', path: '/search?q=bipolar', presses: ALL,
    control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf',
  },
  {
    name: 'follow in the sidebar', path: '/home', presses: ALL,
    control: '[data-testid="sidebarColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf',
  },
  {
    // The card closes some time after the pointer has left it for the question,
    // so it is given longer than a busy machine takes, and opened afresh for a second press.
    name: 'follow on a hover card', path: '/home?late=600', presses: { mouse, ...BY_KEY },
    again: async (page) => {
      await page.mouse.move(1, 1);
      await page.waitForSelector('[data-testid="HoverCard"]', { hidden: true });
    },
    reach: async (page) => {
      await hover(page, `${article(POST)} [data-testid="Tweet-User-Avatar"] a`);
      await page.waitForSelector('[data-testid="HoverCard"] [data-testid="90000002-follow"]');
    },
    control: '[data-testid="HoverCard"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf',
  },
  {
    name: 'reply icon in the timeline', path: '/home', presses: ALL,
    control: `${article(POST)} [data-testid="reply"]`, act: 'reply-opened bellbuns_kf',
  },
  {
    name: 'reply icon on a post of its own page', path: `/bellbuns_kf/status/${POST}`, presses: ALL,
    control: 'article[tabindex="-1"] [data-testid="reply"]', act: 'reply-opened bellbuns_kf',
  },
  {
    name: 'the box of the inline reply', path: `/bellbuns_kf/status/${POST}`, isBox: true,
    presses: {
      mouse, tap,
      tab: async (page, selector) => {
        // From the control before it, as a keyboard user comes.
        await page.evaluate((s) => document.querySelector(s).focus(), 'article[tabindex="-1"] [data-testid="bookmark"]');
        await clearLog(page);
        for (let stop = 0; stop < 6; stop += 1) {
          await page.keyboard.press('Tab');
          if (await page.evaluate((s) => document.activeElement.matches(`${s}, body, div:not([role])`), selector)) return;
        }
      },
    },
    control: `${inline} [data-testid="tweetTextarea_0"]`,
  },
  {
    name: 'the send button of the inline reply', path: `/bellbuns_kf/status/${POST}`, presses: ALL,
    reach: write(`${inline} [data-testid="tweetTextarea_0"]`),
    control: `${inline} [data-testid="tweetButtonInline"]`, act: 'replied bellbuns_kf',
  },
  {
    name: 'the send button of the composer', path: '/home', presses: ALL,
    reach: async (page) => {
      await go(page, { pathname: '/compose/post', state: { inReplyToStatusId: POST } });
      await page.waitForSelector('[role="dialog"] [data-testid="tweetTextarea_0"]');
      await write('[role="dialog"] [data-testid="tweetTextarea_0"]')(page);
    },
    control: '[role="dialog"] [data-testid="tweetButton"]', act: 'replied bellbuns_kf',
  },
  {
    name: 'the key r', path: '/home', isKey: true,
    presses: { r: (page, selector) => press(page, selector, 'r') },
    control: article(POST), act: 'reply-opened bellbuns_kf',
  },
];

const mouseAndEnter = { mouse, enter: BY_KEY.enter };
const reply = (selector) => `${article(POST)} [data-testid="${selector}"]`;
const item = (nth) => `[role="menu"] [role="menuitem"]:nth-of-type(${nth})`;

/** Opens a menu by script, which is nobody's gesture, and waits until it has filled. */
const menuOf = (button) => async (page) => {
  await page.waitForSelector(button);
  await page.$eval(button, (el) => el.click());
  await page.waitForSelector('[role="menuitem"]');
};

/** A composer over the page, with words in it. */
const compose = (state, text = 'Lovely buns.') => async (page) => {
  await go(page, { pathname: '/compose/post', state });
  const box = '[role="dialog"] [data-testid="tweetTextarea_0"]';
  await page.waitForSelector(box);
  await write(box, text)(page);
};

const CHAT = '/i/chat/90000001-90000002'; // wren_kf, whose page it is, and bellbuns_kf
const typed = (box) => async (page) => {
  await page.waitForSelector(box);
  await page.type(box, 'Good morning');
};

/** The rest: one row a place, pressed with the mouse and, where a key can, by keyboard. */
export const MORE_DOORS = [
  { name: 'follow on a promoted card', path: '/home?promoted=bellbuns_kf', presses: mouseAndEnter, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in a notification', path: '/notifications', presses: mouseAndEnter, control: '[data-testid="notification"] [data-testid="90000021-follow"]', act: 'followed fern_kf' },
  { name: 'follow in a community', path: '/i/communities/8001/members', presses: mouseAndEnter, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in the immersive viewer', path: `/bellbuns_kf/status/${POST}/mediaviewer`, presses: mouseAndEnter, control: '[data-testid^="immersive-tweet"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in a post’s menu', path: '/home', presses: mouseAndEnter, reach: menuOf(reply('caret')), control: item(2), act: 'followed bellbuns_kf' },
  { name: 'follow in a post’s menu of native buttons, with the author named before', path: '/home?menu=native&feedback=names', presses: mouseAndEnter, reach: menuOf(reply('caret')), control: item(2), act: 'followed bellbuns_kf' },
  { name: 'follow asked for by an address', path: '/intent/follow?screen_name=bellbuns_kf', presses: mouseAndEnter, control: '[data-testid="confirmationSheetConfirm"]', act: 'followed bellbuns_kf' },
  { name: 'follow asked for by an address with an id', path: '/intent/user?user_id=90000002', presses: { mouse }, control: '[data-testid="confirmationSheetConfirm"]', act: 'followed bellbuns_kf' },
  { name: 'follow for who is not logged in', path: '/bellbuns_kf?session=none', presses: { mouse }, control: '[data-testid="placementTracking"] a[aria-label]', act: 'login-asked bellbuns_kf' },
  { name: 'reply below an open picture', path: `/bellbuns_kf/status/${POST}/photo/1`, presses: mouseAndEnter, control: '[aria-modal="true"] .stage [data-testid="reply"]', act: 'reply-opened bellbuns_kf' },
  {
    name: 'Ctrl and Enter in the inline reply', path: `/bellbuns_kf/status/${POST}`,
    reach: write(`${inline} [data-testid="tweetTextarea_0"]`), control: `${inline} [data-testid="tweetTextarea_0"]`, act: 'replied bellbuns_kf',
    presses: {
      'ctrl+enter': async (page, selector) => {
        await page.$eval(selector, (box) => box.focus());
        await clearLog(page);
        await page.keyboard.down('Control');
        await page.keyboard.press('Enter');
        await page.keyboard.up('Control');
      },
    },
  },
  { name: 'quote, in the repost menu', path: '/home', presses: mouseAndEnter, reach: menuOf(reply('retweet')), control: '[role="menu"] a[href="/compose/post"]', act: 'quote-opened bellbuns_kf' },
  { name: 'quote, in the newer repost menu', path: '/home?repost=new', presses: { mouse }, reach: menuOf(reply('retweet')), control: '[role="menu"] a[href="/compose/post"]', act: 'quote-opened bellbuns_kf' },
  { name: 'the send button of a quote', path: '/home', presses: mouseAndEnter, reach: compose({ quotedStatus: { id_str: POST } }), control: '[role="dialog"] [data-testid="tweetButton"]', act: 'quoted bellbuns_kf' },
  { name: 'message on a profile', path: '/bellbuns_kf', presses: mouseAndEnter, control: '[data-testid="sendDMFromProfile"]', act: 'dm bellbuns_kf' },
  { name: 'the send button of a chat', path: CHAT, presses: mouseAndEnter, reach: typed('[data-testid="dm-composer-textarea"]'), control: '[data-testid="dm-composer-send-button"]', act: 'messaged bellbuns_kf' },
  { name: 'Enter in a chat', path: CHAT, presses: { enter: BY_KEY.enter }, reach: typed('[data-testid="dm-composer-textarea"]'), control: '[data-testid="dm-composer-textarea"]', act: 'messaged bellbuns_kf' },
  { name: 'add to lists, in a post’s menu', path: '/home', presses: mouseAndEnter, reach: menuOf(reply('caret')), control: '[role="menu"] a[href="/i/lists/add_member"]', act: 'lists-opened bellbuns_kf' },
  { name: 'add to lists, on a profile', path: '/bellbuns_kf', presses: mouseAndEnter, reach: menuOf('[data-testid="userActions"]'), control: '[role="menu"] a[href="/i/lists/add_member"]', act: 'lists-opened bellbuns_kf' },
  { name: 'add, on the page of a list’s members', path: '/i/lists/7001/members/suggested', presses: mouseAndEnter, control: '[data-testid="UserCell"]:has([data-testid="UserAvatar-Container-bellbuns_kf"]) button:not([data-testid])', act: 'listed bellbuns_kf' },
  { name: 'the bell', path: '/already_kf', presses: mouseAndEnter, control: '[data-testid="sendDMFromProfile"] + div [role="button"]', act: 'bell already_kf' },
  { name: 'a post into a community’s tag', path: '/home', presses: mouseAndEnter, reach: write('[data-testid="primaryColumn"] [data-testid="tweetTextarea_0"]', 'On shift. #MadTwitter'), control: '[data-testid="primaryColumn"] [data-testid="tweetButtonInline"]', act: 'posted' },
];

const NARROW = { width: 390, height: 800 };
const ON_POST = `/bellbuns_kf/status/${POST}`;
const IN_REPLY = `/intent/post?in_reply_to=${POST}`;
const scrolled = (to) => async (page) => {
  await page.evaluate((y) => window.scrollTo(0, y), to);
  await settle(page);
};
const letter = (key) => async (page) => {
  await clearLog(page);
  await page.keyboard.press(key);
};
const modEnter = MORE_DOORS.find((door) => door.presses['ctrl+enter']).presses['ctrl+enter'];
/** A composer that is a page of its own, with words in it. */
const composePage = (state, text = 'Lovely buns.') => async (page) => {
  if (state) await go(page, { pathname: '/compose/post', state });
  await write('main textarea', text)(page);
};

/**
 * The same actions in every other place and layout. One way of pressing each: how
 * keys reach a control does not depend on where it stands.
 */
export const PLACES = [
  // Follow
  { name: 'follow in the bar that stays', path: '/bellbuns_kf', presses: { mouse }, reach: async (page) => {
    // As if they had posted more.
    await page.$eval('[data-testid="primaryColumn"]', (el) => { el.style.minHeight = '3000px'; });
    await scrolled(700)(page);
  }, control: '.sticky [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow at the head of a post, one column', path: ON_POST, view: NARROW, presses: { mouse }, control: 'article[tabindex="-1"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow at the head of a long article', path: '/alder_kf/status/1900000000000000024', presses: { mouse }, control: 'article[tabindex="-1"] [data-testid="90000033-follow"]', act: 'followed alder_kf' },
  { name: 'follow among relevant people', path: ON_POST, presses: { mouse }, control: 'aside[aria-label="Relevant people"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow among a list’s members', path: '/i/lists/7002/members', presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000003-follow"]', act: 'followed kettle_kf' },
  { name: 'follow among those who reposted', path: `${ON_POST}/retweets`, presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000003-follow"]', act: 'followed kettle_kf' },
  { name: 'follow among people to connect with', path: '/i/connect_people', presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow over an older conversation', path: '/messages/90000001-90000002', presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in a row that is a button', path: '/pond_kf/followers?cell=button', presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in a row that is a list’s item', path: '/pond_kf/followers?cell=listitem', presses: { mouse }, control: '[data-testid="primaryColumn"] [data-testid="90000002-follow"]', act: 'followed bellbuns_kf' },
  { name: 'follow in a post’s menu, one column', path: '/home', view: NARROW, presses: { tap }, reach: menuOf(reply('caret')), control: `[data-testid="sheetDialog"] ${item(2)}`, act: 'followed bellbuns_kf' },
  { name: 'subscribe', path: '/stile_kf', presses: mouseAndEnter, control: '[data-testid="90000032-subscribe"]', act: 'subscribe-opened stile_kf' },
  { name: 'subscribe to somebody followed already', path: '/stile_kf', presses: { mouse }, reach: (page) => command(page, 'setUser', 'stile_kf', { following: true }), control: '[data-testid="90000032-subscribe"]', act: 'subscribe-opened stile_kf' },
  { name: 'subscribe, by its link', path: '/stile_kf', presses: { mouse }, control: 'a[href="/stile_kf/creator-subscriptions/subscribe"]', act: 'subscribe-opened stile_kf' },
  { name: 'subscribe, in a post’s menu', path: '/stile_kf', presses: { enter: BY_KEY.enter }, reach: menuOf('[data-testid="caret"]'), control: '[role="menu"] [data-testid="subscribe"]', act: 'subscribe-opened stile_kf' },
  // Reply
  { name: 'reply in the bar on top', path: ON_POST, presses: mouseAndEnter, reach: scrolled(600), control: '.sticky [role="button"]:not([data-testid])', act: 'reply-opened bellbuns_kf' },
  { name: 'the floating reply link', path: ON_POST, view: NARROW, presses: { mouse }, control: 'a.fab[href="/compose/post"]', act: 'reply-opened bellbuns_kf' },
  { name: 'the floating reply button', path: `${ON_POST}?fab=button`, view: NARROW, presses: { tap }, control: '.fab[role="button"]', act: 'reply-opened bellbuns_kf' },
  { name: 'reply icon, one column', path: '/home', view: NARROW, presses: { tap }, control: reply('reply'), act: 'reply-opened bellbuns_kf' },
  { name: 'reply icon on a profile', path: '/bellbuns_kf', presses: { mouse }, control: `[data-testid="primaryColumn"] ${reply('reply')}`, act: 'reply-opened bellbuns_kf' },
  { name: 'reply icon in the immersive viewer', path: `${ON_POST}/mediaviewer`, presses: { mouse }, control: '[role="group"] [data-testid="reply"]', act: 'reply-opened bellbuns_kf' },
  { name: 'the send button of a reply’s own page', path: IN_REPLY, view: NARROW, presses: { tap }, reach: composePage(), control: 'main [data-testid="tweetButton"]', act: 'replied bellbuns_kf' },
  { name: 'Ctrl and Enter on a reply’s own page', path: IN_REPLY, view: NARROW, presses: { 'ctrl+enter': modEnter }, reach: composePage(), control: 'main textarea', act: 'replied bellbuns_kf' },
  { name: 'the send button of a reply asked for by an address', path: IN_REPLY, presses: { mouse }, reach: write('[role="dialog"] [data-testid="tweetTextarea_0"]'), control: '[role="dialog"] [data-testid="tweetButton"]', act: 'replied bellbuns_kf' },
  // Quote
  { name: 'quote, after the key t', path: '/home', presses: { enter: BY_KEY.enter }, reach: async (page) => {
    await page.focus(article(POST));
    await letter('t')(page);
    await page.waitForSelector('[role="menuitem"]');
  }, control: '[role="menu"] a[href="/compose/post"]', act: 'quote-opened bellbuns_kf' },
  { name: 'quote, one column', path: '/home', view: NARROW, presses: { tap }, reach: menuOf(reply('retweet')), control: '[data-testid="sheetDialog"] a[href="/compose/post"]', act: 'quote-opened bellbuns_kf' },
  { name: 'the send button of a quote’s own page', path: '/home', view: NARROW, presses: { tap }, reach: composePage({ quotedStatus: { id_str: POST } }), control: 'main [data-testid="tweetButton"]', act: 'quoted bellbuns_kf' },
  // Message
  { name: 'the key m on a profile', path: '/bellbuns_kf', presses: { m: letter('m') }, control: '[data-testid="sendDMFromProfile"]', act: 'dm bellbuns_kf' },
  { name: 'the send button of a chat’s dock', path: '/bellbuns_kf?chat=drawer', presses: { mouse }, reach: async (page) => {
    await page.waitForSelector('[data-testid="sendDMFromProfile"]');
    await page.$eval('[data-testid="sendDMFromProfile"]', (button) => button.click());
    await typed('[data-testid="dm-composer-textarea"]')(page);
  }, control: '[data-testid="dm-composer-send-button"]', act: 'messaged bellbuns_kf' },
  { name: 'the send button of the older messages', path: '/messages/90000001-90000002', presses: { mouse }, reach: typed('[data-testid="dmComposerTextInput"]'), control: '[data-testid="dmComposerSendButton"]', act: 'messaged bellbuns_kf' },
  { name: 'Enter in the older messages', path: '/messages/90000001-90000002', presses: { enter: BY_KEY.enter }, reach: typed('[data-testid="dmComposerTextInput"]'), control: '[data-testid="dmComposerTextInput"]', act: 'messaged bellbuns_kf' },
  // Lists, tag
  { name: 'add to lists, one column', path: '/home', view: NARROW, presses: { tap }, reach: menuOf(reply('caret')), control: '[data-testid="sheetDialog"] a[href="/i/lists/add_member"]', act: 'lists-opened bellbuns_kf' },
  { name: 'a post into a community’s tag, one column', path: '/home', view: NARROW, presses: { tap }, reach: composePage({}, 'On shift. #MadTwitter'), control: 'main [data-testid="tweetButton"]', act: 'posted' },
];

export { article };
