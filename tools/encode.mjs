// Turns one wasm-bindgen output into a script that defines
// `knockFirst.<encoding>()`, a function that starts a fresh copy of the core.
//
//   node tools/encode.mjs wasm        GLUE.js CORE.wasm   OUT.js
//   node tools/encode.mjs translation GLUE.js CORE.mjs    OUT.js
import { readFileSync, writeFileSync } from 'node:fs';
import zopfli from '@gfx/zopfli';
import { transformSync } from 'esbuild';
import { shortModule, shortNames, shortText } from './shorten.mjs';

const [encoding, glueFile, coreFile, out] = process.argv.slice(2);
const original = readFileSync(glueFile, 'utf8');
const short = shortNames(original);
const glue = shortText(synchronous(original), short);

const PACKED = '@@packed@@';

const encodings = {
  // Inlined, so that no file has to be web-accessible; packed, because what a
  // browser reads at every page is paid for at every page.
  wasm: () => ({
    before: `
      let bytes;
      const packed = Uint8Array.fromBase64("${PACKED}");
      const unpacked = new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')))
        .arrayBuffer().then((whole) => { bytes = whole; });`,
    shared: 'unpacked,',
    body: `
      if (!bytes) throw new Error('not unpacked yet');
      ${glue}
      wasm_bindgen.initSync({ module: bytes });`,
  }),
  // wasm2js exports one function; the glue gets it in the place of WebAssembly.
  translation: () => ({
    before: '',
    shared: '',
    body: `
      ${translated(shortText(readFileSync(coreFile, 'utf8'), short))}
      const WebAssembly = { Module: class {}, Instance: class { constructor(_, imports) { this.exports = asmFunc(imports); } } };
      ${glue}
      wasm_bindgen.initSync({ module: new WebAssembly.Module() });`,
  }),
};

async function pack(bytes) {
  const packed = await new Promise((done, failed) => {
    zopfli.deflate(bytes, { numiterations: 15 }, (error, whole) => (error ? failed(error) : done(whole)));
  });
  return Buffer.from(packed).toString('base64');
}

function translated(source) {
  // The module's own start, which its importer would run, is the glue's business here.
  const body = cut(source.replace(/^import .*$/gm, ''), 'var retasmFunc = asmFunc(', undefined);
  // The glue notices a grown memory by its old buffer being detached. wasm2js
  // copies and leaves the old one as it was, and strings would come out empty.
  const grown = /(function __wasm_memory_grow[\s\S]*?)(\bbuffer = newBuffer;)/;
  if (!grown.test(body)) throw new Error('wasm2js output has changed: memory growth not found');
  return body.replace(grown, '$1structuredClone(buffer, { transfer: [buffer] }); $2');
}

// The glue without its second, asynchronous way to start, which would bring a
// network call into what ships.
function synchronous(glue) {
  const loaded = cut(glue, 'async function __wbg_load(', 'function initSync(');
  return cut(loaded, 'let __wbg_init_promise;', 'return Object.assign(').replace('Object.assign(__wbg_init, ', 'Object.assign(');
}

// The text without what stands from one landmark up to another, or to the end.
function cut(text, from, to) {
  const [start, end] = [text.indexOf(from), to === undefined ? text.length : text.lastIndexOf(to)];
  if (start < 0 || end < start) throw new Error(`generated code has changed: "${from}" not found before "${to}"`);
  return text.slice(0, start) + text.slice(end);
}

const { before, shared, body } = encodings[encoding]();
const script = `(() => {
  ${before}
  globalThis.knockFirst = Object.assign(globalThis.knockFirst ?? {}, { ${shared} ${encoding}() {
    ${body}
    return wasm_bindgen;
  } });
})();`;
const { code } = transformSync(script, { minify: true, target: 'es2022', charset: 'utf8' });
// Put in last: the minifier need not read it.
writeFileSync(out, encoding === 'wasm' ? code.replace(PACKED, await pack(shortModule(readFileSync(coreFile), short))) : code);
