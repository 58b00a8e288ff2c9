// The editor of scenario packs: file and form follow each other, every fault has
// its line, and what was not declared invented cannot be saved.
// One round, in each browser: nothing in it races, and more rounds would take
// a minute and a half of everybody's time.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after } from 'node:test';
import { until } from './harness/index.mjs';
import { SITE, axeFaults, isWide, keptBy, siteSuite, textOf } from './site-pages.mjs';

const ready = () => Boolean(document.querySelector('#state')?.textContent);
const example = JSON.parse(await readFile(new URL('../../src/practice/example.json', import.meta.url), 'utf8'));

const folder = await mkdtemp(join(tmpdir(), 'knock-first-'));
after(() => rm(folder, { recursive: true, force: true }));
const file = async (name, text) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

const said = (page) => textOf(page, '#said');
const untilSaid = (page, words) => until(() => said(page), (text) => text.includes(words), { what: words });
const state = (page) => textOf(page, '#state');
const untilState = (page, words) => until(() => state(page), (text) => text.includes(words), { what: words });
const json = (page) => page.$eval('#json', (box) => box.value);
const pack = async (page) => JSON.parse(await json(page));
const faults = (page) => page.$$eval('#faults li', (all) => all.map((one) => one.textContent));
const at = (path) => `[data-path="${path}"]`;
const show = (page, path) => page.$eval(at(path), (control) => {
  for (let around = control.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
});

/** Writes the whole file anew, as pasting it would. */
const write = (page, text) => page.$eval('#json', (box, value) => {
  box.value = value;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}, text);

/** Fills in one field of the form with the keyboard. */
async function fill(page, path, text) {
  await show(page, path);
  await page.click(at(path), { count: 3 });
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await until(() => json(page), (written) => written.includes(text), { what: `${text} in the file` });
}

async function open(page, path) {
  const input = await page.$('#file');
  await input.uploadFile(path);
}

siteSuite('editor', { ready, downloads: folder }, (check) => {
  check('it begins with an example, as a form, as a file and as what it comes to', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    assert.equal(await state(page), 'Nothing is wrong with it.');
    assert.deepEqual(await pack(page), example);
    assert.equal(await page.$eval(at('/accounts/0/handle'), (field) => field.value), 'fern_kf');
    assert.match(await textOf(page, '#preview'), /The allotment.*Fern Bell @fern_kf.*Following or subscribing: An ordinary pause.*A nurse follows Fern/);
    assert.deepEqual(page.faults, []);
  });

  check('what is filled in is in the file, and what is written in the file is in the form', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await fill(page, '/title/en', 'The potting shed');
    assert.equal((await pack(page)).title.en, 'The potting shed');
    await show(page, '/steps/0/action');
    await page.select(at('/steps/0/action'), 'notify');
    assert.equal((await pack(page)).steps[0].action, 'notify');
    await show(page, '/accounts/0/followsYou');
    await page.click(at('/accounts/0/followsYou'));
    assert.equal((await pack(page)).accounts[0].followsYou, true);
    await write(page, JSON.stringify({ ...example, scene: { en: 'Rain.', cy: 'Glaw.' } }, null, 1));
    assert.equal(await page.$eval(at('/scene/cy'), (field) => field.value), 'Glaw.');
    assert.match(await textOf(page, '#preview'), /Rain\./);
    await page.click('[data-language=cy]');
    assert.match(await textOf(page, '#preview'), /Glaw\..*Saib cyffredin/);
  });

  check('every fault has its line, and a press goes there', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await fill(page, '/grade', '7');
    await untilState(page, 'To be mended: 1');
    const line = (await json(page)).split('\n').findIndex((row) => row.includes('"grade"')) + 1;
    assert.deepEqual(await faults(page), [`Line ${line} Grade, 1 to 3 (grade): It can be a whole number, 1–3.`]);
    await page.click('#faults button');
    const marked = await page.$eval('#json', (box) => box.value.slice(box.selectionStart, box.selectionEnd));
    assert.match(marked, /^ *"grade": 7,$/);
    assert.equal(await page.$eval('#json', (box) => box === document.activeElement), true);
    await page.click('[data-language=cy]');
    assert.match((await faults(page))[0], new RegExp(`^Llinell ${line} .*Gall fod yn rhif cyfan`));
  });

  check('who was not declared invented is refused, and the pack is not saved', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await fill(page, '/steps/0/say/en', 'Ask @ivy_kf to follow?');
    await untilState(page, 'To be mended: 1');
    assert.match((await faults(page))[0], /“ivy_kf” was not declared invented/);
    await page.click('#save');
    await untilSaid(page, 'Nothing was saved');
    await show(page, '/invented/0');
    await page.click('[data-add="/invented"]');
    await fill(page, '/invented/6', 'ivy_kf');
    await untilState(page, 'Nothing is wrong');
  });

  check('lists grow and shrink, and one scenario becomes a pack', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await show(page, '/aims/0/en');
    await page.click('[data-add="/aims"]');
    assert.equal((await pack(page)).aims.length, 2);
    assert.equal(await page.$eval('[data-add="/aims"]', (button) => button === document.activeElement), true);
    await page.click('[data-remove="/aims/1"]');
    assert.deepEqual(await pack(page), example);
    await page.click('#more');
    assert.equal((await pack(page)).scenarios.length, 2);
    assert.equal(await page.$eval('#which', (choice) => choice.value), '1');
    await fill(page, '/title/en', 'Two of them');
    await fill(page, '/scenarios/1/id', 'the-shed');
    assert.equal((await pack(page)).scenarios[1].id, 'the-shed');
    assert.equal((await pack(page)).title.en, 'Two of them');
    await page.select('#which', '0');
    assert.equal(await page.$eval(at('/scenarios/0/id'), (field) => field.value), 'the-allotment');
    await page.select('#which', '1');
    await page.click('#remove');
    assert.equal((await pack(page)).scenarios.length, 1);
    await untilState(page, 'Nothing is wrong');
  });

  check('the preview says where the tool does otherwise than the scenario says', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await show(page, '/steps/0/expect');
    await page.select(at('/steps/0/expect'), 'firm');
    assert.match(await textOf(page, '#preview .does'), /An ordinary pause/);
    assert.match(await textOf(page, '#preview .fault'), /The scenario says otherwise: A firm pause/);
    await fill(page, '/accounts/0/bio/en', 'No professionals, please.');
    assert.match(await textOf(page, '#preview .does'), /A firm pause/);
    assert.equal(await page.$('#preview .fault'), null);
  });

  check('a blank scenario says what its author has to fill in', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    await page.click('#blank');
    assert.match(await state(page), /^To be mended: \d+$/);
    assert.match(await textOf(page, '#preview'), /can be seen here once nothing is to be mended/);
    await page.click('#example');
    await untilState(page, 'Nothing is wrong');
  });

  check('files are opened, whatever is in them', async ({ open: visit }) => {
    const page = await visit('editor.html?lang=en');
    for (const [name, text, told] of [
      ['broken.json', '{\n  "version": 1,\n  "id": ', /^Line 3 .*cannot be read from here on/],
      ['empty.json', '', /^Line 1 .*cannot be read/],
      ['page.html', '<script>document.title = "hacked"</script>', /^Line 1 .*cannot be read/],
      ['long.json', `{"id": "${'x'.repeat(2_000_000)}"}`, /too long: 1048576 bytes at most/],
      ['bytes.json', Buffer.from([0xff, 0xfe, 0x00, 0x7b]), /^Line 1 .*cannot be read/],
      ['markup.json', JSON.stringify({ ...example, title: { en: '<img src=x onerror=document.title="hacked">', cy: 'x' }, colour: 1 }), /Nothing is called “colour” here/],
    ]) {
      await open(page, await file(name, text));
      await until(() => faults(page), (all) => all.some((one) => told.test(one)), { what: `${name}: ${told}` });
    }
    await open(page, await file('good.json', JSON.stringify({ ...example, title: { en: '<b>Bold</b>', cy: 'x' } })));
    await untilState(page, 'Nothing is wrong');
    assert.equal(await textOf(page, '#preview h3'), '<b>Bold</b>');
    assert.equal(await page.title(), 'Write your own');
    assert.deepEqual(page.faults, []);
  });

  check('what is saved is what was written', async ({ open: visit, browser }) => {
    const page = await visit('editor.html?lang=en');
    if (browser === 'chromium') {
      const tools = await page.createCDPSession();
      await tools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    }
    await fill(page, '/id', `my-own-${browser}`);
    await page.click('#save');
    await untilSaid(page, 'Saved');
    const path = join(folder, `my-own-${browser}.json`);
    const text = await until(() => readFile(path, 'utf8').catch(() => ''), Boolean, { what: path });
    assert.equal(text, await json(page));
    assert.deepEqual(JSON.parse(text), { ...example, id: `my-own-${browser}` });
  });

  check('nothing leaves and nothing is kept', async ({ open: visit, site }) => {
    const page = await visit('editor.html?lang=en');
    const loaded = site.requests.length;
    await fill(page, '/title/en', 'The potting shed');
    await page.click('#more');
    assert.deepEqual([...site.requests.slice(loaded), ...site.refused.filter((url) => url.includes('localhost'))], []);
    assert.deepEqual(await keptBy(page), { local: {}, session: {}, cookies: '', databases: 0, history: null, address: '?lang=en' });
  });

  check('it keeps to the rules of accessibility, and fits a telephone', async ({ open: visit }) => {
    for (const language of ['en', 'cy']) {
      const page = await visit(`editor.html?lang=${language}`, { width: 360, height: 740 });
      await page.$$eval('#form details', (all) => { for (const one of all) one.open = true; });
      await fill(page, '/grade', '7');
      assert.deepEqual(await page.$$eval('[data-say], #form legend, #form summary, #form label, #form button, #faults li, option:not(#which option)', (all) => all.filter((one) => !one.textContent.trim()).map((one) => one.outerHTML)), []);
      assert.deepEqual(await axeFaults(page), [], language);
      assert.equal(await isWide(page), false, language);
      await page.setViewport({ width: 1600, height: 900 });
      assert.deepEqual(await axeFaults(page), [], language);
    }
  });

  check('it works from a folder without a server', async ({ open: visit }) => {
    const page = await visit('editor.html', { base: pathToFileURL(SITE).href });
    assert.deepEqual(await pack(page), example);
  });

  // Last: from then on the practice page's worker serves what is asked for, and asks for itself.
  check('the pack is played on the stage, by the practice page itself', async ({ open: visit }) => {
    for (const base of [undefined, pathToFileURL(SITE).href]) {
      const page = await visit('editor.html?lang=en', { base });
      await fill(page, '/grade', '7');
      await untilState(page, 'To be mended: 1');
      await page.click('#play');
      await untilSaid(page, 'cannot be played yet');
      assert.equal(await page.$('#stage iframe'), null);
      await fill(page, '/grade', '1');
      await fill(page, '/title/en', 'The potting shed');
      await untilState(page, 'Nothing is wrong');
      await page.click('#play');
      const played = () => page.frames().find((frame) => frame.url().includes('index.html'));
      const text = () => played()?.evaluate(() => document.body.innerText).catch(() => '') ?? '';
      await until(text, (words) => words.includes('The potting shed'), { what: 'the scenario on the stage' });
      assert.ok(!(await text()).includes('One follow'));
    }
  });
});
