// A trust's own host of packages, on loopback: browsers install from it what
// policies name, and look there for newer versions.

import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { makePackages } from '../../../tools/package.mjs';

const TYPES = {
  '.crx': 'application/x-chrome-extension',
  '.xpi': 'application/x-xpinstall',
  '.xml': 'text/xml',
  '.json': 'application/json',
};

/** Listens; nothing is there until it publishes. `from` has the unpacked extensions. */
export async function startUpdateHost({ from } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'knock-first-host-'));
  const server = createServer(answer);
  await new Promise((listening) => { server.listen(0, '127.0.0.1', listening); });
  const url = `http://127.0.0.1:${server.address().port}`;
  let offered = new Map();

  const host = {
    url,
    /** What Chromium's and Firefox's policies name. */
    updateXml: `${url}/update.xml`,
    updatesJson: `${url}/updates.json`,
    /** Names of the files asked for, in order. */
    requests: [],
    /** `cut`: packages break off half way. `gone`: packages are not there, though the lists say so. */
    fault: undefined,
    /** Packs that version and offers it, and no other; tells what `makePackages` does. `key` is another signing key. */
    async publish(version, { key } = {}) {
      const made = await makePackages({ out: folder, version, host: url, key, from });
      offered = new Map(Object.values(made.files).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
      return made;
    },
    /** Offers other bytes under a name, as `change` makes them of what is there. */
    change(name, change) {
      offered.set(`/${name}`, change(offered.get(`/${name}`)));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => { server.close(closed); });
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return host;

  function answer(request, response) {
    // Chromium appends which version it has.
    const { pathname } = new URL(request.url, url);
    host.requests.push(pathname.slice(1));
    const isPackage = ['.crx', '.xpi'].includes(extname(pathname));
    const bytes = isPackage && host.fault === 'gone' ? undefined : offered.get(pathname);
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream', 'content-length': bytes.length });
    if (isPackage && host.fault === 'cut') response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    else response.end(bytes);
  }
}
