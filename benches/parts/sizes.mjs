// What is downloaded, and what each crate has of the module.
import { readFile, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { DATA, section } from '../../tools/module.mjs';
import { byPart } from './crates.mjs';

const KIB = 1024;

export async function sizes(add) {
  const read = (...names) => Promise.all(names.map((name) => readFile(name))).then((all) => Buffer.concat(all));
  const packed = async (...names) => gzipSync(await read(...names), { level: 9 }).length / KIB;
  const wasm = 'target/encoded/core.wasm';
  add('size zip', (await stat('target/size.zip')).size / KIB);
  add('size content script gzip', await packed(...['core.js', 'background-link.js', 'loader.js'].map((name) => `dist/chrome/${name}`)));
  add('size wasm', (await stat(wasm)).size / KIB);
  add('size wasm gzip', await packed(wasm));
  add('size translation gzip', await packed('dist/chrome/translation.js'));
  add('size desk gzip', await packed('dist/chrome/desk.js'));
  const module = await read(wasm);
  const { from, to } = section(module, DATA);
  add('size data', (to - from) / KIB);
  for (const [part, bytes] of Object.entries(await byPart('target/named.wasm'))) add(`size ${part} code`, bytes / KIB);
}
