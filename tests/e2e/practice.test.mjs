// The practice timeline, as a site and in the extension: what is pressed on its
// stage goes through the same core as on X. It keeps nothing between checks and
// nothing in it is left to chance, so each check runs in one round.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, startServer, until } from './harness/index.mjs';
import { ADDRESS, FOLDER, SITE, act, answer, begun, cue, onStage, packed, pauseOn, serveSite, shown, titleOf, toStep, untilPauseOn, untilShown } from './site.mjs';
import { word } from './words.mjs';
import { BROWSERS, built } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const FIRST_LOAD = 400 * 1024;
const scenarios = readdirSync('extension/practice/scenarios').filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join('extension/practice/scenarios', name), 'utf8')));
const everyStep = scenarios.flatMap(({ id, steps }) => steps.map((step, at) => ({ id, at, step })));
/** One step for each act and each thing that the tool does at it. */
const kinds = [...new Map(everyStep.map((one) => [`${one.step.action}, ${one.step.expect}`, one]))].map(([name, one]) => ({ name, ...one }));

let files;
before(async () => { files = await mkdtemp(join(tmpdir(), 'knock-first-practice-')); });
after(() => rm(files, { recursive: true, force: true }));
const file = async (name, text) => {
  const path = join(files, name);
  await writeFile(path, text);
  return path;
};
const give = async (page, name, text) => (await page.$('#pack')).uploadFile(await file(name, text));
const opened = (page) => page.$eval('#opened', (place) => place.innerText);
const untilOpened = (page, words) => until(() => opened(page), (text) => text.includes(words), { what: words });
const titles = (page) => page.$$eval('[data-begin] b', (all) => all.map((one) => one.textContent));
const keep = (page) => page.evaluate(() => chrome.storage.local.get(null));

/** What axe finds fault with, in the page and on its stage. */
async function faults(page) {
  const found = [];
  for (const frame of page.frames()) {
    await frame.evaluate(axe);
    found.push(...await frame.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }));
  }
  return found;
}

const overflow = (frame) => frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const browser of BROWSERS) {
  describe(`practice site · ${browser}`, { concurrency: 1 }, () => {
    let site, run;
    before(async () => {
      site = await serveSite();
      run = await launch({ browser, server: site });
    });
    after(async () => {
      await run?.close();
      await site?.close();
    });
    const check = (title, body) => test(title, { timeout: 120_000 }, async () => {
      const tabs = [];
      const open = async (address = ADDRESS) => {
        const page = await run.puppet.newPage();
        tabs.push(page);
        await page.setViewport({ width: 1280, height: 800 });
        await page.goto(address);
        await begun(page);
        return page;
      };
      try {
        await body(open);
      } finally {
        for (const tab of tabs) await tab.close().catch(() => {});
      }
    });

    check('the first load is small, and nothing is asked for after it', async (open) => {
      const page = await open();
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
      const first = site.requests.filter((name) => name !== 'offline.js').length;
      assert.ok(first > 10, `${first} files`);
      const asked = await page.evaluate(() => [window, document.querySelector('iframe').contentWindow].flatMap(({ performance: of }) => of.getEntriesByType('resource')).map(({ name }) => name));
      const weigh = (names) => [...new Set(names)].reduce((sum, name) => sum + packed(name), 0);
      const size = weigh(['index.html', ...asked.map((name) => name.slice(ADDRESS.length)).filter((name) => name !== 'offline.js')]);
      // What the worker fetches for the other pages comes after, and is within it too.
      const whole = weigh(site.requests);
      console.log(`  first load: ${(size / 1024).toFixed(1)} KiB over the wire; with all that is kept for later ${(whole / 1024).toFixed(1)} KiB`);
      assert.ok(size > 100 * 1024 && whole > size && whole < FIRST_LOAD, `${size}, ${whole} bytes`);
      // The worker's own copies may still be on their way.
      await until(() => page.evaluate(() => caches.keys().then((names) => names.length)), (count) => count === 1, { what: 'the kept copy' });
      await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), Boolean, { what: 'the worker' });
      const before = site.requests.length;
      await toStep(page, 'one-follow');
      await act(page, scenarios.find(({ id }) => id === 'one-follow').steps[0]);
      await untilPauseOn(page);
      await answer(page, 'leave');
      await untilShown(page, word('practiceLeft'));
      await page.click('main:not([hidden]) [data-cue="list"]');
      assert.deepEqual(site.requests.slice(before), []);
      assert.deepEqual(site.refused.filter((url) => url.includes(FOLDER)), []);
    });

    check('every act does on the stage what its scenario says', async (open) => {
      const page = await open();
      for (const { name, id, at, step } of kinds) {
        await toStep(page, id, at);
        await act(page, step);
        if (step.expect === 'through') {
          await untilShown(page, step.went.them.en);
          assert.equal(await pauseOn(page), null, `${name} in ${id}`);
          assert.ok((await shown(page)).includes(word('practiceUnasked')), name);
          continue;
        }
        const pause = await untilPauseOn(page);
        assert.equal(pause.form, step.expect, `${name} in ${id}`);
        assert.equal(await shown(page), '', 'nothing follows before the answer');
        await answer(page, 'leave');
        await untilShown(page, step.left.them.en);
        // Back before the choice, as if it had not been made.
        await cue(page, 'back');
        await act(page, step);
        await untilPauseOn(page);
        await answer(page, 'go');
        await untilShown(page, step.went.you.en);
        assert.ok((await shown(page)).includes(word('practiceAsked')), name);
        assert.equal(await pauseOn(page), null);
      }
    });

    check('a press on somebody else is not the step’s', async (open) => {
      const page = await open();
      const { id, at, step } = everyStep.find(({ step: one, id: of }) => one.view === 'people' && one.action === 'follow' && scenarios.find((s) => s.id === of).accounts.filter((a) => !a.youFollow).length > 1);
      await toStep(page, id, at);
      const others = await onStage(page, (stage) => [...stage.querySelectorAll('[data-act="follow"]')].map((one) => one.dataset.of));
      const other = others.find((handle) => handle !== step.account);
      await act(page, { ...step, account: other });
      await until(async () => await pauseOn(page) ?? await onStage(page, (stage) => stage.getElementById('done').textContent), Boolean, { what: 'what comes of it' });
      if (await pauseOn(page)) await answer(page, 'leave');
      assert.equal(await shown(page), '');
      await act(page, step);
      if (step.expect !== 'through') {
        await untilPauseOn(page);
        await answer(page, 'leave');
      }
      await until(() => shown(page), Boolean, { what: 'what follows' });
    });

    check('both languages, and an unknown one', async (open) => {
      const page = await open(`${ADDRESS}?lang=xx`);
      assert.equal(await titleOf(page), word('practiceTitle'));
      await page.click('[data-speak="cy"]');
      assert.equal(await titleOf(page), word('practiceTitle', 'cy'));
      const { step } = everyStep.find(({ id, at }) => id === 'one-follow' && at === 0);
      await toStep(page, 'one-follow');
      await act(page, step);
      const pause = await untilPauseOn(page);
      assert.equal(pause.form, step.expect);
      assert.equal(pause.heading, word('headingFollow', 'cy'));
      await answer(page, 'leave');
      await untilShown(page, step.left.them.cy);
      assert.equal(await page.$eval('html', (root) => root.lang), 'cy');
      assert.equal(await onStage(page, (stage) => stage.documentElement.lang), 'cy');
      const welsh = await open(`${ADDRESS}?lang=cy`);
      assert.equal(await titleOf(welsh), word('practiceTitle', 'cy'));
      const empty = await page.$$eval('[data-words]', (all) => all.filter((one) => !one.textContent).length);
      assert.equal(empty, 0);
    });

    check('keys and a clicker lead a group', async (open) => {
      const page = await open();
      await page.click('[name="mode"][value="group"]');
      const { id, at, step } = everyStep.find(({ at: first, step: one }) => first === 0 && one.expect === 'firm' && one.action === 'follow');
      const number = scenarios.find((one) => one.id === id).steps.length;
      await page.click(`[data-begin="${await page.evaluate((wanted) => knockFirstScenarios.scenarios.findIndex((one) => one.id === wanted), id)}"]`);
      const press = (key) => page.keyboard.press(key);
      const where = () => page.$eval('#where', (place) => place.textContent);
      const both = () => page.$eval('#both', (place) => (place.checkVisibility() ? place.innerText : ''));
      await press('PageDown');
      await until(where, (text) => text.includes('1'), { what: 'the first step' });
      assert.equal(await both(), '');
      // While a question stands, and from within the stage.
      await act(page, step);
      await untilPauseOn(page);
      await press('PageDown');
      await until(both, (text) => text.includes(step.left.you.en) && text.includes(step.went.them.en), { what: 'both sides' });
      await press('PageUp');
      await until(both, (text) => text === '', { what: 'neither side' });
      assert.equal(await pauseOn(page), null, 'the timeline begins anew');
      await act(page, step);
      assert.equal((await untilPauseOn(page)).form, 'firm', 'and asks again');
      await answer(page, 'leave');
      await untilShown(page, step.left.them.en);
      await press('c');
      await until(both, Boolean, { what: 'both sides' });
      for (const key of ['b', 'ArrowRight', '.', 'x']) {
        await press(key);
        await until(() => page.$eval('#cover', (one) => !one.hidden), (is) => is === (key === 'b' || key === '.'), { what: `the cover after ${key}` });
      }
      assert.ok(await both(), 'whatever uncovers does nothing else');
      await press('+');
      assert.equal(await page.$eval('html', (root) => root.dataset.size), '3');
      await page.click('#keys input');
      await press('ArrowLeft');
      assert.ok(await both(), 'keys can be switched off');
      await page.click('#keys input');
      await press('ArrowRight');
      await until(() => page.evaluate(() => (document.getElementById('end').hidden ? document.getElementById('where').textContent : 'end')), (text) => (number === 1 ? text === 'end' : text.includes('2')), { what: 'what comes next' });
      assert.equal(at, 0);
    });

    check('a summary for the learner alone', async (open) => {
      const page = await open();
      const one = scenarios.find(({ id }) => id === 'one-follow');
      await toStep(page, one.id);
      await cue(page, 'left');
      await untilShown(page, word('practiceLeft'));
      await page.click('#bar [data-cue="summary"]');
      const text = await page.$eval('#chosen', (place) => place.innerText);
      for (const part of [one.title.en, one.steps[0].say.en, word('practiceLeft'), word('practiceUnasked'), one.discussion[0].en]) assert.ok(text.includes(part), part);
      const saved = await page.$eval('#save', (link) => [link.download, decodeURIComponent(link.href.slice(link.href.indexOf(',') + 1))]);
      assert.equal(saved[0], 'practice.txt');
      assert.ok(saved[1].includes(word('practicePrivate')) && saved[1].includes(one.steps[0].say.en), saved[1]);
      assert.ok(!/\d+ *(\/|%|of \d)/.test(saved[1].replace(/\(\d{4}\).*/g, '')), 'nothing is counted up');
      if (browser === 'chromium') {
        await page.emulateMediaType('print');
        assert.equal(await page.$$eval('#summary .screen', (all) => all.filter((part) => part.checkVisibility()).length), 0);
      }
    });

    check('a file of scenarios, and files that are none', async (open) => {
      const page = await open();
      const before = await titles(page);
      assert.equal(before.length, scenarios.length);
      const pack = JSON.stringify({ version: 1, title: { en: 'Mine', cy: 'Fi' }, scenarios: scenarios.slice(0, 2) });
      const broken = {
        'cut.json': [pack.slice(0, 400), 'line 1'],
        'unknown.json': [JSON.stringify({ ...scenarios[0], score: 7 }, null, 1), 'score'],
        'real.json': [JSON.stringify({ ...scenarios[0], invented: scenarios[0].invented.slice(1) }, null, 1), scenarios[0].invented[0]],
        'markup.json': ['<script>alert(1)</script>', 'line 1'],
        'empty.json': ['', 'line 1'],
        'long.json': [pack + ' '.repeat(1_100_000), 'bytes'],
      };
      for (const [name, [text, told]] of Object.entries(broken)) {
        await give(page, name, text);
        assert.ok((await untilOpened(page, told)).includes(word('practiceFaulty')), name);
        assert.deepEqual(await titles(page), before, name);
        await page.$eval('#opened', (place) => place.replaceChildren());
      }
      await give(page, 'mine.json', `\uFEFF${pack}`);
      await untilOpened(page, '2');
      assert.deepEqual(await titles(page), scenarios.slice(0, 2).map(({ title }) => title.en));
      await page.click('[data-begin="0"]');
      assert.equal(await titleOf(page), scenarios[0].title.en);
    });

    check('as a file, without any server', async (open) => {
      const page = await open(pathToFileURL(join(SITE, 'index.html')).href);
      const { step } = everyStep.find(({ id, at }) => id === 'one-follow' && at === 0);
      await toStep(page, 'one-follow');
      await act(page, step);
      assert.equal((await untilPauseOn(page)).form, step.expect);
    });

    check('on a server without https, where a page may keep nothing', async (open) => {
      const page = await open(ADDRESS.replace('localhost', 'teaching.invalid'));
      assert.equal(await page.evaluate(() => isSecureContext), false);
      const { step } = everyStep.find(({ id, at }) => id === 'one-follow' && at === 0);
      await toStep(page, 'one-follow');
      await act(page, step);
      assert.equal((await untilPauseOn(page)).form, step.expect);
    });

    check('accessible, on a projector and on a phone', async (open) => {
      const page = await open();
      const found = [];
      const look = async (what) => {
        found.push(...(await faults(page)).map((fault) => `${what}: ${fault}`));
        await page.setViewport({ width: 360, height: 740 });
        for (const frame of page.frames()) found.push(...(await overflow(frame) > 0 ? [`${what}: wider than a phone`] : []));
        await page.setViewport({ width: 1280, height: 800 });
      };
      await look('list');
      const { step } = everyStep.find(({ id, at }) => id === 'one-follow' && at === 0);
      await page.click('[data-begin="0"]');
      await look('opening');
      await toStep(page, 'one-follow');
      await look('step');
      await cue(page, 'left');
      await look('what follows');
      await cue(page, 'compare');
      await look('both');
      await page.click('#bar [data-cue="summary"]');
      await look('summary');
      for (const view of ['home', 'post', 'people', 'profile']) {
        const { id, at } = everyStep.find(({ step: one }) => one.view === view);
        await toStep(page, id, at);
        await look(view);
      }
      const reply = everyStep.find(({ step: one }) => one.action === 'reply' && one.expect === 'through');
      await toStep(page, reply.id, reply.at);
      await act(page, reply.step);
      await untilShown(page, word('practiceWent'));
      await look('composer');
      assert.ok(step);
      assert.deepEqual(found, []);
    });

    check('without a network from then on', async (open) => {
      const page = await open();
      await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), Boolean, { what: 'the worker' });
      await site.close();
      await page.reload();
      await begun(page);
      await toStep(page, 'one-follow');
      await act(page, everyStep.find(({ id, at }) => id === 'one-follow' && at === 0).step);
      await untilPauseOn(page);
    });
  });

  describe(`practice in the extension · ${browser}`, { concurrency: 1 }, () => {
    let server, run;
    before(async () => {
      server = await startServer();
      run = await launch({ browser, server, extension: built(browser, 'test-') });
    });
    after(async () => {
      await run?.close();
      await server?.close();
    });

    test('its pages lead there, and nothing that it keeps is touched', { timeout: 120_000 }, async () => {
      for (const name of ['popup', 'welcome']) {
        const own = await run.extensionPage(`${name}.html`);
        assert.ok(await until(() => own.$eval('a[href="practice.html"]', (link) => link.textContent), Boolean, { what: 'the link' }));
        await own.close();
      }
      const page = await run.extensionPage('practice.html');
      await begun(page);
      const before = await keep(page);
      assert.equal((await titles(page)).length, readFileSync('extension/practice/starters.txt', 'utf8').trim().split('\n').length);
      const { step } = everyStep.find(({ id, at }) => id === 'one-follow' && at === 0);
      for (const choice of ['leave', 'go']) {
        await toStep(page, 'one-follow');
        await act(page, step);
        assert.equal((await untilPauseOn(page)).form, step.expect);
        await answer(page, choice);
        await untilShown(page, step[choice === 'go' ? 'went' : 'left'].you.en);
      }
      assert.deepEqual(await keep(page), before);
      assert.deepEqual(await faults(page), []);
      await cue(page, 'list');
      await give(page, 'all.json', JSON.stringify({ version: 1, title: { en: 'All', cy: 'Pob un' }, scenarios }));
      await untilOpened(page, String(scenarios.length));
      assert.equal((await titles(page)).length, scenarios.length);
      await page.close();
    });
  });
}
