// Copies of the extension that time themselves, and the browser around them.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, startServer } from '../tests/e2e/harness/index.mjs';
import { built } from '../tests/e2e/world.mjs';

/** The same job in plain JavaScript, to know what WebAssembly costs. */
export const PLAIN = fileURLToPath(new URL('plain', import.meta.url));

// Else Firefox tells whole milliseconds.
const EXACT = { 'privacy.reduceTimerPrecision': false };

/** Runs `measure({rig, server})` with a browser that has this extension, or none. */
export async function within({ browser, csp, extension, welcomes = true }, measure) {
  const server = await startServer({ csp });
  const rig = await launch({ browser, server, extension, prefs: EXACT, welcomes });
  try {
    return await measure({ rig, server });
  } finally {
    await rig.close();
    await server.close();
  }
}

/** A copy of a built extension with changes to its files: `{file: [[from, to], …]}`; `from` may be a pattern. */
export async function changed(folder, changes) {
  const dir = await mkdtemp(join(tmpdir(), 'knock-first-'));
  await cp(folder, dir, { recursive: true });
  for (const [file, pairs] of Object.entries(changes)) {
    let text = await readFile(join(dir, file), 'utf8').catch(() => ''); // or a new one
    for (const [from, to] of pairs) {
      const after = text.replace(from, to);
      if (after === text) throw new Error(`${file} has changed: no ${from}`);
      text = after;
    }
    await writeFile(join(dir, file), text);
  }
  return { dir, remove: () => rm(dir, { recursive: true }) };
}

/**
 * A copy whose loader times itself and its listener, which takes each event `over` times, since the browser's clock is
 * coarse: what is let through changes nothing, so it may. For it a minute passes at every look at the clock, or it
 * would soon have read as many accounts as it may in one.
 */
export const timed = (browser, over = 1) => changed(built(browser), {
  'core.js': [
    [/^/, 'globalThis.began = performance.now();'],
    [/\w+\.initSync\(/, 'globalThis.offered=$&'],
  ],
  'manifest.json': [['"translation.js"', '"mark.js", "translation.js"']],
  'mark.js': [[/^/, 'globalThis.reading = performance.now();']],
  'translation.js': [[/knockFirst\.start\?\.\(\)/, '(globalThis.read=performance.now()-reading,$&)']],
  'loader.js': [
    ['(() => {\n', '(() => {\n  const times = [];\n  let [ready, pressed] = [0, 0];\n'],
    ['  own.told = ', "  own.painted = (at) => times.push({ type: 'painted', took: at - performance.timeOrigin - pressed });\n$&"],
    ['  const start = () => {\n', `  const start = () => {
    const before = performance.now();
    begin();
    if (core) ready ||= performance.now() - before;
  };
  const begin = () => {\n`],
    ['  function hear(event) {\n', `  function hear(event) {
    const before = performance.now();
    for (let time = 0; time < ${over}; time += 1) heard(event);
    if (event.isTrusted) times.push({ type: event.type, took: (performance.now() - before) / ${over} });
    if (own.host && ['click', 'keydown'].includes(event.type)) pressed = event.timeStamp;
  }
  function heard(event) {\n`],
    ["if (message === 'status') reply(status);", "if (message === 'status') reply({ times, listeners, core: ready, translation: globalThis.read ?? null, memory: globalThis.offered?.memory?.buffer.byteLength, status });"],
    ['  chrome.runtime.onMessage.addListener', '  const listeners = performance.now() - began;\n  chrome.runtime.onMessage.addListener'],
  ],
  // The question's frame tells when it has been painted for the second time with the focus in it.
  'question.js': [['port.onmessage = (later) => more(later.data);', `port.onmessage = (later) => {
        more(later.data);
        requestAnimationFrame(() => requestAnimationFrame(() => port.postMessage(['painted', performance.timeOrigin + performance.now()])));
      };`]],
  'frame.js': [["if (name === 'lost')", "if (name === 'painted') own.painted(...told);\n      else $&"]],
  'background-link.js': [['own.now = () => Date.now()', 'let passed = 0;\n  own.now = () => (passed += 60_000) + Date.now()']],
});

/** What the content script of the one open page says, once it has started. */
export async function asked(rig) {
  const popup = await rig.extensionPage('popup.html');
  const told = await popup.evaluate(async () => {
    for (;;) {
      for (const { id } of await chrome.tabs.query({})) {
        const answer = await chrome.tabs.sendMessage(id, 'status').catch(() => undefined);
        if (answer?.times && answer.status !== 'waiting' && answer.translation !== null) return answer;
      }
    }
  });
  await popup.close();
  return told;
}
