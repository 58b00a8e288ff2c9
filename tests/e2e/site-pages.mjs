// The practice site as anybody would have it: a folder of files, served from
// loopback by a server that is also the browsers' only way out, so that every
// request there is can be counted.
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './harness/index.mjs';
import { BROWSERS } from './world.mjs';

export const SITE = fileURLToPath(new URL('../../dist/practice', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml', '.png': 'image/png' };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Serves the folder on loopback, and refuses and lists everything else. */
export async function serve(folder = SITE) {
  const requests = [];
  const server = createServer((request, answer) => {
    const { host, pathname } = new URL(request.url, `http://${request.headers.host}`);
    const path = join(folder, normalize(pathname));
    const isOurs = host === `localhost:${server.address().port}`;
    requests.push(`${host}${pathname}`);
    if (!isOurs || !existsSync(path) || pathname.endsWith('/')) return answer.writeHead(isOurs ? 404 : 502).end();
    answer.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
    return createReadStream(path).pipe(answer);
  });
  server.on('connect', (request, socket) => {
    requests.push(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address();
  return {
    proxyPort: port, base: `http://localhost:${port}`,
    /** What was asked of this server or of anybody else, without what browsers ask of their makers. */
    asked: () => requests.filter((one) => one.startsWith(`localhost:${port}`) && !one.endsWith('favicon.ico')),
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

/** Declares a suite of checks of pages of the site in each browser; `ready` says that a page has started. */
export function siteSuite(name, { ready, prefs }, checks) {
  for (const browser of BROWSERS) {
    describe(`${name} · ${browser}`, { concurrency: 1 }, () => {
      const world = { browser };
      before(async () => {
        world.server = await serve();
        world.run = await launch({ browser, server: world.server, prefs });
      });
      after(async () => {
        await world.run?.close();
        await world.server?.close();
      });
      checks((title, body) => {
        test(title, { timeout: 60_000 }, async () => {
          const opened = [];
          const open = async (path, { width = 1280, height = 900, before: prepare, waits = ready, base = world.server.base } = {}) => {
            const page = await world.run.puppet.newPage();
            opened.push(page);
            page.setDefaultTimeout(15_000);
            page.faults = [];
            page.on('pageerror', (fault) => page.faults.push(fault.message));
            await page.bringToFront();
            await page.setViewport({ width, height });
            if (prepare) await page.evaluateOnNewDocument(prepare);
            await page.goto(`${base}/${path}`);
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
