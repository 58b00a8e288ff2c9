// Takes out of a WebAssembly module the code that words a panic's message. In
// a browser nobody could read it: a panic ends in a trap either way, which the
// loader meets by letting the gesture through.
//
//   node tools/snip.mjs MODULE.wasm OUT.wasm
import { readFileSync, writeFileSync } from 'node:fs';
import binaryen from 'binaryen';

const WORDS_A_PANIC = new RegExp([
  /^core\[\w+\]::panicking::\w+$/,
  /^core\[\w+\]::(option|result|cell|str|slice)::(\w+::)*\w*(_fail|_failed|panic_already_\w+)(_rt)?$/,
  /^alloc\[\w+\]::(alloc::handle_alloc_error|raw_vec::handle_error|raw_vec::capacity_overflow)$/,
  /^core\[\w+\]::fmt::|^<.* as core\[\w+\]::fmt::\w+>::/,
  /^std\[\w+\]::(panicking|alloc)::(?!panic_count)\w+(::\{closure#\d+\})?$/,
].map((pattern) => pattern.source).join('|'));

const [from, to] = process.argv.slice(2);
const module = binaryen.readBinary(readFileSync(from));
const found = Array.from({ length: module.getNumFunctions() }, (_, at) => binaryen.getFunctionInfo(module.getFunctionByIndex(at)))
  .filter(({ name, module: imported }) => !imported && WORDS_A_PANIC.test(name));
if (found.length === 0) throw new Error('no panicking code found: the module carries no names, or they have changed');
for (const { name, params, results } of found) {
  module.removeFunction(name);
  module.addFunction(name, params, results, [], module.unreachable());
}
writeFileSync(to, module.emitBinary());
