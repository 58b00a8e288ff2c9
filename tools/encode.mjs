// Turns a module into a script that ships: it defines `knockFirst.wasm()`, which
// starts a fresh copy of the module. With what wasm2js made of it, a second
// script makes `knockFirst.translation()` start one where WebAssembly is forbidden.
//
//   node tools/encode.mjs GLUE.js CORE.wasm CORE.js [LOW.wasm LOW.mjs TRANSLATION.js]
//
// GLUE is wasm-bindgen's, CORE the module that ships, LOW the same module in
// what wasm2js understands and what wasm2js made of it.
import { readFileSync, writeFileSync } from 'node:fs';
import zopfli from '@gfx/zopfli';
import { transformSync } from 'esbuild';
import { dataSegments } from './module.mjs';

const [glueFile, coreFile, coreOut, lowFile, translatedFile, translationOut] = process.argv.slice(2);
const glue = synchronous(readFileSync(glueFile, 'utf8'));
const core = readFileSync(coreFile);

// Inlined, so that no file has to be web-accessible; packed, because what a
// browser reads at every page is paid for at every page. The glue is given
// what makes an instance under WebAssembly's own name.
const PACKED = '@@packed@@';
const BY_TRANSLATION = `
    translation: () => begin({
      Module: class { constructor(bytes) { this.bytes = bytes; } },
      Instance: class { constructor(module, imports) { this.exports = knockFirst.translated(imports, module.bytes); } },
    }),`;
const coreScript = `(() => {
  let bytes;
  const packed = Uint8Array.fromBase64("${PACKED}");
  const unpacked = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')))
    .arrayBuffer().then((whole) => { bytes = new Uint8Array(whole); });
  const begin = (WebAssembly) => {
    if (!bytes) throw new Error('not unpacked yet');
    ${glue}
    wasm_bindgen.initSync({ module: bytes });
    return wasm_bindgen;
  };
  globalThis.knockFirst = {
    unpacked,
    wasm: () => begin(WebAssembly),
    ${lowFile ? BY_TRANSLATION : ''}
  };
})();`;

// The translation's data are those of the module, so they ship once. It comes
// last, and calls for the start that may be waiting for it. The outer
// function is called at once, or a browser would read through all of it twice.
const translationScript = () => `(() => {
  let module;
  ${translated(readFileSync(translatedFile, 'utf8'))}
  knockFirst.translated = (imports, bytes) => {
    module = bytes;
    return asmFunc(imports);
  };
  knockFirst.start?.();
})();`;

const minified = (script) => transformSync(script, { minify: true, target: 'es2022', charset: 'utf8' }).code;
// Put in last: the minifier need not read it.
writeFileSync(coreOut, minified(coreScript).replace(PACKED, await pack(core)));
if (lowFile) writeFileSync(translationOut, minified(translationScript()));

async function pack(bytes) {
  const packed = await new Promise((done, failed) => {
    zopfli.deflate(bytes, { numiterations: 40, blocksplittingmax: 0 }, (error, whole) => (error ? failed(error) : done(whole)));
  });
  return Buffer.from(packed).toString('base64');
}

function translated(source) {
  // The module's own start, which its importer would run, is the glue's business here.
  let body = cut(source.replace(/^import .*$/gm, ''), 'var retasmFunc = asmFunc(', undefined);
  // Instead of what wasm2js writes out in text.
  body = cut(body, 'var base64ReverseLookup', 'function initActiveSegments(');
  const filled = body.match(/function initActiveSegments\(imports\) {(\s+base64DecodeToExistingUint8Array\(bufferView, \d+, "[\w+/=]*"\);)+\s+}/);
  if (!filled) throw new Error('wasm2js output has changed: data not found');
  // Not by subarray: in Firefox what was unpacked belongs to the page, which will not say what it was made by.
  body = body.replace(filled[0], `function initActiveSegments() {
    for (const [from, size, place] of ${JSON.stringify(shared())}) bufferView.set(new Uint8Array(module.buffer, from, size), place);
  }`);
  // The glue notices a grown memory by its old buffer being detached. wasm2js
  // copies and leaves the old one as it was, and strings would come out empty.
  const grown = /(function __wasm_memory_grow[\s\S]*?)(\bbuffer = newBuffer;)/;
  if (!grown.test(body)) throw new Error('wasm2js output has changed: memory growth not found');
  return body.replace(grown, '$1structuredClone(buffer, { transfer: [buffer] }); $2');
}

// Where in the module that ships the translation finds its data: from, how many
// bytes, and the place in memory. They must be the data it was made of.
function shared() {
  const low = readFileSync(lowFile);
  const [ours, theirs] = [dataSegments(core), dataSegments(low)];
  const same = ours.length === theirs.length && ours.every(({ at, length, place }, number) => {
    const other = theirs[number];
    return place === other.place && core.subarray(at, at + length).equals(low.subarray(other.at, other.at + other.length));
  });
  if (!same) throw new Error('the translation is of other data than the module');
  return ours.map(({ at, length, place }) => [at, length, place]);
}

// The glue without its second, asynchronous way to start, which would bring a
// network call into what ships.
function synchronous(text) {
  const loaded = cut(text, 'async function __wbg_load(', 'function initSync(');
  return cut(loaded, 'let __wbg_init_promise;', 'return Object.assign(').replace('Object.assign(__wbg_init, ', 'Object.assign(');
}

// The text without what stands from one landmark up to another, or to the end.
function cut(text, from, to) {
  const [start, end] = [text.indexOf(from), to === undefined ? text.length : text.lastIndexOf(to)];
  if (start < 0 || end < start) throw new Error(`generated code has changed: "${from}" not found before "${to}"`);
  return text.slice(0, start) + text.slice(end);
}
