// One browser, one shape of X's header, one build of the extension; and the
// loop that runs every check in each of them, as often as asked.
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, startServer } from './harness/index.mjs';

const dist = (name) => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));

/** How often each check runs: a check that passes only sometimes is a failing check. */
const ROUNDS = Number(process.env.ROUNDS ?? 1);

/** Both, or the one named by BROWSER. */
export const BROWSERS = ['chromium', 'firefox'].filter((browser) => [undefined, '', browser].includes(process.env.BROWSER));
export const HEADERS = ['wasm', 'strict'];

/** The built extension for a browser; `test-` builds differ in the open shadow root alone. */
export const built = (browser, prefix = '') => dist(`${prefix}${browser === 'firefox' ? 'firefox' : 'chrome'}`);

/**
 * Declares a suite: `checks(check, world)` registers checks; each gets a page
 * opener that closes what it opened. `page` are options of the stand-in; `once` is
 * for suites that are too slow for every round, and say so.
 */
export function suite(name, { browser, csp, extension = built(browser), page = {}, prefs = {}, args = [], welcomes = true, once = false }, checks) {
  describe(`${name} · ${browser} · ${csp}`, { concurrency: 1 }, () => {
    const world = { browser, csp };
    before(async () => {
      world.server = await startServer({ csp, page });
      world.run = await launch({ browser, server: world.server, extension: await extension, prefs, args, welcomes });
    });
    after(async () => {
      await world.run?.close();
      await world.server?.close();
    });
    const rounds = once ? 1 : ROUNDS;
    const check = (title, body) => {
      for (let round = 1; round <= rounds; round += 1) {
        test(`${title}${rounds > 1 ? ` (${round})` : ''}`, { timeout: 60_000 }, async () => {
          const opened = [];
          // Nothing that was asked before counts, unless a check is about that.
          const open = async (path, { remembers = false, ...options } = {}) => {
            if (!remembers && world.run.id) await world.run.forget();
            const tab = await world.run.open(path, options);
            if (world.run.id) await world.run.ready();
            tab.setDefaultTimeout(15_000);
            opened.push(tab);
            return tab;
          };
          try {
            await body({ ...world, open });
          } finally {
            for (const tab of opened) await tab.close().catch(() => {});
          }
        });
      }
    };
    checks(check, world);
  });
}

/** The same suite in every browser under every header. */
export function everywhere(name, checks, options = {}) {
  for (const browser of BROWSERS) {
    for (const csp of HEADERS) suite(name, { browser, csp, ...options }, checks);
  }
}

/**
 * The same suite in every browser under one header each: for what has nothing to do
 * with headers. Chromium gets the one under which the translation runs.
 */
export function inEachBrowser(name, checks, options = {}) {
  for (const browser of BROWSERS) {
    suite(name, { browser, csp: browser === 'firefox' ? 'wasm' : 'strict', ...options }, checks);
  }
}
