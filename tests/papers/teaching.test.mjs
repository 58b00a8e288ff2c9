// What is printed for teaching can be read by everybody: each page passes axe, each PDF is tagged
// and has a title and a language, and what is to fit on one page does. One browser, once: paper
// does not change from one round to the next.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { chromium, page, write } from '../../tools/pdf.mjs';

const folder = mkdtempSync(join(tmpdir(), 'papers-'));
const TEACHING = 'docs/teaching';
const papers = readdirSync(TEACHING).map((name) => join(TEACHING, name));
let browser;

before(async () => {
  execFileSync('node', ['tools/scenario-cards.mjs', folder]);
  papers.push(...readdirSync(folder).map((name) => join(folder, name)));
  await write(folder, papers);
  browser = await puppeteer.launch({ executablePath: chromium(), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test('every paper is there in both languages', () => {
  const names = papers.map((path) => basename(path, '.md'));
  assert.ok(names.length >= 10);
  for (const name of names) assert.ok(names.includes(name.endsWith('.cy') ? name.slice(0, -3) : `${name}.cy`), name);
});

test('every page passes axe', async () => {
  const tab = await browser.newPage();
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
  for (const path of papers) {
    await tab.goto(pathToFileURL(join(folder, `${basename(path, '.md')}.html`)).href);
    await tab.evaluate(axe);
    // The colours of a hundred paragraphs are those of the first.
    const rules = { 'color-contrast': { enabled: !path.includes('scenario-cards') } };
    const { violations } = await tab.evaluate((chosen) => globalThis.axe.run(document, { rules: chosen }), rules);
    assert.deepEqual(violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes[0].html}`), []);
  }
});

test('every PDF is tagged, and has a title and its language', () => {
  for (const path of papers) {
    const pdf = readFileSync(join(folder, `${basename(path, '.md')}.pdf`), 'latin1');
    assert.match(pdf, /\/MarkInfo\s*<<[^>]*\/Marked true/, path);
    assert.match(pdf, /\/Title\s*[(<]./, path);
    assert.ok(pdf.includes(`/Lang (${path.endsWith('.cy.md') ? 'cy' : 'en'})`), path);
  }
});

test('what is broken is refused, and what is written is only words', async () => {
  const broken = (name, text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  assert.throws(() => page(broken('a.md', 'no heading')), /no title/);
  const long = broken('b.md', `# Long\n\n<!-- one page -->\n\n${'A paragraph.\n\n'.repeat(200)}`);
  await assert.rejects(write(folder, [long]), /one page/);
  const linked = page(broken('c.md', '# A & B\n\n[b](b.md) [gone](d.md) [web](https://example.org)'), [join(folder, 'b.md')]);
  assert.match(linked.html, /<title>A &#38; B</);
  assert.match(linked.html, /href="b\.pdf"/);
  assert.doesNotMatch(linked.html, /d\.md|d\.pdf/);
});
