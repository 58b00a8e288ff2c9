// The npm packages that build and test, checked without a network, as far as
// that goes: each is pinned by a hash, is what that hash says byte for byte,
// and has a licence that deny.toml's list would take. None of them ships.
//
// Whose key signed a package cannot be asked offline. What can be: npm's own
// cache holds each archive under its hash, so the archive is hashed again and
// what is installed is held against what is in it. How many packages the cache
// no longer holds, so that they cannot be compared, is said.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// What may be used to build and test. Nothing here is shipped, so weak copyleft is fine.
const LICENCES = ['0BSD', 'Apache-2.0', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MPL-2.0', 'Python-2.0', 'Zlib'];

/** Whether a licence expression can be met: of `OR` one part, of `AND` all. */
export const isAllowed = (expression) => String(expression).replace(/^\((.*)\)$/, '$1').split(' OR ')
  .some((part) => part.split(' AND ').every((one) => LICENCES.includes(one.trim())));

/** The files of a packed archive, by their path in the package. */
function unpacked(archive) {
  const bytes = gunzipSync(archive);
  const files = new Map();
  let long;
  for (let at = 0; at + 512 <= bytes.length && bytes[at];) {
    const text = (from, length) => bytes.toString('utf8', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8) || 0;
    const [type, body] = [text(156, 1), bytes.subarray(at + 512, at + 512 + size)];
    const prefix = text(257, 5) === 'ustar' && text(345, 155);
    const path = long ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100));
    long = undefined;
    if (type === 'x') long = body.toString().match(/^\d+ path=(.*)$/m)?.[1];
    else if (type === '' || type === '0') files.set(path.replace(/^[^/]*\//, ''), body);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

const listed = (folder, within = '') => readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) => {
  const path = join(within, entry.name);
  if (!entry.isDirectory()) return [path];
  return entry.name === 'node_modules' ? [] : listed(folder, path);
});

const cache = execFileSync('npm', ['config', 'get', 'cache']).toString().trim();
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const faults = [];
const compared = [];
const unheld = [];
const differing = [];

for (const [name, version] of Object.entries(devDependencies)) {
  if (!/^\d+\.\d+\.\d+$/.test(version)) faults.push(`package.json: ${name} is not pinned: ${version}`);
}
for (const [path, { integrity = '', resolved, link, inBundle }] of Object.entries(packages)) {
  if (path === '' || inBundle) continue;
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) faults.push(`${path} has no hash in package-lock.json`);
  if (resolved || link) faults.push(`${path} is bound to an address or a link in package-lock.json`);
  if (!existsSync(path)) continue; // for another system
  const { license, licenses } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
  const licence = license?.type ?? license ?? [licenses ?? []].flat().map(({ type }) => type).join(' OR ');
  if (!isAllowed(licence)) faults.push(`${path} has the licence ${licence}, which is not on the list`);
  const hash = Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');
  const held = join(cache, '_cacache/content-v2/sha512', hash.slice(0, 2), hash.slice(2, 4), hash.slice(4));
  if (!existsSync(held)) {
    unheld.push(path);
    continue;
  }
  const archive = readFileSync(held);
  if (createHash('sha512').update(archive).digest('hex') !== hash) faults.push(`${path}: npm's cache holds something else under its hash`);
  const files = unpacked(archive);
  for (const file of listed(path).filter((one) => !files.has(one))) faults.push(`${path}/${file} is not in the package`);
  for (const [file, body] of files) {
    const installed = existsSync(`${path}/${file}`) && readFileSync(`${path}/${file}`);
    // npm gives scripts that are run the line ends of this system.
    const isSame = installed && (installed.equals(body) || installed.equals(Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')));
    if (!isSame) differing.push({ path: `${path}/${file}`, installed });
  }
  compared.push({ path, files });
}
// A package may put its system's program, which is a package too, in place of its own.
for (const { path, installed } of differing) {
  const isAnothers = installed && compared.some(({ files }) => [...files.values()].some((body) => body.length > 0 && installed.equals(body)));
  if (!isAnothers) faults.push(`${path} is not what the package holds`);
}
const all = compared.length + unheld.length;
if (isAllowed('GPL-3.0-only') || isAllowed('(MIT AND GPL-3.0-only)') || !isAllowed('(MIT OR GPL-3.0-or-later)')) faults.push('the list of licences is not kept');
for (const fault of faults) console.error(fault);
console.log(`npm: ${all} packages installed, each pinned by hash and of a listed licence; ${compared.length} compared byte for byte with their archives${unheld.length ? `, ${unheld.length} not, as npm's cache holds them no more` : ''}${differing.length ? `, ${differing.length} file a package's own system build` : ''}`);
process.exitCode = Number(faults.length > 0);
