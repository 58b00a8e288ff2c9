// Makes what is handed out from what is built: the stores' zips and, for a host
// of one's own, a signed CRX and an XPI with the lists that browsers look for
// newer versions in.
//
//   node tools/package.mjs [--host URL] [--key FILE] [--expect-id ID] [--out FOLDER]
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { crx, idOf, signingKey } from './crx.mjs';
import { licences } from './licences.mjs';
import { cargoVersion, checkedVersion, manifestText } from './manifest.mjs';
import { sbom } from './sbom.mjs';
import { notCommitted, sourceArchive } from './source.mjs';
import { filesOf, zip } from './zip.mjs';

const ROOT = join(import.meta.dirname, '..');
const TEST_KEY = join(ROOT, 'target/test-key.pem');
const NAME = 'knock-first';
// Of an earlier time, if they are in the folder.
const OURS = /^(knock-first-.*|update\.xml|updates\.json|SHA256SUMS)$/;

/**
 * Makes all packages in `out`, in place of earlier ones, and tells what it made: `{version, out, chromeId, firefoxId,
 * testKey, files}`, where `files` has the names of `chromeZip`, `firefoxZip`, and with a host `crx`, `xpi`,
 * `updateXml`, `updatesJson`, and with papers `source`, `sbom`, `licences` and `sums`.
 *
 * `host` is the address of the folder that will serve them, `key` a PEM file (by default a test key, made when first
 * wanted), `expectId` the id that the key must give, `version` another than Cargo.toml's, for tests of updates, `from`
 * the folder with the unpacked extensions, and `papers` whether what goes along with a release is made too.
 */
export async function makePackages({ out = join(ROOT, 'dist/packages'), version = cargoVersion(), host, key, expectId, from = join(ROOT, 'dist'), papers = false } = {}) {
  checkedVersion(version);
  const base = host === undefined ? undefined : checkedHost(host);
  const signer = readKey(key ?? testKey());
  const chromeId = idOf(signer);
  if (expectId && expectId !== chromeId) {
    throw new Error(`The key in ${basename(key ?? TEST_KEY)} is another one: it gives the id ${chromeId}, and ${expectId} is expected. `
      + 'Browsers that have the extension would not take this package for a newer version of it.');
  }

  const [chrome, firefox] = ['chrome', 'firefox'].map((browser) => unpacked(join(from, browser), version));
  const firefoxId = firefox.manifest.browser_specific_settings.gecko.id;
  const names = { chromeZip: `${NAME}-${version}-chrome.zip`, firefoxZip: `${NAME}-${version}-firefox.zip` };
  const made = { [names.chromeZip]: await packed(chrome), [names.firefoxZip]: await packed(firefox) };
  if (base) {
    Object.assign(names, { crx: `${NAME}-${version}.crx`, xpi: `${NAME}-${version}.xpi`, updateXml: 'update.xml', updatesJson: 'updates.json' });
    made[names.crx] = crx(await packed(hostedChrome(chrome, `${base}/${names.updateXml}`)), signer);
    made[names.xpi] = await packed(hostedFirefox(firefox, `${base}/${names.updatesJson}`));
    made[names.updateXml] = updateXml({ id: chromeId, version, address: `${base}/${names.crx}`, bytes: made[names.crx], oldest: chrome.manifest.minimum_chrome_version });
    made[names.updatesJson] = updatesJson({ id: firefoxId, version, address: `${base}/${names.xpi}`, bytes: made[names.xpi], gecko: firefox.manifest.browser_specific_settings.gecko });
  }
  if (papers) {
    Object.assign(names, { source: `${NAME}-${version}-source.tar.gz`, sbom: `${NAME}-${version}.cdx.json`, licences: `${NAME}-${version}-licences.txt`, sums: 'SHA256SUMS' });
    made[names.source] = sourceArchive(`${NAME}-${version}`);
    made[names.sbom] = sbom(version);
    made[names.licences] = `${licences()}\n\n${readFileSync(join(ROOT, 'LICENSE-APACHE'), 'utf8')}`;
    made[names.sums] = Object.keys(made).sort().map((name) => `${sha256(made[name])}  ${name}\n`).join('');
  }

  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out).filter((one) => OURS.test(one))) rmSync(join(out, name));
  for (const [name, bytes] of Object.entries(made)) writeFileSync(join(out, name), bytes);
  return { version, out, chromeId, firefoxId, testKey: key === undefined, files: names };
}

// --- what goes in --------------------------------------------------------------------------------

/** An unpacked extension, as `{manifest, files}`. */
function unpacked(folder, version) {
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`${relative(ROOT, folder)} is not built yet: run ./build.sh.`);
  const files = filesOf(folder).filter(([name]) => name !== 'manifest.json');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  return { manifest: { ...manifest, version }, files };
}

function packed({ manifest, files }) {
  return zip([...files, ['manifest.json', Buffer.from(manifestText(manifest))]]);
}

// Only what is hosted outside the stores says where newer versions are: a store
// says so itself, and refuses what does. It is the browser that looks there.

const hostedChrome = ({ manifest, files }, address) => ({ manifest: { ...manifest, update_url: address }, files });

function hostedFirefox({ manifest, files }, address) {
  const { gecko, ...others } = manifest.browser_specific_settings;
  return { manifest: { ...manifest, browser_specific_settings: { ...others, gecko: { ...gecko, update_url: address } } }, files };
}

// --- the lists of newer versions -----------------------------------------------------------------

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function updateXml({ id, version, address, bytes, oldest }) {
  const escaped = address.replace(/[&<>'"]/g, (letter) => `&#${letter.codePointAt(0)};`);
  return `<?xml version='1.0' encoding='UTF-8'?>
<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>
  <app appid='${id}'>
    <updatecheck codebase='${escaped}' version='${version}' prodversionmin='${oldest}' hash_sha256='${sha256(bytes)}' size='${bytes.length}'/>
  </app>
</gupdate>
`;
}

function updatesJson({ id, version, address, bytes, gecko }) {
  const update = {
    version, update_link: address, update_hash: `sha256:${sha256(bytes)}`,
    applications: { gecko: { strict_min_version: gecko.strict_min_version } },
  };
  return `${JSON.stringify({ addons: { [id]: { updates: [update] } } }, null, 2)}\n`;
}

// --- what is asked for ---------------------------------------------------------------------------

function checkedHost(host) {
  const url = URL.parse ? URL.parse(host) : URL.canParse(host) && new URL(host);
  if (!url) throw new Error(`${host} is no address: give all of it, such as https://example.org/knock-first.`);
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) {
    throw new Error(`${host}: packages are fetched by https alone; by http only from this machine, for tests.`);
  }
  if (url.username || url.password || url.search || url.hash) throw new Error(`${host}: give the address of a folder, with no name, query or fragment.`);
  return url.href.replace(/\/+$/, '');
}

function readKey(path) {
  const tracked = relative(ROOT, resolve(path));
  const inside = !tracked.startsWith('..') && !/^(target|dist)\//.test(tracked);
  if (inside) throw new Error(`${basename(path)} lies in the repository, where no key belongs: move it elsewhere.`);
  if (!existsSync(path)) throw new Error(`There is no key file ${path}.`);
  try {
    return signingKey(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${basename(path)} cannot sign: ${error.message}.`, { cause: error });
  }
}

/** The path of the key that tests sign with, made if there is none yet. */
export function testKey(path = TEST_KEY) {
  if (!existsSync(path)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    mkdirSync(dirname(path), { recursive: true });
    const own = `${path}.${process.pid}`;
    writeFileSync(own, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    // Two may be making one at the same time: the first one's stays, for both.
    try {
      linkSync(own, path);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    rmSync(own);
  }
  return path;
}

// --- the command ---------------------------------------------------------------------------------

async function command() {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { host: text, key: text, 'expect-id': text, out: text } });
  const made = await makePackages({ host: values.host, key: values.key, expectId: values['expect-id'], out: values.out, papers: true });
  console.log(`Version ${made.version} in ${relative(process.cwd(), made.out) || '.'}:`);
  for (const name of Object.values(made.files)) console.log(`  ${name}`);
  if (!values.host) console.log('With --host URL, also a CRX, an XPI and the lists of newer versions for a host of your own.');
  const open = notCommitted();
  if (open.length > 0) console.log(`For tests alone: ${open.length} files here are in no commit. Those that git does not know are not in the archive of sources.`);
  console.log(`Id in Chromium: ${made.chromeId}; in Firefox: ${made.firefoxId}`);
  if (made.testKey) {
    console.log(`Signed with a test key, ${relative(process.cwd(), TEST_KEY)}: for tests alone. Make a real one once, keep it where only you can read it, and use it each time:
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out KEY.pem
  ./build.sh package --host URL --key KEY.pem --expect-id ID`);
  }
}

if (import.meta.filename === process.argv[1]) {
  await command().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
