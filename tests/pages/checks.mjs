// Runs checks of the stand-in, with no extension, in both browsers.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { actsOf, launch, startServer, until } from '../e2e/harness/index.mjs';
import { BROWSERS } from '../e2e/world.mjs';

/** Waits until a post's text box has the focus, which comes after it is there: letters before are X's shortcuts. */
export const untilWriting = (page) => until(
  () => page.evaluate(() => Boolean(document.activeElement?.closest('[data-testid^="tweetTextarea_"]'))), Boolean, { what: 'the text box to have the focus' },
);

/**
 * `checks(check, world)` declares them: `check(name, path, body, options)` is one on a
 * fresh page, which must end without an error thrown into it. `world` gets `server` and
 * `rig` once they run.
 */
export function inBothBrowsers(name, checks) {
  describe(name, { concurrency: 2 }, () => {
    for (const browser of BROWSERS) {
      describe(browser, { concurrency: 1 }, () => {
        const world = {};
        before(async () => {
          world.server = await startServer({ csp: 'strict' });
          world.rig = await launch({ browser, server: world.server });
        });
        after(async () => {
          // Closed first: a browser left open would keep the whole run from ending.
          await world.rig?.close();
          await world.server?.close();
          assert.deepEqual(world.server.refused, [], 'the browser tried to reach somebody else');
        });
        const check = (title, path, body, options) => it(title, async () => {
          const page = await world.rig.open(path, options);
          await body(page);
          assert.deepEqual((await actsOf(page)).filter((a) => /^(error|hacked)/.test(a)), []);
          await page.close();
        });
        checks(check, world);
      });
    }
  });
}
