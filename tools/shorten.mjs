// wasm-bindgen names what passes between core and glue by function and hash;
// the names stand twice in what ships and hardly compress. This gives them
// short ones, and leaves out what the core offers and the glue never takes.
//
//   node tools/shorten.mjs GLUE.js CORE.wasm OUT.js OUT.wasm
import { readFileSync, writeFileSync } from 'node:fs';
import { EXPORTS, IMPORTS, leb, section, toLeb, withSection } from './module.mjs';

const [glueFile, coreFile, outGlue, outCore] = process.argv.slice(2);
const glue = readFileSync(glueFile, 'utf8');
const core = readFileSync(coreFile);

const module = new WebAssembly.Module(core);
const imports = WebAssembly.Module.imports(module);
const word = (name) => new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, '\\$&')}(?![\\w$])`, 'g');
const taken = WebAssembly.Module.exports(module).map(({ name }) => name).filter((name) => word(`wasm.${name}`).test(glue));
// Names of functions that the loader calls are theirs as well as the core's.
const generated = taken.filter((name) => name.includes('wbindgen') || name.includes('wasm_bindgen'));
const short = new Map([...new Set(imports.flatMap(({ module: from, name }) => [from, name])), ...generated]
  .map((name, at) => [name, `i${at.toString(36)}`]));
for (const name of short.keys()) if (!word(name).test(glue)) throw new Error(`generated code has changed: the glue has no ${name}`);

/** The entries of a section, each read by `entry` from a reader and given back as bytes, or not. */
function entries(id, entry) {
  const { from, to } = section(core, id);
  let [count, at] = leb(core, from);
  const text = () => {
    const [length, start] = leb(core, at);
    at = start + length;
    return core.toString('utf8', start, at);
  };
  // A kind in a byte, and a number.
  const kind = () => {
    const start = at;
    [, at] = leb(core, at + 1);
    return core.subarray(start, at);
  };
  const kept = [];
  for (; count > 0; count -= 1) {
    const bytes = entry(text, kind);
    if (bytes) kept.push(bytes);
  }
  if (at !== to) throw new Error(`section ${id} is not understood`);
  return Buffer.concat([Buffer.from(toLeb(kept.length)), ...kept]);
}

const written = (name) => {
  const bytes = Buffer.from(short.get(name) ?? name);
  return Buffer.from([...toLeb(bytes.length), ...bytes]);
};
const given = entries(IMPORTS, (text, kind) => {
  const [from, name, what] = [text(), text(), kind()];
  if (what[0] !== 0) throw new Error('an import that is not a function');
  return Buffer.concat([written(from), written(name), what]);
});
const offered = entries(EXPORTS, (text, kind) => {
  const [name, what] = [text(), kind()];
  return (taken.includes(name) || name === 'memory') && Buffer.concat([written(name), what]);
});

writeFileSync(outCore, withSection(withSection(core, EXPORTS, offered), IMPORTS, given));
writeFileSync(outGlue, [...short].reduce((text, [name, other]) => text.replace(word(name), other), glue));
