// What goes to the stores: no text is longer than its field, and the pictures
// are taken of the extension at work, in the sizes that are asked for.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');

/** The text under a heading, without the markers of facts. */
function section(path, heading) {
  const found = read(path).split(/\n(?=## )/).find((part) => part.startsWith(`## ${heading}\n`));
  assert.ok(found, `${path} has ${heading}`);
  return found.replace(`## ${heading}\n`, '').replace(/<!--[^]*?-->/g, '').trim();
}

/** What is wrong with a text's length; counted as people count, not in bytes. */
function off(text, least, most) {
  const length = [...text].length;
  return length < least || length > most ? `${length} characters, not ${least} to ${most}` : undefined;
}

const FIELDS = [['Name', 1, 45], ['Short text', 1, 132], ['Summary', 1, 250], ['Description', 250, 10_000]];

for (const language of ['en', 'cy']) {
  const path = `docs/store/${language}.md`;
  test(`the texts fit their fields, ${language}`, () => {
    for (const [heading, least, most] of FIELDS) assert.equal(off(section(path, heading), least, most), undefined, heading);
    const terms = section(path, 'Search terms').split('\n').map((line) => line.replace('- ', ''));
    assert.ok(terms.length <= 7 && terms.every((term) => [...term].length <= 30), terms.join(', '));
    assert.ok(terms.join(' ').split(' ').length <= 21);
  });

  test(`the description says what must be known first, ${language}`, () => {
    const says = { en: [/no board of people/i, /live site/, /often wrong/, /look for people/, /nothing to do with X/], cy: [/bwrdd o bobl/, /safle byw/, /anghywir yn aml/, /chwilio am bobl/, /ddim i'w wneud ag X/] };
    for (const what of says[language]) assert.match(section(path, 'Description'), what);
  });
}

test('purpose and reasons fit their fields, and there is one for each permission', () => {
  for (const heading of ['Single purpose', 'Reason: storage', 'Reason: access to X\'s pages', 'Notes for reviewers']) {
    assert.equal(off(section('docs/store/privacy.md', heading), 1, 1000), undefined, heading);
  }
  assert.deepEqual(JSON.parse(read('manifest.json')).permissions, ['storage']);
});

test('a text that is too long or too short is found', () => {
  assert.equal(off('ŵ'.repeat(45), 1, 45), undefined);
  assert.match(off('ŵ'.repeat(46), 1, 45), /^46/);
  assert.match(off('', 1, 45), /^0/);
});

test('the pictures are taken, in the sizes that are asked for', { timeout: 180_000 }, () => {
  execFileSync(process.execPath, [fileURLToPath(new URL('tests/e2e/listing.mjs', root))], { stdio: 'pipe' });
  const folder = new URL('dist/listing/', root);
  const names = readdirSync(folder);
  for (const name of names) {
    const png = readFileSync(new URL(name, folder));
    const [width, height, colours] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
    assert.deepEqual([width, height], name === 'tile.png' ? [440, 280] : [1280, 800], name);
    assert.equal(colours, 2, `${name} has no transparency`);
    assert.ok(png.length > 5_000, `${name} is not blank`);
  }
  for (const language of ['en', 'cy']) assert.equal(names.filter((name) => name.startsWith(`${language}-`)).length, 5);
});
