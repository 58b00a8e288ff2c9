// What a page of X costs with us, with plain JavaScript and with no extension:
// one after the other, load by load, in three browsers side by side, so that
// whatever else the machine does falls on all of them alike. Chromium alone can say.
import { built } from '../../tests/e2e/world.mjs';
import { PLAIN, within } from '../rig.mjs';

const LOADS = 11;
const SCROLLS = 5;
const POSTS = 1000;
const STEP = 320;

export async function load(add) {
  await beside(async (rigs) => {
    for (let round = 0; round < LOADS; round += 1) {
      for (const [who, rig] of rigs) {
        const page = await rig.puppet.newPage();
        const metrics = await metered(page); // before the load, or it would not be counted
        await page.goto('https://x.com/home');
        await page.waitForSelector('[data-testid="primaryColumn"]');
        await page.evaluate(() => new Promise((done) => { requestIdleCallback(done); }));
        const { ScriptDuration, JSHeapUsedSize } = await metrics();
        // The first one fills caches.
        if (round > 0) {
          add(`load script ${who}`, ScriptDuration * 1000);
          add(`load heap ${who}`, JSHeapUsedSize / 2 ** 20);
        }
        await page.close();
      }
    }
  });
}

export async function scroll(add) {
  await beside(async (rigs) => {
    for (let round = 0; round < SCROLLS; round += 1) {
      const spent = {};
      for (const [who, rig] of rigs) {
        const page = await rig.open(`/home?rows=${POSTS}`);
        const metrics = await metered(page);
        const before = await metrics();
        await page.evaluate((step) => new Promise((done) => {
          const next = () => {
            const at = window.scrollY;
            window.scrollTo(0, at + step);
            if (window.scrollY === at) done();
            else requestAnimationFrame(next);
          };
          next();
        }), STEP);
        spent[who] = ((await metrics()).ScriptDuration - before.ScriptDuration) * 1000;
        add(`scroll script ${who}`, spent[who]);
        await page.close();
      }
      add('scroll script of ours', spent.ours - spent.none);
    }
  });
}

async function beside(measure) {
  const common = { browser: 'chromium', csp: 'wasm' };
  await within({ ...common, extension: built('chromium') }, ({ rig: ours }) =>
    within({ ...common, extension: PLAIN, welcomes: false }, ({ rig: plain }) =>
      within(common, ({ rig: none }) => measure(Object.entries({ ours, plain, none })))));
}

/** A way to ask what the page has cost so far. */
async function metered(page) {
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
}
