// One account read: natively by Criterion, in the browser by the same core in
// both encodings, and looked through by plain JavaScript's list of words. The
// accounts are those that benches/recognise.rs chooses.
import { cp, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { changed, PLAIN, within } from '../rig.mjs';
import { built } from '../../tests/e2e/world.mjs';

const ROWS = 'tests/corpus/dev';
const SCRIPTS = ['bench-core.js', 'bench-translation.js'];
const RUNS = 30;
const OVER = 200;
const NATIVE = { 'read median native': 'median bio', 'read longest native': 'longest bio and post' };

/** What Criterion has just measured, sample by sample. */
export async function native(add) {
  for (const [figure, name] of Object.entries(NATIVE)) {
    const { iters, times } = JSON.parse(await readFile(`target/criterion/read/${name}/new/sample.json`, 'utf8'));
    times.forEach((nanoseconds, at) => add(figure, nanoseconds / iters[at] / 1000));
  }
}

export async function reading(add, browser) {
  const accounts = await ends();
  const extension = await changed(built(browser), {});
  for (const file of SCRIPTS) await cp(join('target/gallery', file), join(extension.dir, file));
  await within({ browser, csp: 'wasm', extension: extension.dir }, async ({ rig }) => {
    for (const [header, encoding] of [['wasm', 'wasm'], ['strict', 'translation']]) {
      // Firefox lets WebAssembly run whatever the header says.
      const page = await rig.extensionPage('popup.html');
      await page.evaluate(load, SCRIPTS, encoding);
      for (const [which, { handle, name, bio, location, post }] of Object.entries(accounts)) {
        for (let run = 0; run < RUNS; run += 1) {
          const took = await page.evaluate((fields, over) => {
            const before = performance.now();
            globalThis.reader.readOften(...fields, over);
            return (performance.now() - before) / over;
          }, [handle, name, bio, location, post].map((field) => field ?? ''), OVER);
          add(`read ${which} ${browser} ${header}`, took * 1000);
        }
      }
      await page.close();
    }
  });
  await extension.remove();
}

/** Runs in the extension's page. */
async function load(scripts, encoding) {
  for (const file of scripts) {
    const script = document.createElement('script');
    script.src = file;
    await new Promise((done) => { script.onload = done; document.body.append(script); });
  }
  await globalThis.knockFirst.unpacked;
  globalThis.reader = globalThis.knockFirst[encoding]();
}

export async function readingPlain(add, browser) {
  const { median } = await ends();
  await within({ browser, csp: 'wasm', extension: PLAIN, welcomes: false }, async ({ rig }) => {
    const page = await rig.open('/home');
    const popup = await rig.extensionPage('popup.html');
    for (let run = 0; run < RUNS; run += 1) {
      const took = await popup.evaluate(async (text, over) => {
        for (const { id } of await chrome.tabs.query({})) {
          const answer = await chrome.tabs.sendMessage(id, { read: [text, over] }).catch(() => undefined);
          if (answer) return answer.took;
        }
        throw new Error('no content script answered');
      }, median.bio, OVER * 10);
      add(`read median plain ${browser}`, took * 1000);
    }
    await popup.close();
    await page.close();
  });
}

/** As benches/recognise.rs has it. */
async function ends() {
  const accounts = [];
  for (const file of (await readdir(ROWS)).sort()) {
    const rows = (await readFile(join(ROWS, file), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    accounts.push(...rows.filter(({ id }) => id !== undefined));
  }
  const length = (text) => Buffer.byteLength(text ?? '');
  const sorted = accounts.toSorted((a, b) => length(a.bio) - length(b.bio));
  const longestPost = accounts.reduce((longest, one) => (length(one.post) >= length(longest.post) ? one : longest));
  return {
    median: { ...sorted[Math.floor(sorted.length / 2)], post: undefined },
    longest: { ...sorted.at(-1), post: longestPost.post },
  };
}
