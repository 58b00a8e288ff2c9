// What goes along with the packages: the bill of materials, the licences and the archive of sources.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { licences } from '../../tools/licences.mjs';
import { NPM_TOOLS } from '../../tools/parts.mjs';
import { sbom } from '../../tools/sbom.mjs';
import { sourceArchive, sources } from '../../tools/source.mjs';

const here = mkdtempSync(join(tmpdir(), 'knock-first-papers-'));
after(() => rmSync(here, { recursive: true, force: true }));

const bill = JSON.parse(sbom('1.2.3'));
const list = licences();
const ofCargo = bill.components.filter(({ purl }) => purl.startsWith('pkg:cargo/'));

// --- bill of materials ---------------------------------------------------------------------------

const SCHEMAS = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
const schema = (name) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.SNAPSHOT.schema.json`), 'utf8'));
const ajv = addFormats(new Ajv({ strict: false }), ['date-time', 'email', 'uri', 'uuid']);
// The names under which the schema asks for its parts.
for (const name of ['spdx', 'jsf-0.82']) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true);
const isBill = ajv.compile(schema('bom-1.6'));

test('the bill of materials is one by CycloneDX’s own schema', () => {
  assert.ok(isBill(bill), JSON.stringify(isBill.errors));
  assert.ok(!isBill({ ...bill, components: [{ name: 'a part of no type' }] }));
  assert.ok(!isBill({ ...bill, colour: 'blue' }));
});

test('every part has one row, and whatever is needed has one too', () => {
  const refs = [bill.metadata.component, ...bill.components].map((part) => part['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  assert.deepEqual(bill.dependencies.map(({ ref }) => ref).sort(), refs.toSorted());
  for (const { ref, dependsOn } of bill.dependencies) for (const needed of dependsOn) assert.ok(refs.includes(needed), `${ref} needs ${needed}`);
  const reached = new Set();
  const reach = (ref) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    bill.dependencies.find((row) => row.ref === ref).dependsOn.forEach(reach);
  };
  reach(bill.metadata.component['bom-ref']);
  assert.deepEqual([...reached].sort(), refs.toSorted(), 'a part that nothing needs');
});

test('the bill has what cargo builds with, as cargo lists it', () => {
  const tree = (edges) => new Set(execFileSync('cargo', ['tree', '--quiet', '--locked', '--target', 'wasm32-unknown-unknown', '--edges', edges, '--prefix', 'none', '--format', '{p}'], { encoding: 'utf8' })
    .split('\n').filter(Boolean).map((line) => line.match(/^(\S+) v(\S+)/).slice(1).join(' ')).filter((row) => !row.startsWith('knock-first ')));
  const rows = (parts) => new Set(parts.map(({ name, version }) => `${name} ${version}`));
  assert.deepEqual([...tree('normal,build')].filter((row) => !rows(ofCargo).has(row)), []);
  const shipped = rows(ofCargo.filter(({ scope }) => scope === 'required'));
  assert.deepEqual([...tree('normal,no-proc-macro')].filter((row) => !shipped.has(row)), []);
});

test('each part that a lock file knows has the hash that is there', () => {
  const lock = readFileSync('Cargo.lock', 'utf8');
  const hashed = bill.components.filter(({ hashes }) => hashes);
  assert.ok(hashed.length > 40);
  for (const { name, version, hashes: [{ alg, content }], purl } of hashed) {
    assert.equal(content.length, { 'SHA-256': 64, 'SHA-512': 128 }[alg], purl);
    const row = lock.indexOf(`name = "${name}"\nversion = "${version}"\n`);
    if (purl.startsWith('pkg:cargo/') && row >= 0) assert.ok(lock.slice(row).split('\n\n')[0].includes(content), purl);
  }
});

test('the tools from npm that make what ships are in the bill', () => {
  // What prints papers makes nothing that ships.
  const imported = readdirSync('tools').filter((name) => name !== 'pdf.mjs').flatMap((name) => [...readFileSync(join('tools', name), 'utf8').matchAll(/(?:from|import\() ?'([^.'][^']*)'/g)])
    .map(([, name]) => name).filter((name) => !name.startsWith('node:'));
  const run = [...readFileSync('build.sh', 'utf8').matchAll(/node_modules\/([a-z@][\w-]*)/g)].map(([, name]) => name);
  assert.deepEqual([...new Set([...imported, ...run])].sort(), NPM_TOOLS.toSorted());
  for (const name of NPM_TOOLS) assert.ok(bill.components.some(({ purl, scope }) => scope === 'excluded' && purl.startsWith(`pkg:npm/${name.replace('@', '%40')}@`)), name);
});

// --- licences ------------------------------------------------------------------------------------

test('whatever is in the module before it is stripped of names is in the list of licences', () => {
  const module = readFileSync('target/wasm/wasm32-unknown-unknown/release/knock_first.wasm', 'latin1');
  const named = [...module.matchAll(/Cs[0-9A-Za-z]*_(\d+)_?([A-Za-z]\w*)/g)].map(([, length, rest]) => rest.slice(0, Number(length)));
  const crates = new Set(named.map((name) => (['core', 'alloc', '__rustc'].includes(name) ? 'std' : name.replaceAll('-', '_'))));
  crates.delete('knock_first');
  assert.ok(['wasm_bindgen', 'web_sys', 'rlsf', 'std'].every((name) => crates.has(name)), [...crates].join(' '));
  const listed = new Set([...list.matchAll(/^(\S+) \d\S* \(.*\)$/gm)].map(([, name]) => name.replaceAll('-', '_')));
  assert.deepEqual([...crates].filter((name) => !listed.has(name)), []);
});

test('the list of licences is in the extension, with the words that it promises', () => {
  for (const browser of ['chrome', 'firefox']) assert.equal(readFileSync(`dist/${browser}/licences.txt`, 'utf8'), list);
  for (const words of ['Permission is hereby granted', 'THE SOFTWARE IS PROVIDED "AS IS"', 'UNICODE LICENSE V3', 'Binaryen']) assert.ok(list.includes(words), words);
  for (const { name, version, scope } of bill.components) {
    if (scope === 'required') assert.match(list, new RegExp(`^${name} ${version} \\(.+\\)\n    Copyright`, 'm'));
  }
});

// --- sources -------------------------------------------------------------------------------------

test('the archive has what git keeps, as it lies here, and tar reads it', () => {
  writeFileSync(join(here, 'source.tar.gz'), sourceArchive('knock-first'));
  execFileSync('tar', ['-xzf', 'source.tar.gz'], { cwd: here });
  for (const path of sources()) {
    const [ours, theirs] = [path, join(here, 'knock-first', path)];
    assert.ok(readFileSync(ours).equals(readFileSync(theirs)), path);
    assert.equal(statSync(ours).mode & 0o100, statSync(theirs).mode & 0o100, path);
  }
  const unpacked = readdirSync(join(here, 'knock-first'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.equal(unpacked.length, sources().length);
});

test('the unpacked archive makes the same archive again', () => {
  const script = "import { sourceArchive } from './tools/source.mjs'; process.stdout.write(sourceArchive('knock-first'));";
  const again = execFileSync('node', ['--input-type=module', '--eval', script], { cwd: join(here, 'knock-first'), maxBuffer: 1 << 28 });
  assert.ok(again.equals(readFileSync(join(here, 'source.tar.gz'))));
});
