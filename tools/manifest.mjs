// Writes the manifest as it ships: the one in the repository, and the version,
// which stands in Cargo.toml and nowhere else.
//
//   node tools/manifest.mjs FOLDER   writes it there
//   node tools/manifest.mjs --early  says which scripts of ours a page of X starts with
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

export function cargoVersion() {
  const found = readFileSync(join(ROOT, 'Cargo.toml'), 'utf8').match(/^version = "(.+)"$/m);
  if (!found) throw new Error('Cargo.toml has no version.');
  return checkedVersion(found[1]);
}

/** The version, if browsers know it: they take one to four whole numbers. */
export function checkedVersion(version) {
  const parts = version.split('.');
  const good = parts.length <= 4 && parts.every((part) => /^(0|[1-9]\d{0,4})$/.test(part) && Number(part) < 65_536);
  if (!good) throw new Error(`The version ${version} is none that browsers know: one to four whole numbers with dots between them.`);
  return version;
}

const manifest = () => JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));

/** The scripts that each page of X starts with, but for the page-world reader. */
export const early = () => manifest().content_scripts.filter(({ run_at: at, world }) => at === 'document_start' && world !== 'MAIN').flatMap(({ js }) => js);

export const manifestText = (manifest) => `${JSON.stringify(manifest, null, 2)}\n`;

if (import.meta.filename === process.argv[1]) {
  const { manifest_version, name, ...others } = manifest();
  const whole = { manifest_version, name, version: cargoVersion(), ...others };
  if (process.argv[2] === '--early') console.log(early().join('\n'));
  else writeFileSync(join(process.argv[2], 'manifest.json'), manifestText(whole));
}
