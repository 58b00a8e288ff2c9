// What is downloaded, and what each crate has of the module.
import { readFile, readdir, stat } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { early } from '../../tools/manifest.mjs';
import { DATA, section } from '../../tools/module.mjs';
import { byPart } from './crates.mjs';

const KIB = 1024;

export async function sizes(add) {
  const read = (...names) => Promise.all(names.map((name) => readFile(name))).then((all) => Buffer.concat(all));
  const packed = async (...names) => gzipSync(await read(...names), { level: 9 }).length / KIB;
  const wasm = 'target/encoded/core.wasm';
  add('size zip', (await stat('target/size.zip')).size / KIB);
  add('size content script gzip', await packed(...early().map((name) => `dist/chrome/${name}`)));
  add('size wasm', (await stat(wasm)).size / KIB);
  add('size wasm gzip', await packed(wasm));
  add('size translation gzip', await packed('dist/chrome/translation.js'));
  add('size desk gzip', await packed('dist/chrome/desk.js'));
  const module = await read(wasm);
  const { from, to } = section(module, DATA);
  add('size data', (to - from) / KIB);
  const parts = await byPart('target/named.wasm');
  for (const [part, code] of Object.entries(parts)) add(`size ${part} code`, code.length / KIB);
  const recogniser = Buffer.concat([parts.recogniser, await recogniserTables()]);
  add('size recogniser gzip', gzipSync(recogniser, { level: 9 }).length / KIB);
}

/** The word lists, rules and weights as `build.rs` wrote them for the module: in it, nothing tells them from other data. */
async function recogniserTables() {
  const builds = 'target/wasm/wasm32-unknown-unknown/release/build';
  const files = (await readdir(builds)).map((name) => `${builds}/${name}/out/lexicon.rs`);
  const written = await Promise.all(files.map((file) => stat(file).then(({ mtimeMs }) => ({ file, mtimeMs }), () => [])));
  const { file } = written.flat().toSorted((one, other) => other.mtimeMs - one.mtimeMs)[0];
  const SIZES = { u8: 1, i8: 1, u16: 2, u32: 4, u128: 16 };
  const tables = (await readFile(file, 'utf8')).matchAll(/^(?:const|static) [A-Z_]+: \[(.+?); \d+\] = \[([^\]]*)\];/gms);
  const bytes = ([, type, content]) => {
    if (type === '&str') return [...Buffer.from(content.replace(/[",\s]/g, ''))];
    const size = SIZES[type.match(/[ui]\d+/)[0]];
    return content.match(/-?\d+/g).flatMap((number) => {
      const value = BigInt.asUintN(8 * size, BigInt(number));
      return Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn));
    });
  };
  return Buffer.from([...tables].flatMap(bytes));
}
