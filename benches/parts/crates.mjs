// How many bytes of a module's code are whose, by the names that the linker
// gave. What was drawn into another function counts as that function's.
import { readFile } from 'node:fs/promises';
import { CODE, CUSTOM, leb, sections } from '../../tools/module.mjs';

const FUNCTIONS = 1;
/** Parts of this crate that are told by name; what is elsewhere in it is the rest. */
const OWN = { recognise: 'recogniser', reflect: 'reflection', page: 'page', web: 'web' };

/** The code of each part, by its name. */
export async function byPart(file) {
  const bytes = await readFile(file);
  const names = functionNames(bytes);
  const { from } = sections(bytes).find(({ id }) => id === CODE);
  let [count, at] = leb(bytes, from);
  const parts = {};
  for (let index = importedFunctions(bytes); count > 0; count -= 1, index += 1) {
    const [length, body] = leb(bytes, at);
    const part = partOf(names.get(index) ?? '');
    (parts[part] ??= []).push(bytes.subarray(at, body + length));
    at = body + length;
  }
  return Object.fromEntries(Object.entries(parts).map(([part, bodies]) => [part, Buffer.concat(bodies)]));
}

function partOf(name) {
  const own = name.match(/knock_first\[\w+\]::(\w+)/);
  if (own) return OWN[own[1]] ?? 'other own';
  return /(^|[^\w])(std|core|alloc|compiler_builtins)\[/.test(name) ? 'std' : 'other crates';
}

function functionNames(bytes) {
  for (const { from, to } of sections(bytes).filter(({ id }) => id === CUSTOM)) {
    let [word, at] = text(bytes, from);
    while (word === 'name' && at < to) {
      const part = bytes[at];
      const [length, start] = leb(bytes, at + 1);
      if (part === FUNCTIONS) return pairs(bytes, start);
      at = start + length;
    }
  }
  throw new Error('the module has no names: it must be bound without stripping them');
}

function pairs(bytes, start) {
  let [count, at] = leb(bytes, start);
  const names = new Map();
  for (let index, name; count > 0; count -= 1) {
    [index, at] = leb(bytes, at);
    [name, at] = text(bytes, at);
    names.set(index, name);
  }
  return names;
}

function text(bytes, at) {
  const [length, start] = leb(bytes, at);
  return [bytes.toString('utf8', start, start + length), start + length];
}

function importedFunctions(bytes) {
  return WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ kind }) => kind === 'function').length;
}
