// A copy of the built extension in which what seldom happens can be had for the asking. Its core traps: every function of
// its module first looks at a switch and runs into WebAssembly's `unreachable` if that is on; when it is thrown, a page's
// address says. Its background is denied storage, or gets it late. And what there is to see of it: its popup, its memory.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import binaryen from 'binaryen';
import { until } from './harness/index.mjs';

/** The module of a built core.js with such a switch, exported as `fault`. */
function withSwitch(script) {
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
  around('told', () => trap('answer'));
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

const READ = 'Promise.resolve().then(() => area.get(null))';
/** A background that is denied storage, or gets it late, from when it is told so; and a popup that is denied it. */
const MOODY = {
  'background.js': [
    [READ, `Promise.resolve()
      .then(() => (mood === 'denied' && area === local ? Promise.reject(new Error('denied')) : area.get(null)))
      .then((found) => (mood === 'slow' && area === local ? new Promise((done) => { setTimeout(done, 700, found); }) : found))`],
    ['const SIGNS =', 'let mood; const SIGNS ='],
    ["if (message === 'refused')", "if (message?.mood) mood = message.mood; if (message === 'refused')"],
  ],
  'page.js': [['return await area.get(null);', "if (location.hash === '#denied' && area === local) throw new Error('denied'); return await area.get(null);"]],
};
/** The copy. */
export async function rare(from) {
  const module = withSwitch(await readFile(join(from, 'core.js'), 'utf8'));
  return copyOf(from, {
    ...MOODY,
    'background-link.js': [['', PRELUDE(module)]],
    // No browser lets a message through to a script that is older than the extension: what it would say is had by this.
    'loader.js': [['if (BEGINS.has(event.type)) {', "if (BEGINS.has(event.type)) { if (own.isOld) return stop('stopped');"]],
  });
}

/** Has the copy's background denied storage, or given it late: `denied`, `slow`; anything else makes it sound again. */
export async function isIn(run, mood) {
  const desk = await run.extensionPage('privacy.html');
  await desk.evaluate((word) => chrome.runtime.sendMessage({ mood: word }).catch(() => {}), mood);
  await desk.close();
}

/** Runs in a page of ours: fills storage to the brim, and says why it took no more. */
export async function fill() {
  const { local } = chrome.storage;
  // Not one letter over and over, which Firefox packs.
  const noise = (size) => {
    let text = '';
    while (text.length < size) text += crypto.getRandomValues(new Uint8Array(49_152)).toBase64();
    return text.slice(0, size);
  };
  // Chromium says how much there is. In Firefox a write that failed may have made room for another.
  if (local.QUOTA_BYTES) await local.set({ filler: noise(local.QUOTA_BYTES - await local.getBytesInUse() - 20) });
  let why;
  let nth = 0;
  for (const size of local.QUOTA_BYTES ? [200, 20] : [1e5, 2e4, 5e3, 1e3, 200, 20]) {
    for (let failed = 0; failed < 3; nth += 1) {
      const fault = await local.set({ [`filler${nth}`]: noise(size) }).then(() => '', String);
      failed = fault ? failed + 1 : 0;
      why ??= fault || undefined;
    }
  }
  return why;
}

// --- what there is to see --------------------------------------------------------------------------

/**
 * The popup beside a tab of X that stays in front, as it does beside a popup; `body` is given a way to read it, once it
 * is `good`, and one to press in it.
 */
export async function popupOver(run, tab, body, hash = 'over') {
  const desk = await run.extensionPage('privacy.html');
  const reads = (good = ({ status }) => status) => until(() => desk.evaluate(inPopup, hash), (seen) => seen && good(seen), { what: 'the popup' });
  try {
    await tab.bringToFront();
    await desk.evaluate((url) => chrome.tabs.create({ url: chrome.runtime.getURL(url), active: false }), `popup.html#${hash}`);
    return await body({ reads, presses: (button) => desk.evaluate(inPopup, hash, button) });
  } finally {
    await desk.evaluate(inPopup, hash, undefined, true);
    await desk.close();
  }
}
/** Runs in a page of ours: what the popup says; or presses in it; or closes it. */
function inPopup(hash, button, isDone) {
  const found = chrome.extension.getViews({ type: 'tab' }).find(({ location }) => location.hash === `#${hash}`);
  if (isDone) return found?.close();
  if (button) return found.document.querySelector(button).click();
  const part = (id) => found?.document.getElementById(id);
  return part('status') && {
    lang: found.document.documentElement.lang.slice(0, 2), state: part('state').textContent, status: part('status').textContent,
    said: part('said')?.textContent, isUnstarted: part('unstarted').hidden === false,
  };
}
/** What it says of that tab. */
export const statusOver = (run, tab) => popupOver(run, tab, async ({ reads }) => (await reads()).status);
/** What it says once it has been asked to ask nothing for an hour. */
export const restOver = (run, tab, hash) => popupOver(run, tab, async ({ reads, presses }) => {
  await reads();
  await presses('[data-task="rest hour"]');
  return (await reads(({ said }) => said)).said;
}, hash);

/** What the content script in the only open page of X answers. */
export async function answerTo(run, message) {
  const answers = await run.told(message);
  assert.equal(answers.length, 1, String(answers));
  return answers[0];
}

/** What the browser and all that it started take of memory, each shared page counted once, in MB. */
export function memoryOf(root) {
  const parents = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(pid), Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[1]));
    } catch { /* gone meanwhile */ }
  }
  const isOurs = (pid) => pid === root || (parents.has(pid) && isOurs(parents.get(pid)));
  let kilobytes = 0;
  for (const pid of [...parents.keys()].filter(isOurs)) {
    try {
      kilobytes += Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+)/m)[1]);
    } catch { /* gone meanwhile */ }
  }
  return Math.round(kilobytes / 1024);
}
