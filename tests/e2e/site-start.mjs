// How soon the practice site can be used, as figures: node tests/e2e/site-start.mjs [LOADS]
// Each load is a first one, in a profile of its own, over loopback. Nothing
// fails by it: how fast a machine is says nothing about the page.
import { launch } from './harness/index.mjs';
import { ADDRESS, begun, serveSite } from './site.mjs';
import { BROWSERS } from './world.mjs';

const LOADS = Number(process.argv[2] ?? 5);
for (const browser of BROWSERS) {
  const times = [];
  let size;
  for (let load = 0; load < LOADS; load += 1) {
    const site = await serveSite();
    const run = await launch({ browser, server: site });
    const page = await run.puppet.newPage();
    await page.goto(ADDRESS);
    await begun(page);
    const seen = await page.evaluate(() => ({
      begun: performance.getEntriesByName('begun')[0].startTime,
      size: performance.getEntries().reduce((sum, { encodedBodySize = 0 }) => sum + encodedBodySize, 0),
    }));
    times.push(seen.begun);
    size = seen.size;
    await run.close();
    await site.close();
  }
  times.sort((one, other) => one - other);
  const shown = [times[0], times[Math.floor(times.length / 2)], times.at(-1)].map((time) => time.toFixed(0));
  console.log(`${browser}: interactive after ${shown[1]} ms (${shown[0]} to ${shown[2]}, ${LOADS} first loads); ${(size / 1024).toFixed(0)} KiB over the wire`);
}
