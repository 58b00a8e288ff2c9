// What is never held: X works as if we were not there.
import assert from 'node:assert/strict';
import {
  actsOf, altClick, command, key, mouse, pauseOf, settle, untilAct, untilPause,
} from './harness/index.mjs';
import { article } from './doors.mjs';
import { descriptions } from './words.mjs';
import { everywhere } from './world.mjs';

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
    const box = await (await page.$(column('90000002'))).boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 200, box.y + 400);
    await page.mouse.up();
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

  check('hovering and scrolling read nothing, a press reads once', async ({ open }) => {
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
