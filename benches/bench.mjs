// `./build.sh bench`: speed, size and idle cost as one table, and the same as
// target/bench.json: figure -> {median, min, max, runs, unit, budget}. It judges
// nothing; what is over its budget is marked.
//
//   node benches/bench.mjs [PART...]
import { readFile, writeFile } from 'node:fs/promises';
import { BROWSERS, HEADERS } from '../tests/e2e/world.mjs';
import { gestures, gesturesPlain, questions } from './parts/gestures.mjs';
import { load, scroll } from './parts/load.mjs';
import { native, reading, readingPlain } from './parts/reading.mjs';
import { sizes } from './parts/sizes.mjs';
import { start, startPlain } from './parts/start.mjs';

const inEach = (...parts) => async (add) => {
  for (const browser of BROWSERS) for (const part of parts) await part(add, browser);
};
const underEach = (part) => async (add) => {
  for (const browser of BROWSERS) for (const csp of HEADERS) await part(add, browser, csp);
};
const PARTS = {
  sizes: [sizes],
  reading: [native, inEach(reading, readingPlain)],
  start: [underEach(start), inEach(startPlain)],
  gestures: [underEach(gestures), inEach(gesturesPlain)],
  questions: [underEach(questions)],
  load: [load],
  scroll: [scroll],
};

/** What stands in braces in the names of figures. */
const PLACES = { browser: ['chromium', 'firefox'], header: HEADERS, who: ['ours', 'plain', 'none'] };

const measured = new Map();
const add = (figure, value) => measured.set(figure, [...measured.get(figure) ?? [], value]);
const wanted = process.argv.slice(2);
for (const [part, measures] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  console.error(`measuring ${part}`);
  for (const measure of measures) await measure(add);
}

const rows = (await readFile(new URL('figures.tsv', import.meta.url), 'utf8')).split('\n')
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
const table = {};
for (const [name, unit, budget] of rows) {
  const pattern = new RegExp(`^${name.replace(/\{(\w+)\}/g, (_, which) => `(${PLACES[which].join('|')})`)}$`);
  for (const [figure, values] of measured) {
    if (!pattern.test(figure)) continue;
    const sorted = values.toSorted((a, b) => a - b);
    table[figure] = {
      median: sorted[Math.floor(sorted.length / 2)], min: sorted[0], max: sorted.at(-1), runs: sorted.length,
      unit, budget: budget === '-' ? null : Number(budget),
    };
  }
}
const unknown = [...measured.keys()].filter((figure) => !table[figure]);
if (unknown.length > 0) throw new Error(`not in benches/figures.tsv: ${unknown.join(', ')}`);

const short = (number) => (number >= 100 ? number.toFixed(0) : number.toPrecision(3));
console.log(`${'figure'.padEnd(44)} ${'median'.padStart(8)} ${'least'.padStart(8)} ${'most'.padStart(8)}  runs  unit  budget`);
for (const [figure, { median, min, max, runs, unit, budget }] of Object.entries(table)) {
  const over = budget !== null && median > budget ? '  over' : '';
  console.log(`${figure.padEnd(44)} ${[median, min, max].map((one) => short(one).padStart(8)).join(' ')} ${String(runs).padStart(5)}  ${unit.padEnd(4)}  ${String(budget ?? '').padStart(6)}${over}`);
}
await writeFile('target/bench.json', `${JSON.stringify(table, null, 1)}\n`);
