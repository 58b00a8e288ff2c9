// A copy of the built extension in which faults can be had for the asking, by an event in the page; and
// what there is to measure of it.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The clock runs fast, or nobody would be asked about after the first twenty in a minute.
const LINK = `
(() => {
  const own = globalThis.knockFirst;
  let due, ahead = 0;
  own.fails = (name) => {
    if (due !== name) return;
    due = undefined;
    throw new Error('broken on purpose');
  };
  const { note } = own;
  own.note = (task) => { own.fails('note'); note(task); };
  own.now = () => Date.now() + (ahead += 4000);
  const memories = [];
  const notes = (exports) => { for (const one of Object.values(exports)) if (one?.buffer && one.grow) memories.push(one); };
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      notes(this.exports);
    }
  };
  // It comes later than this.
  let translated;
  Object.defineProperty(own, 'translated', {
    get: () => translated,
    set: (real) => {
      translated = (...given) => {
        const exports = real(...given);
        notes(exports);
        return exports;
      };
    },
  });
  const bytes = () => memories.reduce((all, { buffer }) => all + buffer.byteLength, 0);
  addEventListener('soak', ({ detail }) => {
    const answer = {
      ready: () => own.status(), memory: bytes,
      back: () => { ahead -= 400 * 86_400_000; }, forth: () => { ahead += 400 * 86_400_000; },
      full: () => { own.tell('full'); },
    }[detail];
    if (!answer) due = detail;
    document.documentElement.dataset.soak = String(answer?.() ?? '');
  });
})();
`;

const BACKGROUND = `
for (const kind of ['error', 'unhandledrejection']) addEventListener(kind, (event) => session.set({ [kind]: String(event.reason ?? event.message) }));
`;

const CHANGES = {
  'background-link.js': [['', LINK]],
  'loader.js': [
    ['core?.hear(event)', "(BEGINS.has(event.type) && own.fails('core'), core?.hear(event))"],
    ['own.ask = (node, question) => {', "own.status = () => status; own.ask = (node, question) => { own.fails('ask');"],
  ],
  'background.js': [
    ['=> area.set(values).then(', '=> (failing-- > 0 ? Promise.reject(new Error("full")) : area.set(values)).then('],
    ["if (message === 'refused')", "if (message === 'full') failing = 6; if (message === 'refused')"],
    ['const SIGNS =', 'let failing = 0; const SIGNS ='],
    ['', BACKGROUND],
  ],
};

/** The copy: its folder, and how to remove it. */
export async function faulty(from) {
  const folder = await mkdtemp(join(tmpdir(), 'knock-first-soak-'));
  await cp(from, folder, { recursive: true });
  for (const [file, changes] of Object.entries(CHANGES)) {
    let text = await readFile(join(folder, file), 'utf8');
    for (const [what, by] of changes) {
      if (what && !text.includes(what)) throw new Error(`${file} has changed: no ${what}`);
      text = what ? text.replace(what, () => by) : text + by;
    }
    await writeFile(join(folder, file), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Says a word to the copy in a page, and what it answers. */
export const tell = (page, word) => page.evaluate((detail) => {
  const html = document.documentElement;
  dispatchEvent(new CustomEvent('soak', { detail }));
  const answer = html.dataset.soak;
  delete html.dataset.soak;
  return answer;
}, word);

/** Stops the background, as the browser may at any time. Firefox has no word for it. */
export async function kill(run) {
  if (run.browser !== 'chromium') return;
  const worker = run.puppet.targets().find((target) => target.type() === 'service_worker' && target.url().endsWith('/background.js'));
  await (await worker?.worker())?.close().catch(() => {}); // stopped already
}

const sessions = new WeakMap();

/** What the page holds, after the rubbish has been taken out. */
export async function memoryOf(page, run) {
  const elements = await page.evaluate(() => document.getElementsByTagName('*').length);
  const wasm = Number(await tell(page, 'memory') ?? 0);
  if (run.browser !== 'chromium') return { elements, wasm };
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  const cdp = sessions.get(page);
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners, elements, wasm };
}
