// Prints how long the content script takes on the main thread, from its first
// line until the gate is ready: median (least to most) of 20 loads in each
// browser under each shape of X's header.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, startServer } from './harness/index.mjs';
import { BROWSERS, HEADERS, built } from './world.mjs';

const LOADS = 20;

for (const browser of BROWSERS) {
  for (const csp of HEADERS) {
    const extension = await timed(browser);
    const server = await startServer({ csp });
    const prefs = { 'privacy.reduceTimerPrecision': false }; // else Firefox tells whole milliseconds
    const rig = await launch({ browser, server, extension, prefs });
    await rig.open('/home').then((page) => page.close()); // the session learns what the header allows
    const times = [];
    for (let load = 0; load < LOADS; load += 1) {
      const page = await rig.open('/home');
      times.push(await spent(rig));
      await page.close();
    }
    await rig.close();
    await server.close();
    await rm(extension, { recursive: true });
    const sum = (part) => median(times.map(part));
    const all = times.map(({ listeners, core }) => listeners + core).sort((a, b) => a - b);
    console.log(`${browser.padEnd(9)} ${csp.padEnd(7)} ${times.at(-1).status.padEnd(12)} listeners ${sum((t) => t.listeners).toFixed(1)} ms, core ${sum((t) => t.core).toFixed(1)} ms, together ${median(all).toFixed(1)} ms (${all[0].toFixed(1)} to ${all.at(-1).toFixed(1)}), ${LOADS} loads`);
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** A copy of the extension whose loader times itself, from the first content script's first line. */
async function timed(browser) {
  const dir = await mkdtemp(join(tmpdir(), 'knock-first-'));
  await cp(built(browser), dir, { recursive: true });
  const core = await readFile(join(dir, 'core.js'), 'utf8');
  await writeFile(join(dir, 'core.js'), `globalThis.began = performance.now();${core}`);
  const loader = await readFile(join(dir, 'loader.js'), 'utf8');
  const changes = [
    ["(() => {\n", "(() => {\n  const times = { listeners: began, core: 0 };\n"],
    ["  const start = () => {\n", "  const start = () => {\n    const before = performance.now();\n    begin();\n    times.core += performance.now() - before;\n  };\n  const begin = () => {\n"],
    ["reply(status)", "reply({ ...times, status })"],
    ["  chrome.runtime.onMessage.addListener", "  times.listeners = performance.now() - times.listeners;\n  chrome.runtime.onMessage.addListener"],
  ];
  const instrumented = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the loader has changed: ${from}`);
    return text.replace(from, to);
  }, loader);
  await writeFile(join(dir, 'loader.js'), instrumented);
  return dir;
}

async function spent(rig) {
  const page = await rig.extensionPage('popup.html');
  const answer = await page.evaluate(async () => {
    for (;;) {
      for (const { id } of await chrome.tabs.query({})) {
        const told = await chrome.tabs.sendMessage(id, 'status').catch(() => undefined);
        if (told && told.status !== 'waiting') return told;
      }
    }
  });
  await page.close();
  return answer;
}
