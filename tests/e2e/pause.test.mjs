// The pause itself: how it stands, how it is left, and what the page sees of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import {
  accessibilityTree, actsOf, clearLog, command, frameOf, hold, key, marksOf, mouse, pauseOf, press, pressInPause, seenBy, settle,
  until, untilAct, untilNoPause, untilNotice, untilPause,
} from './harness/index.mjs';
import { article } from './doors.mjs';
import { descriptions } from './words.mjs';
import { BROWSERS, built, everywhere, suite } from './world.mjs';

const BUNS = '1900000000000000001';
const FOLLOW = '[data-testid="placementTracking"] [data-testid="90000002-follow"]';
const focusedTestId = (page) => page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.localName);

everywhere('pause', (check, world) => {
  check('it has a name, a description and two buttons, and is modal', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, FOLLOW);
    const pause = await untilPause(page);
    assert.equal(pause.name, 'Before you follow');
    assert.ok(descriptions('ordinary', 'follow').includes(pause.description), pause.description);
    assert.equal(pause.modal, true);
    assert.deepEqual(pause.buttons, ['Leave it', 'Go on']);
    assert.equal(pause.focused, 'Leave it');
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('*')].some((el) => el.shadowRoot)), false, 'the root is closed');
    if (world.browser === 'chromium') {
      const around = (await accessibilityTree(page)).filter(({ role }) => ['dialog', 'Iframe', 'button'].includes(role));
      assert.deepEqual(around.slice(-3).map(({ role, name }) => `${role} ${name}`), ['dialog Knock First', 'Iframe Knock First', 'button Close']);
    }
  });

  check('a boundary is put firmly, and their own words are not shown', async ({ open }) => {
    const page = await open('/plum_kf');
    await mouse(page, '[data-testid="placementTracking"] [data-testid="90000005-follow"]');
    const pause = await untilPause(page);
    assert.ok(descriptions('firm', 'follow').includes(pause.description), pause.description);
    assert.doesNotMatch(pause.text, /plum|inpatient|researchers/i);
  });

  check('a colleague is never called an outsider', async ({ open }) => {
    const page = await open('/both_kf');
    await mouse(page, '[data-testid="placementTracking"] [data-testid="90000008-follow"]');
    const { description } = await untilPause(page);
    assert.ok(descriptions('colleague', 'follow').includes(description), description);
  });

  check('what is said in the post being replied to counts', async ({ open }) => {
    const page = await open('/home');
    await mouse(page, `${article('1900000000000000003')} [data-testid="reply"]`);
    assert.equal((await untilPause(page)).name, 'Before you reply');
  });

  check('Escape leaves, and the focus goes back', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await key(page, FOLLOW, 'Enter');
    await untilPause(page);
    await clearLog(page);
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    assert.equal(await focusedTestId(page), '90000002-follow');
    assert.deepEqual(await actsOf(page), []);
    assert.deepEqual((await seenBy(page, 'page')).filter((seen) => seen.startsWith('key')), [], 'the page sees no part of Escape');
  });

  check('the page’s shortcuts do not fire while it is open', async ({ open }) => {
    const page = await open('/home');
    await key(page, article(BUNS), 'r');
    await untilPause(page);
    await clearLog(page);
    for (const letter of ['n', 'l', 'r', 'j', 't', '/']) await page.keyboard.press(letter);
    await settle(page);
    assert.deepEqual(await actsOf(page), []);
    assert.deepEqual((await seenBy(page, 'page')).filter((seen) => seen.startsWith('key')), []);
    assert.equal((await pauseOf(page)).focused, 'Leave it');
  });

  for (const [name, held] of [['Enter', 'Enter'], ['Space', ' ']]) {
    check(`a held ${name} presses nothing in it`, async ({ open }) => {
      const page = await open('/bellbuns_kf');
      const release = await hold(page, FOLLOW, held, 6);
      await untilPause(page);
      await release();
      await settle(page);
      assert.equal((await pauseOf(page)).focused, 'Leave it');
      assert.deepEqual(await actsOf(page), []);
    });
  }

  check('a double click is one gesture', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await page.click(FOLLOW, { count: 2 });
    await untilPause(page);
    await settle(page);
    assert.ok(await pauseOf(page));
    assert.deepEqual(await actsOf(page), []);
  });

  check('a control of another kind, div role=button, is held and replayed too', async ({ open }) => {
    for (const press of ['Enter', ' ']) {
      const page = await open('/bellbuns_kf?button=div');
      await key(page, FOLLOW, press);
      await untilPause(page);
      assert.deepEqual(await actsOf(page), []);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await untilAct(page, 'followed bellbuns_kf');
      await settle(page);
      assert.equal((await actsOf(page)).filter((act) => act.startsWith('followed')).length, 1);
    }
  });

  check('a control that X swapped meanwhile is found again', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, FOLLOW);
    await untilPause(page);
    await command(page, 'swapNode', 'bellbuns_kf');
    await pressInPause(page, 'Go on');
    await untilAct(page, 'followed bellbuns_kf');
  });

  check('a control that has gone is given up, and that is said', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    await mouse(page, FOLLOW);
    await untilPause(page);
    await command(page, 'removeControl', 'bellbuns_kf');
    await pressInPause(page, 'Go on');
    const notice = await untilNotice(page);
    assert.match(notice.description, /no longer on the page/);
    assert.deepEqual([notice.buttons, notice.focused, notice.modal], [['Close'], 'Close', true]);
    await page.keyboard.press('Enter');
    await untilNoPause(page);
    await settle(page);
    assert.deepEqual(await actsOf(page), []);
  });

  check('a node that now shows somebody else is not pressed', async ({ open }) => {
    const page = await open('/home');
    await mouse(page, `${article(BUNS)} [data-testid="reply"]`);
    await untilPause(page);
    await command(page, 'recycle');
    await settle(page);
    await pressInPause(page, 'Go on');
    await untilNoPause(page);
    await settle(page);
    const others = (await actsOf(page)).filter((act) => act.startsWith('reply-opened') && act !== 'reply-opened bellbuns_kf');
    assert.deepEqual(others, []);
  });

  check('it takes light or dark, direction and language from the page', async ({ open, run }) => {
    for (const [query, ground, dir] of [['', 'rgb(255, 253, 248)', 'ltr'], ['?theme=dark', 'rgb(23, 32, 28)', 'ltr'], ['?theme=contrast&dir=rtl', 'rgb(23, 32, 28)', 'rtl']]) {
      const page = await open(`/bellbuns_kf${query}`);
      await mouse(page, FOLLOW);
      const pause = await untilPause(page);
      assert.equal(pause.background, ground);
      assert.equal(pause.dir, dir);
      assert.equal(pause.lang, 'en-GB', 'its own words are marked with their own language');
      // Or it may be kept only after the next page has had it forgotten, which then is not asked.
      await until(() => run.storage(), ({ session }) => session.asked, { what: 'the note of what was asked' });
    }
  });

  check('it stands above X’s own modal, whose focus trap cannot take the focus', async ({ open }) => {
    const page = await open('/home');
    await page.evaluate((id) => window.__standin.history.push({ pathname: '/compose/post', state: { inReplyToStatusId: id } }), BUNS);
    await page.waitForSelector('[role="dialog"] [data-testid="tweetTextarea_0"]');
    await mouse(page, '[role="dialog"] [data-testid="tweetTextarea_0"]');
    assert.equal((await untilPause(page)).focused, 'Leave it');
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    assert.equal((await actsOf(page)).includes('modal-escaped'), false, 'X’s modal stays');
    assert.ok(await page.$('[role="dialog"][aria-modal="true"]'));
  });

  check('a press that is let go elsewhere leaves nothing, and the next is asked about', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    const before = await marksOf(page);
    const letGo = await press(page, FOLLOW);
    assert.notDeepEqual(await marksOf(page), before, 'the frame loads while the press is held');
    assert.equal(await pauseOf(page), null);
    await letGo();
    await until(() => marksOf(page), (marks) => isDeepStrictEqual(marks, before), { what: 'it to go' });
    assert.deepEqual(await actsOf(page), []);
    await mouse(page, FOLLOW);
    await untilPause(page);
  });

  check('a press whose control goes while it is held leaves nothing', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    const children = async () => (await marksOf(page)).children[0];
    const before = await children();
    await press(page, FOLLOW);
    assert.notEqual(await children(), before);
    await command(page, 'removeControl', 'bellbuns_kf');
    await page.mouse.up();
    await until(children, (now) => now === before, { what: 'its frame to go' });
    assert.deepEqual(await actsOf(page), []);
  });

  for (const [how, delay] of [['a moment', 80], ['long', 1500]]) {
    check(`a press that is held ${how} is asked about, and done once`, async ({ open }) => {
      const page = await open('/bellbuns_kf');
      await mouse(page, FOLLOW, { delay });
      assert.equal((await untilPause(page)).focused, 'Leave it');
      await pressInPause(page, 'Go on');
      await untilAct(page, 'followed bellbuns_kf');
      await untilNoPause(page);
      assert.deepEqual(await actsOf(page), ['followed bellbuns_kf']);
    });
  }

  check('nothing of ours stays in the page', async ({ open }) => {
    const page = await open('/bellbuns_kf');
    const before = await marksOf(page);
    await mouse(page, FOLLOW);
    await untilPause(page);
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    assert.deepEqual(await marksOf(page), before);
  });
});

// Axe cannot see into a closed root, so it looks at the test build, which
// differs in nothing else; nor into a frame that runs no script, so it is put into that.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
for (const browser of BROWSERS) {
  suite('axe', { browser, csp: 'strict', extension: built(browser, 'test-') }, (check) => {
    for (const theme of ['light', 'dark']) {
      check(`the dialog is accessible, ${theme}`, async ({ open }) => {
        const page = await open(`/bellbuns_kf?theme=${theme}`);
        await mouse(page, FOLLOW);
        await untilPause(page);
        const within = await inFrame(page, `${axe}; axe.run('dialog', { iframes: false })`);
        await page.evaluate(axe);
        const around = await page.evaluate(() => window.axe.run({ include: [document.documentElement.lastElementChild] }, { iframes: false }));
        for (const [{ violations, passes }, seen] of [[within, 'leave'], [around, 'frame']]) {
          assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.target)]), []);
          const inside = passes.flatMap(({ nodes }) => nodes).filter((node) => JSON.stringify(node.target).includes(seen));
          assert.ok(inside.length > 0, `axe has seen the ${seen}`);
        }
      });
    }
  });
}

/** What a script comes to in the question's frame. In Chromium it has to be in a world of its own, and without timers. */
async function inFrame(page, expression) {
  const frame = frameOf(page);
  if ('connection' in page.browser()) return frame.evaluate(expression);
  const cdp = await page.createCDPSession();
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', { frameId: frame._id });
  const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { expression: `setTimeout = (run) => requestAnimationFrame(run); ${expression}`, contextId, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
  return result.value;
}
