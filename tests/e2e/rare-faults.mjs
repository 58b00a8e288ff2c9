// A copy of the built extension whose core traps for the asking: its module, in which every function first looks at a
// switch and runs into WebAssembly's `unreachable` if that is on. When it is thrown, a page's address says.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import binaryen from 'binaryen';

/** The module of a built core.js with such a switch, exported as `fault`. */
export function withSwitch(script) {
  const module = binaryen.readBinary(inflateRawSync(Buffer.from(script.match(/fromBase64\("([\w+/=]+)"\)/)[1], 'base64')));
  const { BulkMemory, BulkMemoryOpt, SignExt, NontrappingFPToInt, MutableGlobals } = binaryen.Features;
  module.setFeatures(BulkMemory | BulkMemoryOpt | SignExt | NontrappingFPToInt | MutableGlobals);
  module.addGlobal('fault', binaryen.i32, true, module.i32.const(0));
  module.addGlobalExport('fault', 'fault');
  for (let at = 0; at < module.getNumFunctions(); at += 1) {
    const one = module.getFunctionByIndex(at);
    const { base, body, results } = binaryen.getFunctionInfo(one);
    if (base) continue; // imported
    // It goes off with the trap: what goes on running around one is not stopped by it.
    const trap = module.block(null, [module.global.set('fault', module.i32.const(0)), module.unreachable()]);
    const look = module.if(module.global.get('fault', binaryen.i32), trap);
    binaryen.Function.setBody(one, module.block(null, [look, body], results));
  }
  assert.ok(module.validate());
  return Buffer.from(module.emitBinary());
}

// What stands before background-link.js: `?trap=WHEN` has the first core of that page run into a trap at that moment,
// `?traps=WHEN` each of them.
const PRELUDE = (module) => `
(() => {
  const own = globalThis.knockFirst;
  const asked = new URLSearchParams(location.search);
  const [when, isEach] = asked.has('traps') ? [asked.get('traps'), true] : [asked.get('trap'), false];
  const bytes = Uint8Array.fromBase64('${module.toString('base64')}');
  const { Module, Instance } = WebAssembly;
  let made = 0;
  let core;
  const trap = (now) => { if (now === when && core && (isEach || made === 1)) core.fault.value = 1; };
  WebAssembly.Module = class extends Module {
    constructor() { super(bytes); }
  };
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      made += 1;
      core = this.exports;
      trap('start');
    }
  };
  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message === 'made') reply(made);
    if (message === 'look') trap('look');
    return false;
  });
  if (asked.has('waits')) own.unpacked = new Promise(() => {});
  own.isOld = asked.has('old');
  // Before the loader hears the same.
  for (const type of ['pointerdown', 'click', 'keydown']) addEventListener(type, () => trap(type), true);
  for (const type of ['focusin', 'focusout']) addEventListener(type, () => { if (own.host?.isConnected) trap('focus'); }, true);
  chrome.storage.onChanged.addListener(() => trap('learn'));
  // Around what the core calls.
  const around = (name, before) => {
    let real;
    Object.defineProperty(own, name, {
      set: (given) => { real = given; },
      get: () => real && ((...given) => { before(...given); return real(...given); }),
    });
  };
  around('ask', () => trap('read'));
  around('now', () => { if (own.host?.isConnected) trap('shown'); });
  around('note', (task) => trap(task.split(' ')[0]));
  around('attend', (dialog) => { dialog.addEventListener('click', () => trap('answer')); });
})();
`;

/** A copy of a built extension with changes: by file, pairs of what and by what; nothing stands for the file's start. */
export async function copyOf(from, changes) {
  const folder = await mkdtemp(join(tmpdir(), 'knock-first-'));
  await cp(from, folder, { recursive: true });
  for (const [file, pairs] of Object.entries(changes)) {
    let text = await readFile(join(folder, file), 'utf8');
    for (const [what, by] of pairs) {
      assert.ok(text.includes(what), `${file} has changed: no ${what}`);
      text = text.replace(what, () => by);
    }
    await writeFile(join(folder, file), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The copy whose core traps. */
export async function trapping(from) {
  const module = withSwitch(await readFile(join(from, 'core.js'), 'utf8'));
  return copyOf(from, {
    'background-link.js': [['', PRELUDE(module)]],
    'loader.js': [['!chrome.runtime?.id', '(own.isOld || !chrome.runtime?.id)']],
  });
}
