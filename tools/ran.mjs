// Whether the tests that docs/promises.md names have run. As a reporter of
// `node --test` it writes a line for each test that ended; called with that
// file it fails if a named end-to-end test is not among those that passed.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A line of JSON for each test that ended: name, how it ended, and what it said. */
export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const { error } = data.details ?? {};
    yield `${JSON.stringify({
      name: data.name,
      ended: data.skip !== undefined || data.todo !== undefined ? 'skipped' : type.slice('test:'.length),
      // Only what the test itself found wrong, not a browser that did not start.
      of: error?.failureType,
      said: error && String(error.cause?.message ?? error.cause ?? error),
    })}\n`;
  }
}

/** What such a file holds. */
export const ended = (path) => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

/** The tests that docs/promises.md names, in the order in which it does. */
export const named = () => [...readFileSync(new URL('../docs/promises.md', import.meta.url), 'utf8')
  .matchAll(/^- `([^`]+)`: `([^`]+)`$/gm)].map(([, file, name]) => ({ file, name }));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = ended(process.argv[2]);
  const wanted = named().filter(({ file }) => file.endsWith('.mjs'));
  // Node tells the file in which a test was declared, for most of them world.mjs;
  // tests/house.rs sees that the name is one of the file that is named.
  const unproven = wanted.filter(({ name }) => {
    const of = all.filter((test) => test.name.includes(name));
    return of.length === 0 || of.some((test) => test.ended !== 'pass');
  });
  for (const { file, name } of unproven) console.error(`docs/promises.md names a test that did not run and pass: ${file}: ${name}`);
  console.log(`${wanted.length - unproven.length} of ${wanted.length} end-to-end tests that docs/promises.md names have run and passed`);
  process.exitCode = Number(unproven.length > 0 || wanted.length === 0);
}
