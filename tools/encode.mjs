// Turns one wasm-bindgen output into a script that defines
// `knockFirst.<encoding>()`, a function that starts a fresh copy of the core.
//
//   node tools/encode.mjs wasm        GLUE.js CORE.wasm   OUT.js
//   node tools/encode.mjs translation GLUE.js CORE.mjs    OUT.js
import { readFileSync, writeFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { shortModule, shortNames, shortText } from './shorten.mjs';

const [encoding, glueFile, coreFile, out] = process.argv.slice(2);
const original = readFileSync(glueFile, 'utf8');
const short = shortNames(original);
const glue = shortText(synchronous(original), short);

const BYTES = '@@bytes@@';

const encodings = {
  // Inlined, so that no file has to be web-accessible and starting is synchronous.
  wasm: () => `
    const text = "${BYTES}";
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
    ${glue}
    wasm_bindgen.initSync({ module: bytes });`,
  // wasm2js exports one function; the glue gets it in the place of WebAssembly.
  translation: () => `
    ${translated(shortText(readFileSync(coreFile, 'utf8'), short))}
    const WebAssembly = { Module: class {}, Instance: class { constructor(_, imports) { this.exports = asmFunc(imports); } } };
    ${glue}
    wasm_bindgen.initSync({ module: new WebAssembly.Module() });`,
};

// A byte a character: unlike base64 it compresses as well as the bytes do. The
// few characters that end a line or a string stand 256 higher.
function characters(bytes) {
  const awkward = new Set([...'\0\n\r"\\'].map((c) => c.charCodeAt(0)));
  return Array.from(bytes, (byte) => String.fromCharCode(awkward.has(byte) ? byte + 256 : byte)).join('');
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

const script = `globalThis.knockFirst = Object.assign(globalThis.knockFirst ?? {}, { ${encoding}() {
  ${encodings[encoding]()}
  return wasm_bindgen;
} });`;
const { code } = transformSync(script, { minify: true, target: 'es2022', charset: 'utf8' });
// Put in last, so that the minifier does not write control characters as escapes.
writeFileSync(out, encoding === 'wasm' ? code.replace(BYTES, () => characters(shortModule(readFileSync(coreFile), short))) : code);
