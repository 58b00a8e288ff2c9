// A page that means us ill. What it may still learn is in docs/threats.md, each line with its check here.
// One check of a kind in each browser; where the header matters, under both. One round only: an attack has no
// luck in it, and there are many.
import assert from 'node:assert/strict';
import { hostile } from '../pages/hostile.mjs';
import {
  actsOf, command, key, logOf, mouse, pauseOf, press, pressInPause, settle, until, untilAct, untilNoPause, untilPause,
} from './harness/index.mjs';
import * as world from './world.mjs';

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const BUNS = column('90000002');
const HELD = { delay: 80 }; // so that the question's frame has loaded before the question is there
const LIKE = '[data-testid="primaryColumn"] [data-testid="like"]';
const everywhere = (name, checks) => world.everywhere(name, checks, { once: true });
const inEachBrowser = (name, checks) => world.inEachBrowser(name, checks, { once: true });
const SECRET = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/;
/** What the page has got hold of. */
const loot = (page) => page.evaluate(() => {
  const { calls = [], nodes = [], words = [], heard = {}, hosts = [] } = window.__loot;
  return { calls, nodes: [...new Set(nodes)], words: words.filter((one) => one.trim()), heard: Object.keys(heard), hosts: hosts.length };
});
/** Opens a page that runs these scripts first. */
const onPage = async ({ open, server }, names, path = '/bellbuns_kf', how = 'replace') => {
  server.script = `window.__how = '${how}';${hostile(...names)}`;
  try {
    const page = await open(path);
    await page.bringToFront();
    return page;
  } finally {
    server.script = '';
  }
};
/** X works: something of the reader's own is done, once, and nothing of ours is there. */
async function isFree(page) {
  await untilNoPause(page);
  await mouse(page, LIKE);
  await untilAct(page, 'liked bellbuns_kf');
  assert.deepEqual((await actsOf(page)).filter((act) => !/^liked/.test(act)), []);
  assert.equal(await page.evaluate(() => document.documentElement.children.length), 2);
}

everywhere('a page that looks for us', (check) => {
  check('replaces what scripts are made of: it is asked as ever, and the secret is nowhere', async (world) => {
    const page = await onPage(world, ['replace']);
    await mouse(page, BUNS);
    await untilPause(page);
    assert.deepEqual((await loot(page)).calls.filter((call) => SECRET.test(call)), []);
    await pressInPause(page, 'Go on');
    await untilAct(page, 'followed bellbuns_kf');
    assert.equal((await actsOf(page)).filter((act) => act === 'followed bellbuns_kf').length, 1);
  });
});

inEachBrowser('a page that looks', (check, world) => {
  /** A question at which everything is done that a reader may do with a mouse and keys. */
  const handled = async (world) => {
    const page = await onPage(world, ['spy']);
    await mouse(page, BUNS, HELD);
    const { rect: { x, y, width, height } } = await untilPause(page);
    await pressInPause(page, 'Show the words');
    for (let nth = 0; nth < 5; nth += 1) await page.mouse.move(x + 20 + nth * 40, y + 20 + nth * (height - 40) / 5);
    await page.mouse.move(x + 30, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + width - 40, y + 140, { steps: 3 });
    await page.mouse.up();
    await page.keyboard.press('Tab');
    return page;
  };
  const scan = (page) => page.evaluate(() => {
    const { look, selection } = window.__loot;
    for (let x = 0; x < innerWidth; x += 20) {
      for (let y = 0; y < innerHeight; y += 20) {
        for (const found of document.elementsFromPoint(x, y)) look(found, 'elementsFromPoint');
        look(document.caretPositionFromPoint?.(x, y)?.offsetNode, 'caretPositionFromPoint');
        look(document.caretRangeFromPoint?.(x, y)?.startContainer, 'caretRangeFromPoint');
      }
    }
    for (const animation of document.getAnimations()) look(animation.effect?.target, 'getAnimations');
    const host = document.documentElement.lastElementChild;
    getSelection().collapse(document.documentElement, 0);
    for (let words = 0; words < 60; words += 1) getSelection().modify('extend', 'forward', 'word');
    selection('modify');
    document.execCommand('selectAll');
    selection('selectAll');
    return [host.outerHTML, host.innerText, String(host.shadowRoot), host.getHTML?.({ serializableShadowRoots: true }) ?? '', new XMLSerializer().serializeToString(host).length < 100];
  });

  check('hears no event of the bridge’s, and finds an empty element', async (world) => {
    const page = await handled(world);
    const [html, text, root, inner, isShort] = await scan(page);
    assert.deepEqual([html, text, root, inner, isShort], ['<div></div>', '', 'null', '', true]);
    const { heard } = await loot(page);
    assert.deepEqual(heard.filter((type) => type === 'knock-first' || SECRET.test(type)), []);
    assert.ok(heard.includes('pointermove'), 'it hears what there is to hear');
  });

  check('gets no word of the question, and no node but, in Firefox, the empty ones around it', async (world) => {
    const page = await handled(world);
    await scan(page);
    await pressInPause(page, 'Leave it');
    await untilNoPause(page);
    const { nodes, words } = await loot(page);
    assert.deepEqual(words.filter((one) => /Leave it|Before you|they say|Their own words|you see/i.test(one)), []);
    const strange = nodes.filter((one) => world.browser === 'chromium' || !/: (DIALOG|IFRAME|FORM|BUTTON|#document-fragment): $/.test(one));
    assert.deepEqual(strange, []);
  });

  check('seizes the question’s frame as soon as it has a node: it reads nothing, and whatever it shows answers nothing', async (world) => {
    const page = await onPage(world, ['seize']);
    await mouse(page, BUNS, HELD);
    const seized = () => page.evaluate(() => window.__seized);
    if (world.browser === 'chromium') {
      await untilPause(page);
      await page.keyboard.press('Escape');
    } else {
      await until(seized, (all) => all.includes('a frame'), { what: 'the frame, which Firefox hands out' });
      // The question is left as soon as something else is in its frame; a key then presses nothing.
      await until(() => page.evaluate(() => document.documentElement.children.length), (children) => children === 2, { what: 'the question to go' });
      await page.keyboard.press('Enter');
    }
    await isFree(page);
    assert.deepEqual((await seized()).filter((one) => !/^(a frame|denied)/.test(one)), []);
  });

  // What Firefox hands out of the layer around the question; Chromium hands out nothing.
  for (const how of world.browser === 'firefox' ? ['remove', 'hide', 'fade', 'make inert'] : []) {
    check(`lays hands on the question’s frame to ${how} it: at the next press it is left, and the page is free`, async (each) => {
      const page = await onPage(each, ['seize'], '/bellbuns_kf', how);
      await mouse(page, BUNS);
      await until(() => page.evaluate(() => window.__seized), (all) => all.includes('a frame'), { what: 'the frame' });
      // Before it is drawn nobody can say that it will not be.
      await until(async () => {
        await page.mouse.click(5, 5);
        return page.evaluate(() => document.documentElement.children.length);
      }, (children) => children === 2, { what: 'the question to go' });
      await isFree(page);
    });
  }

  if (world.browser === 'firefox') check('forges events on what is around the frame: the question stands, and is answered', async (each) => {
    const page = await onPage(each, ['seize'], '/bellbuns_kf', 'forge');
    await mouse(page, BUNS);
    await until(() => page.evaluate(() => window.__seized), (all) => all.includes('a frame'), { what: 'the frame' });
    await untilPause(page);
    await settle(page);
    assert.deepEqual(await actsOf(page), []);
    await pressInPause(page, 'Go on');
    await untilAct(page, 'followed bellbuns_kf');
    await untilNoPause(page);
  });

  check('cannot ask whether a word of the question stands on the screen', async (world) => {
    const page = await onPage(world, []);
    const find = (words) => page.evaluate((one) => {
      getSelection().removeAllRanges();
      try { return window.find(one, false, false, true, false, true, false); } catch { return false; }
    }, words);
    assert.equal(await find('Mar Thistledown'), true, 'this check can find what is there');
    await mouse(page, BUNS);
    const { text } = await untilPause(page);
    for (const words of ['Leave it', 'Go on', 'Before you follow', ...text.split('\n').filter(Boolean)]) assert.equal(await find(words), false, words);
  });

  check('has a frame of its own: it is not drawn in, so that nothing says that we are there', async (world) => {
    const page = await onPage(world, []);
    const answers = await page.evaluate(async () => {
      const heard = [];
      for (const key of [undefined, '', 'undefined', '0,0', '1']) {
        const frame = document.createElement('iframe');
        frame.sandbox = '';
        frame.srcdoc = '';
        document.body.append(frame);
        await new Promise((done) => { frame.onload = done; });
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => heard.push(data);
        frame.contentWindow.postMessage({ key, steps: '<p\n"Ours\n/', style: '' }, '*', [port2]);
        await new Promise((done) => { setTimeout(done, 300); });
        frame.remove();
      }
      return heard;
    });
    assert.deepEqual(answers, []);
    await mouse(page, BUNS);
    await untilPause(page);
  });

  check('sees that a press does not come, and when the answer does: T1, T2', async (world) => {
    const page = await onPage(world, ['spy', 'replace']);
    await mouse(page, BUNS);
    await untilPause(page);
    const log = (await logOf(page)).map(({ what }) => what);
    assert.equal((await loot(page)).hosts, 1);
    assert.deepEqual(log.filter((what) => /^page:(pointerdown|click)/.test(what)), []);
  });

  check('an opener that was there before the page can know the bridge’s secret, and gets nothing by it: T3', async (world) => {
    const page = await onPage(world, [], '/home');
    const tab = new Promise((done) => { page.once('popup', done); });
    await page.evaluate(() => {
      window.__heard = [];
      const opened = window.open('/bellbuns_kf');
      opened.addEventListener('knock-first', ({ detail }) => window.__heard.push(detail), true);
      const before = opened.EventTarget.prototype.addEventListener;
      opened.EventTarget.prototype.addEventListener = function (type, ...rest) {
        if (type !== 'knock-first') window.__heard.push(type);
        return before.call(this, type, ...rest);
      };
    });
    const opened = await tab;
    await until(() => opened.evaluate(() => Boolean(window.__standin && document.querySelector('[data-testid="primaryColumn"]'))).catch(() => false), Boolean, { what: 'the tab' });
    await world.run.ready();
    await opened.bringToFront();
    const secrets = (await page.evaluate(() => window.__heard)).filter((one) => SECRET.test(one));
    // With it, the page may put questions to the page-world reader, about what the page itself holds.
    await opened.evaluate((secret) => {
      for (let times = 0; secret && times < 100; times += 1) {
        document.body.dispatchEvent(new CustomEvent(secret, { detail: '90000002 bellbuns_kf' }));
        window.dispatchEvent(new CustomEvent(`${secret}:told`, { detail: '{"user":{"id":"90000013","bio":"Living with bipolar."}}' }));
      }
    }, secrets[0]?.replace(':told', ''));
    assert.equal(await pauseOf(opened), null);
    await mouse(opened, BUNS);
    await untilPause(opened);
    await opened.close();
  });

  check('cannot load a file of the extension’s, nor talk to it', async (world) => {
    const page = await onPage(world, [], '/home');
    const base = world.browser === 'firefox' ? 'moz-extension://0a0a0a0a-1111-4222-8333-444444444444' : `chrome-extension://${world.run.id}`;
    const got = await page.evaluate(async (from) => {
      const load = (tag, path) => new Promise((done) => {
        const element = document.createElement(tag);
        element.onload = () => done(`${path} loaded`);
        element.onerror = () => done('');
        element.src = `${from}/${path}`;
        document.body.append(element);
      });
      const answers = [await load('script', 'loader.js'), await load('img', 'icons/16.png')];
      answers.push(await fetch(`${from}/manifest.json`).then(() => 'fetched', () => ''));
      answers.push(typeof globalThis.chrome?.runtime?.sendMessage === 'function' ? 'runtime' : '');
      return answers;
    }, base);
    assert.deepEqual(got, ['', '', '', '']);
  });
});

inEachBrowser('a page that tricks', (check) => {
  check('its forged presses ask about nobody and read nothing', async (world) => {
    const page = await onPage(world, []);
    const reads = await page.evaluate((selector) => {
      const button = document.querySelector(selector);
      for (const [Kind, types] of [[PointerEvent, ['pointerdown', 'pointerup', 'click']], [MouseEvent, ['mousedown', 'mouseup', 'click']], [KeyboardEvent, ['keydown', 'keypress', 'keyup']], [FocusEvent, ['focusin', 'focusout']]]) {
        for (const type of types) for (const key of ['Enter', ' ', 'Tab', 'r', 'm']) button.dispatchEvent(new Kind(type, { bubbles: true, composed: true, button: 0, isPrimary: true, detail: 1, key }));
      }
      button.focus();
      document.querySelector('article')?.focus();
      document.querySelector('[data-testid="reply"]')?.click();
      return window.__standin.storeReads();
    }, BUNS);
    assert.equal(await pauseOf(page), null);
    assert.equal(reads, 0);
  });

  check('forged answers and closings leave the question standing', async (world) => {
    const page = await onPage(world, []);
    await mouse(page, BUNS);
    await untilPause(page);
    await page.evaluate(() => {
      const host = document.documentElement.lastElementChild;
      for (const target of [host, document.body, document, window]) {
        for (const key of ['Enter', ' ', 'Escape', 'Tab']) {
          for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
        }
        for (const type of ['click', 'close', 'cancel', 'submit', 'toggle']) target.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: 640, clientY: 400 }));
      }
      host.click();
      host.blur();
      document.querySelector('button').focus();
    });
    await settle(page);
    // The page can take the focus off the question, but to nowhere else.
    assert.equal(await page.evaluate(() => document.activeElement.localName === 'button'), false);
    assert.ok(await pauseOf(page));
    assert.deepEqual(await actsOf(page), []);
    await page.keyboard.press('Escape');
    await isFree(page);
  });

  check('floods whoever listens: it is asked as ever, and nobody answers the page', async (world) => {
    const page = await onPage(world, ['flood']);
    await mouse(page, BUNS);
    await untilPause(page);
    const told = await page.evaluate(() => window.__answers.filter(([name]) => name.endsWith(':told')));
    assert.deepEqual(told, []);
    await page.keyboard.press('Escape');
    await isFree(page);
  });

  check('meddles while it is read: done or asked about, once', async (world) => {
    const page = await onPage(world, []);
    await page.evaluate((selector) => {
      const button = document.querySelector(selector);
      const real = Object.keys(button).find((key) => key.startsWith('__reactFiber$'));
      const endless = {
        get memoizedProps() {
          button.blur();
          button.focus();
          window.__standin.swapNode('bellbuns_kf');
          dispatchEvent(new Event('focusin'));
          return new Proxy({}, { get() { throw new Error('a getter throws'); }, ownKeys() { throw new Error('keys throw'); } });
        },
      };
      endless.return = endless;
      delete button[real];
      Object.defineProperty(button, '__reactFiber$ours', { enumerable: true, value: endless });
    }, BUNS);
    await mouse(page, BUNS);
    await settle(page);
    if (await pauseOf(page)) await page.keyboard.press('Enter');
    await untilNoPause(page);
    const acts = await actsOf(page);
    assert.ok(acts.length <= 1 && acts.every((act) => act === 'followed bellbuns_kf'), String(acts));
  });

  check('puts somebody else under a press: asked about whoever is there, and only they are followed', async (world) => {
    const page = await onPage(world, [], '/pond_kf/followers');
    const box = await (await page.$(column('90000008'))).boundingBox(); // both_kf, and a professional after
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await command(page, 'recycle');
    await settle(page);
    await page.mouse.up();
    await settle(page);
    const pause = await pauseOf(page);
    const acts = await actsOf(page);
    assert.ok(!pause || acts.length === 0, 'asked, then nothing is done yet');
    assert.ok(acts.every((act) => act === 'followed quill_kf'), String(acts));
  });

  check('what people write stays text and in its place, however long', async (world) => {
    const page = await onPage(world, []);
    const marks = '\u0301\u0489'.repeat(125_000); // a megabyte in all
    const bio = `</p><img src=x onerror=__standin.note('hacked')>\u202e\u2067<script>__standin.note('hacked')</script> Living with bipolar${marks}. \u202e`;
    await command(page, 'setUser', 'bellbuns_kf', { description: bio, name: `\u202e${marks}` });
    await command(page, 'setUser', 'wren_kf', { description: bio.slice(0, 900), name: `W${marks.slice(0, 900)}` });
    await mouse(page, BUNS);
    const { rect, buttons } = await untilPause(page);
    await pressInPause(page, 'Show the words');
    await pressInPause(page, 'How you will appear to them');
    const { text } = await pauseOf(page);
    assert.deepEqual(buttons, ['Leave it', 'Go on']);
    assert.ok(text.length < 4000, `${text.length} characters`);
    assert.ok(rect.x >= 0 && rect.y >= 0 && rect.height <= 900, JSON.stringify(rect));
    await pressInPause(page, 'Leave it');
    await untilNoPause(page);
    assert.deepEqual((await logOf(page)).filter(({ what }) => what === 'error' || what === 'hacked'), []);
  });
});

inEachBrowser('a page that blocks', (check) => {
  const HIDING = {
    'by its style': (host) => {
      for (const [name, value] of [['display', 'none'], ['visibility', 'hidden'], ['opacity', '0'], ['pointer-events', 'none'], ['content-visibility', 'hidden'], ['transform', 'scale(0)']]) host.style.setProperty(name, value, 'important');
    },
    'by making it inert': (host) => {
      host.inert = true;
      document.documentElement.inert = true;
      host.setAttribute('aria-hidden', 'true');
    },
  };
  for (const [name, hide] of Object.entries(HIDING)) {
    check(`hides the question, ${name}: it can be read and answered all the same`, async (world) => {
      const page = await onPage(world, []);
      await mouse(page, BUNS);
      await untilPause(page);
      await page.evaluate(`(${hide})(document.documentElement.lastElementChild)`);
      const { rect, buttons } = await untilPause(page);
      assert.ok(rect.width > 200 && buttons.length === 2);
      await pressInPause(page, 'Leave it');
      await untilNoPause(page);
      await page.evaluate(() => { document.documentElement.inert = false; });
      await isFree(page);
    });
  }

  const TAKING = {
    'removes it': (host) => host.remove(),
    'puts it elsewhere': (host) => document.body.append(host),
    'hides all of the page, for a while': () => {
      document.documentElement.style.display = 'none';
      setTimeout(() => document.documentElement.style.removeProperty('display'), 300);
    },
  };
  for (const [name, take] of Object.entries(TAKING)) {
    check(`${name}: the question is left, nothing is done, the page is free`, async (world) => {
      const page = await onPage(world, []);
      await mouse(page, BUNS);
      await untilPause(page);
      await page.evaluate(`(${take})(document.documentElement.lastElementChild)`);
      await page.keyboard.press('Enter');
      await until(() => page.evaluate(() => document.documentElement.style.display !== 'none'), Boolean, { what: 'the page to be there again' });
      // In Firefox the question comes back with the page.
      if (await pauseOf(page)) await page.keyboard.press('Escape');
      await isFree(page);
    });
  }

  for (const [name, take] of [['removes', (host) => host.remove()], ['puts elsewhere', (host) => document.body.append(host)]]) {
    check(`${name} the frame that loads while a press is held: it is asked as ever, and the page is free`, async (world) => {
      const page = await onPage(world, []);
      await press(page, BUNS);
      await settle(page); // it has loaded
      await page.evaluate(`(${take})(document.documentElement.lastElementChild)`);
      await page.mouse.up();
      const { name: asked } = await untilPause(page);
      assert.equal(asked, 'Before you follow');
      await page.keyboard.press('Escape');
      await isFree(page);
    });
  }

  check('takes every question away at sight: nothing is done by itself, and the second press passes', async (world) => {
    const page = await onPage(world, ['strip']);
    await mouse(page, BUNS);
    await settle(page);
    assert.deepEqual(await actsOf(page), []);
    await mouse(page, BUNS);
    await untilAct(page, 'followed bellbuns_kf');
    assert.equal((await actsOf(page)).length, 1);
  });

  check('puts a question back that was taken away before it was drawn, and left: it stays undrawn, beside a new one', async (world) => {
    const page = await onPage(world, ['hoard']);
    await key(page, BUNS, 'Enter');
    await until(() => page.evaluate(() => Boolean(window.__hoarded)), Boolean, { what: 'the page to take it' });
    await mouse(page, LIKE); // with which it is left
    await key(page, '[data-testid="sidebarColumn"] [data-testid="90000005-follow"]', 'Enter');
    const { name } = await untilPause(page);
    assert.equal(name, 'Before you follow');
    await page.evaluate(() => document.documentElement.append(window.__hoarded));
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 500); }));
    await page.evaluate(() => window.__hoarded.remove());
    await pressInPause(page, 'Go on');
    await untilAct(page, 'followed plum_kf');
    assert.deepEqual((await actsOf(page)).filter((act) => !/^liked/.test(act)), ['followed plum_kf']);
  });

  check('lays a dialog of its own over the question: Escape leaves both, and the page is free', async (world) => {
    const page = await onPage(world, []);
    await mouse(page, BUNS);
    await untilPause(page);
    await page.evaluate(() => {
      const over = document.createElement('dialog');
      over.id = 'over';
      over.append('Press Enter to go on');
      document.body.append(over);
      over.showModal();
    });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await until(() => page.evaluate(() => document.documentElement.children.length), (children) => children === 2, { what: 'the question to go' });
    await page.evaluate(() => document.querySelector('#over').remove());
    await isFree(page);
  });

  check('traps the focus: the keys stay with the question', async (world) => {
    const page = await onPage(world, ['trap']);
    await mouse(page, BUNS);
    assert.equal((await untilPause(page)).focused, 'Leave it');
    await page.keyboard.press('Tab');
    assert.equal((await pauseOf(page)).focused, 'Go on');
    await page.keyboard.press('Enter');
    await untilAct(page, 'followed bellbuns_kf');
    assert.equal((await actsOf(page)).filter((act) => act === 'followed bellbuns_kf').length, 1);
  });

  check('names its fields after what scripts ask for: it does not freeze', async (world) => {
    const page = await onPage(world, [], '/bellbuns_kf?react=none');
    await page.evaluate(hostile('clobber'));
    await mouse(page, BUNS);
    await page.keyboard.press('Escape');
    // Whatever it was taken for, nothing stays and nothing hangs.
    const left = () => page.evaluate(() => [...document.images].filter((one) => one.childNodes.length).length);
    await until(left, (hosts) => hosts === 0, { what: 'nothing of ours in a picture' });
  });

  check('document.open takes our listeners away: it is as if we were not there', async (world) => {
    const page = await onPage(world, [], '/pond_kf');
    await page.evaluate(() => {
      document.open();
      document.write('<button data-testid="90000002-follow" aria-label="Follow @bellbuns_kf">Follow</button><p>Living with bipolar.</p>');
      document.close();
      document.querySelector('button').addEventListener('click', () => { window.__followed = (window.__followed ?? 0) + 1; });
    });
    await mouse(page, 'button');
    assert.equal(await page.evaluate(() => window.__followed), 1);
  });
});

inEachBrowser('after all of that', (check) => {
  check('only what the privacy page lists is kept, and nobody is in it', async (world) => {
    const page = await onPage(world, ['spy', 'flood']);
    await mouse(page, BUNS);
    await untilPause(page);
    await page.keyboard.press('Escape');
    await untilNoPause(page);
    const kept = await world.run.storage();
    const listed = ['key', 'marks', 'page', 'settings', 'sight', 'tallies', 'today', 'until', 'wasmRefused', 'asked'];
    assert.deepEqual([...Object.keys(kept.local), ...Object.keys(kept.session ?? {}), ...Object.keys(kept.sync ?? {})].filter((key) => !listed.includes(key)), []);
    assert.doesNotMatch(JSON.stringify(kept), /bellbuns|90000002|bipolar/);
    assert.deepEqual(world.server.refused, []);
  });
});
