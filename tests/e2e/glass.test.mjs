// The looking glass: what it answers is what the extension's engine would do, in
// the very dialog, and nothing that is put into it goes or stays anywhere.
// One round, in each browser: it is drawn and answered within a press, nothing in it
// races, and more rounds would take a minute and a half of everybody's time.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { pauseOf, pressInPause, until, untilNoPause, untilPause } from './harness/index.mjs';
import { SITE, axeFaults, isWide, keptBy, siteSuite, textOf } from './site-pages.mjs';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('dist/chrome/manifest.json', root), 'utf8'));
const ready = () => Boolean(document.querySelector('#engine').textContent);
const BIO = "Ex-inpatient, living with bipolar. Researchers: please don't follow. Buns.";

const said = (page) => textOf(page, '#said');
const untilSaid = (page, words) => until(() => said(page), (text) => text.includes(words), { what: words });
const acts = (page) => page.$$eval('#acts > li', (all) => all.map((one) => one.textContent));
const isFound = (page) => page.$eval('#found', (part) => !part.hidden);

async function look(page, bio) {
  await page.$eval('#bio', (box) => { box.value = ''; });
  await page.type('#bio', bio);
  await page.click('button.main');
  await until(() => isFound(page), Boolean, { what: 'the answer' });
}

/** Ctrl and a letter, as for copying and pasting. */
async function press(page, letter) {
  await page.keyboard.down('Control');
  await page.keyboard.press(letter);
  await page.keyboard.up('Control');
}

siteSuite('glass', { ready }, (check) => {
  check('it says what it is not for, and which engine it is', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    assert.match(await textOf(page, '.notice'), /your own words only.*not for reading other people's bios.*nothing is kept/i);
    assert.match(await textOf(page, '#engine'), new RegExp(`Knock First ${version.replaceAll('.', '\\.')},`));
    assert.equal(await page.$('input[type=file], [contenteditable]'), null);
  });

  check('it answers for every act, mode and role, and marks the words it rests on', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    await look(page, BIO);
    assert.deepEqual(await page.$$eval('#texts mark', (all) => all.map((one) => one.textContent)), ['Ex-inpatient', 'living with bipolar', "Researchers: please don't follow"]);
    assert.match(await textOf(page, '#marks'), /“?living with bipolar”? may speak of your own experience/);
    assert.match(await textOf(page, '#marks'), /Who is meant: researchers ?What about: following ?How: please do not/);
    const follow = (await acts(page))[0];
    assert.match(follow, /Following/);
    assert.match(follow, /how people describe themselves\. If the reader's work is: Nursing or caring at first handA pause: your words suggest lived experience/);
    assert.match(follow, /what people ask for\. If the reader's work is: Nursing or caring at first handNothing is asked/);
    assert.match(follow, /work is: Studying, Teaching, Research, Something else, or not saidA firm pause/);
    const all = (await acts(page)).join('\n');
    for (const name of ['Following', 'Replying', 'Quoting', 'Writing a message', 'Adding to a list', 'notifications', 'hashtag', 'Bookmarking', 'Copying a link']) {
      assert.ok(all.includes(name), name);
    }
    assert.deepEqual(page.faults, []);
  });

  check('people in touch are met lightly, and words that mean nothing to it are said to', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    await page.click('#inTouch');
    await look(page, 'Living with bipolar.');
    assert.match((await acts(page))[0], /A light pause: you are in touch already/);
    await look(page, 'Buns and bell-ringing.');
    assert.match(await textOf(page, '#marks'), /None of these words count/);
    assert.match((await acts(page))[0], /Following.*Nothing is asked/);
  });

  check('the pause is the very dialog, and the answer to it does nothing', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    await look(page, 'No professionals, please. Living with bipolar.');
    const button = '[data-open="follow described nurse"]';
    await page.focus(button);
    await page.keyboard.press('Enter');
    const pause = await untilPause(page);
    assert.equal(pause.name, 'Before you follow');
    assert.deepEqual(pause.buttons, ['Leave it', 'Go on']);
    assert.equal(pause.modal, true);
    await pressInPause(page, 'Show the words');
    await until(() => pauseOf(page), (seen) => seen.marked.join().includes('No professionals'), { what: 'the words' });
    await pressInPause(page, 'Leave it');
    await untilNoPause(page);
    await untilSaid(page, 'You chose to leave it');
    assert.equal(await page.$eval(button, (one) => one === document.activeElement), true);
    await page.click('[data-open="tag described nurse"]');
    assert.equal((await untilPause(page)).name, 'Before you post with this hashtag');
    await pressInPause(page, 'Go on');
    await untilSaid(page, 'You chose to go on');
  });

  check('every wording offered can be tried and copied, and says what is understood of it', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    const offered = await page.$$eval('#wordings code', (all) => all.map((one) => one.textContent));
    assert.equal(offered.length, 11);
    await page.click('[data-try="#NoHCPs"]');
    await until(() => isFound(page), Boolean, { what: 'the answer' });
    assert.match((await acts(page))[0], /A firm pause/);
    await page.click('[data-try="#NoQuote"]');
    assert.equal(await page.$eval('#bio', (box) => box.value), '#NoHCPs #NoQuote');
    await page.click('[data-copy="Please don\'t quote or screenshot."]');
    await untilSaid(page, 'Copied.');
    await page.click('[type=reset]');
    assert.equal(await isFound(page), false);
    await page.focus('#bio');
    await press(page, 'v');
    await until(() => page.$eval('#bio', (box) => box.value), (text) => text === "Please don't quote or screenshot.", { what: 'what was copied' });
    await page.click('[data-language=cy]');
    const welsh = await textOf(page, '#wordings');
    assert.match(welsh, /#DimProffesiynol/);
    assert.match(welsh, /Gofynnwch cyn dilyn, os gwelwch yn dda\.\s*Nid yw Cnoc Cyntaf yn deall y geiriau hyn eto/);
  });

  check('Welsh is spoken, in the pause too', async ({ open }) => {
    const page = await open('glass.html?lang=cy');
    assert.equal(await page.$eval('html', (html) => html.lang), 'cy');
    assert.deepEqual(await page.$$eval('[data-say]', (all) => all.filter((one) => !one.textContent.trim()).map((one) => one.dataset.say)), []);
    await look(page, 'Living with bipolar.');
    assert.match((await acts(page))[0], /Saib: mae eich geiriau'n awgrymu profiad byw/);
    await page.click('[data-open]');
    assert.equal((await untilPause(page)).name, 'Cyn i chi ddilyn');
    await pressInPause(page, 'Gadael');
    await untilSaid(page, 'Fe ddewisoch chi adael');
  });

  check('an unknown language is said to be one', async ({ open }) => {
    const page = await open('glass.html?lang=tlh');
    assert.match(await said(page), /does not speak “tlh”/);
    assert.equal(await page.$eval('html', (html) => html.lang), 'en');
  });

  check('what is too long to be a bio is not looked at', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    await page.evaluate(() => {
      const other = Object.assign(document.createElement('textarea'), { id: 'other', value: 'x'.repeat(1_000_000) });
      document.body.append(other);
      other.select();
    });
    await press(page, 'c');
    await page.$eval('#other', (other) => other.remove());
    await page.focus('#bio');
    await press(page, 'v');
    await untilSaid(page, 'longer than anybody');
    assert.equal(await page.$eval('#bio', (box) => box.value), '');
    await page.$eval('#bio', (box) => { box.value = 'Living with bipolar. '.repeat(40); });
    await page.click('button.main');
    await untilSaid(page, '500 letters at most');
    assert.equal(await isFound(page), false);
    await page.click('[type=reset]');
    await page.click('summary');
    await page.type('#name', 'x'.repeat(61));
    await page.click('button.main');
    await untilSaid(page, 'at most. Nothing was looked at');
    await page.click('[type=reset]');
    await page.click('button.main');
    await untilSaid(page, 'no words to look at yet');
  });

  check('no script, address, file or drop has it look', async ({ open }) => {
    const page = await open('glass.html?lang=en&bio=Living%20with%20bipolar#bio=Living%20with%20bipolar');
    assert.equal(await page.$eval('#bio', (box) => box.value), '');
    await page.evaluate(() => {
      const form = document.querySelector('#form');
      form.querySelector('#bio').value = 'Living with bipolar.';
      form.dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    });
    assert.equal(await isFound(page), false);
    const dropped = await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['Living with bipolar.'], 'bios.txt', { type: 'text/plain' }));
      return document.querySelector('#bio').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    assert.equal(dropped, false);
    await untilSaid(page, 'takes no files');
    assert.equal(await isFound(page), false);
  });

  check('nobody goes through a list with it: after twenty looks in a minute it asks to wait', async ({ open }) => {
    const page = await open('glass.html?lang=en');
    await look(page, 'Living with bipolar.');
    for (let looks = 1; looks < 20; looks += 1) {
      await page.focus('button.main');
      await page.keyboard.press('Enter');
    }
    assert.equal(await isFound(page), true);
    await page.focus('button.main');
    await page.keyboard.press('Enter');
    await untilSaid(page, 'many looks in a minute');
    assert.equal(await isFound(page), false);
  });

  check('nothing leaves and nothing is kept', async ({ open, site }) => {
    const page = await open('glass.html?lang=en');
    const loaded = site.requests.length;
    assert.ok(loaded > 0);
    await look(page, BIO);
    await page.click('[data-open]');
    await untilPause(page);
    await pressInPause(page, 'Leave it');
    await untilNoPause(page);
    assert.deepEqual([...site.requests.slice(loaded), ...site.refused.filter((url) => url.includes('localhost'))], []);
    assert.deepEqual(await keptBy(page), { local: {}, session: {}, cookies: '', databases: 0, history: null, address: '?lang=en' });
    await page.reload();
    await page.waitForFunction(ready);
    assert.equal(await page.$eval('#bio', (box) => box.value), '');
    assert.equal(await isFound(page), false);
  });

  check('it keeps to the rules of accessibility, and fits a telephone', async ({ open }) => {
    for (const language of ['en', 'cy']) {
      const page = await open(`glass.html?lang=${language}`, { width: 360, height: 740 });
      await look(page, BIO);
      assert.deepEqual(await axeFaults(page), [], language);
      assert.equal(await isWide(page), false, language);
      await page.setViewport({ width: 1280, height: 900 });
      assert.deepEqual(await axeFaults(page), [], language);
    }
  });

  check('it works from a folder without a server', async ({ open }) => {
    const page = await open('glass.html', { base: pathToFileURL(SITE).href });
    await look(page, 'Living with bipolar.');
    assert.equal((await acts(page)).length > 0, true);
  });

  check('without WebAssembly it says what to do, and still says what it is', async ({ open }) => {
    const page = await open('glass.html?lang=en', {
      before: () => { delete globalThis.WebAssembly; },
      waits: () => !document.querySelector('#unstarted').hidden,
    });
    assert.match(await textOf(page, '#unstarted'), /needs WebAssembly/);
    assert.match(await textOf(page, '.notice'), /your own words only/i);
    assert.deepEqual(page.faults, []);
  });

  check('the practice page leads there in the language it speaks, and it works without a network from then on', async ({ open, site }) => {
    const page = await open('index.html?lang=cy', { waits: () => 'ready' in document.documentElement.dataset });
    await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)), Boolean, { what: 'the worker' });
    await until(() => page.evaluate(() => caches.keys().then(([name]) => caches.open(name)).then((kept) => kept.match('glass.js')).then(Boolean)), Boolean, { what: 'the kept copy' });
    await site.close();
    const shown = await page.$$eval('#others a', (all) => all.map((link) => link.innerText.trim()));
    assert.deepEqual(shown, ["Beth mae'n ei weld", 'Ysgrifennu eich rhai eich hun']);
    await page.click('#others a[href^="glass.html"]');
    await page.waitForFunction(ready);
    assert.equal(await page.$eval('html', (html) => html.lang), 'cy');
    await look(page, 'Living with bipolar.');
    assert.match((await acts(page))[0], /Saib/);
  });
});
