// The papers for trusts: their facts are those of the code, their links lead
// somewhere, and none has lost its date.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { FACTS, documents, stale, withFacts } from '../../tools/facts.mjs';

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const papers = documents().filter((path) => path.startsWith('docs/trust/'));

test('every fact in a paper is as the code has it', () => {
  assert.deepEqual(stale(), [], 'run: node tools/facts.mjs');
});

test('a fact that has changed is seen, and so is one that nobody knows', () => {
  const text = 'Version <!-- fact: version -->0.0.0<!-- end -->.';
  assert.equal(withFacts(text, { version: () => '9.9.9' }), 'Version <!-- fact: version -->9.9.9<!-- end -->.');
  assert.equal(withFacts(text, { version: () => undefined }), text, 'what cannot be told now stays');
  assert.throws(() => withFacts(text, {}), /no such fact: version/);
});

test('every fact that is kept is told in some paper', () => {
  const texts = documents().map(read).join('\n');
  const used = new Set([...texts.matchAll(/<!-- fact: ([\w-]+) -->/g)].map(([, name]) => name));
  assert.deepEqual(Object.keys(FACTS).filter((name) => !used.has(name)), []);
});

// In a paper that is printed, a line that begins with a marker would lose its links.
test('a fact within a line does not begin it', () => {
  for (const path of papers) {
    for (const line of read(path).split('\n')) assert.doesNotMatch(line, /^ {0,3}<!-- (fact: [\w-]+|end) -->./, path);
  }
});

/** Links to files that are not there, as `from: to`. */
function broken(path, text) {
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to]) => to).filter((to) => !/^(https?|mailto):/.test(to));
  return links.filter((to) => !existsSync(new URL(to, new URL(path, root)))).map((to) => `${path}: ${to}`);
}

test('every link leads to a file that is there, and so does every test named', () => {
  assert.deepEqual(documents().flatMap((path) => broken(path, read(path))), []);
  assert.equal(broken('docs/trust/README.md', '[gone](gone.md)').length, 1);
  const named = papers.flatMap((path) => [...read(path).matchAll(/`(tests\/[\w./-]+)`/g)].map(([, to]) => to));
  assert.ok(named.length > 5);
  assert.deepEqual(named.filter((to) => !existsSync(new URL(to, root))), []);
});

test('every paper is in the index, with its date and version', () => {
  const index = read('docs/trust/README.md');
  for (const path of papers) {
    const name = path.split('/').pop();
    if (name !== 'README.md') assert.ok(index.includes(`(${name})`), `${name} is not in the index`);
    assert.match(read(path), /(Written|Ysgrifennwyd) \d{4}-\d\d-\d\d,[^]{0,80}<!-- fact: version -->/, name);
  }
  assert.ok(readdirSync(new URL('docs/trust/', root)).includes('people.cy.md'));
});
