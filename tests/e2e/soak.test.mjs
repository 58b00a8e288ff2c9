// The short form of `./build.sh soak`: three page loads of random gestures with faults, in each browser. One
// round only, whatever ROUNDS says: a soak is many rounds by itself.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { soak, summary } from './soak.mjs';
import { plan, STRETCH } from './soak-plan.mjs';
import { BROWSERS } from './world.mjs';

const SEED = 1;

test('a seed says all that is done', () => {
  assert.deepEqual(plan(SEED, STRETCH), plan(SEED, STRETCH));
  assert.notDeepEqual(plan(SEED, 0), plan(SEED + 1, 0));
});

describe('soak', { concurrency: 2 }, () => {
  for (const browser of BROWSERS) {
    test(`150 gestures · ${browser}`, { timeout: 180_000 }, async (it) => {
      const seen = await soak({ browser, csp: browser === 'firefox' ? 'wasm' : 'strict', seed: SEED, to: 150 })
        .catch((error) => { throw new Error(`gesture ${error.at} of seed ${SEED}: ${error.message} ${JSON.stringify(error.step)}`, { cause: error }); });
      const { lines, wrong } = summary(seen);
      for (const line of lines) it.diagnostic(line);
      assert.deepEqual(wrong, []);
      assert.ok(seen.asked > 5 && seen.on > 0 && seen.left > 0 && seen.through > 50, lines[0]);
      assert.ok(Object.keys(seen.faults).length > 5, lines[1]);
    });
  }
});
