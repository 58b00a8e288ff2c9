// The looking glass and the editor on the practice site, as anybody would have
// it, served from loopback; and what can be said of any page of it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './harness/index.mjs';
import { ADDRESS, serveSite } from './site.mjs';
import { BROWSERS } from './world.mjs';

/** The site as it is handed out. */
export const SITE = fileURLToPath(new URL('../../dist/practice/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Declares a suite of checks of pages of the site in each browser; `ready` says that a page has started. */
export function siteSuite(name, ready, checks) {
  for (const browser of BROWSERS) {
    describe(`${name} · ${browser}`, { concurrency: 1 }, () => {
      const world = { browser };
      before(async () => {
        world.site = await serveSite(SITE);
        world.run = await launch({ browser, server: world.site });
      });
      after(async () => {
        await world.run?.close();
        await world.site?.close();
      });
      checks((title, body) => {
        test(title, { timeout: 60_000 }, async () => {
          const opened = [];
          const open = async (path, { width = 1280, height = 900, before: prepare, waits = ready, base = ADDRESS } = {}) => {
            const page = await world.run.puppet.newPage();
            opened.push(page);
            page.setDefaultTimeout(15_000);
            page.faults = [];
            page.on('pageerror', (fault) => page.faults.push(fault.message));
            await page.bringToFront();
            await page.setViewport({ width, height });
            if (prepare) await page.evaluateOnNewDocument(prepare);
            await page.goto(`${base}${path}`);
            await page.waitForFunction(waits);
            return page;
          };
          try {
            await body({ ...world, open });
          } finally {
            for (const page of opened) await page.close().catch(() => {});
          }
        });
      });
    });
  }
}

/** What the accessibility checker has against a page, as short lines. */
export async function axeFaults(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

export const textOf = (page, selector) => page.$eval(selector, (part) => part.textContent.replace(/\s+/g, ' ').trim());
export const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

/** Everything that a page of the site could have kept. */
export const keptBy = (page) => page.evaluate(async () => ({
  local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, history: history.state, address: location.search + location.hash,
}));
