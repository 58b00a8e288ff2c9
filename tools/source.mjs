// The sources as one archive, for reviewers: what the repository has, as it
// lies here, and the same bytes from a clone as from the unpacked archive.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const BLOCK = 512;
// The first day that a zip can name: the same as in the packages.
const DAY = Date.UTC(1980, 0, 1) / 1000;

/** What is in the archive: all that git keeps; in an unpacked archive, all but what `.gitignore` names. */
export function sources() {
  const listed = existsSync(join(ROOT, '.git')) ? git('ls-files', '-z') : unpackedFiles();
  return listed.filter((path) => existsSync(join(ROOT, path))).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

/** What lies here and is in no commit yet, as git says it. */
export function notCommitted() {
  return existsSync(join(ROOT, '.git')) ? git('status', '--porcelain', '-z') : [];
}

/** The archive, as a tar packed by gzip, all in a folder of that name. */
export function sourceArchive(folder) {
  const entries = sources().flatMap((path) => {
    const bytes = readFileSync(join(ROOT, path));
    const runs = (statSync(join(ROOT, path)).mode & 0o100) !== 0;
    return [header(`${folder}/${path}`, bytes.length, runs ? 0o755 : 0o644), bytes, Buffer.alloc(-bytes.length & (BLOCK - 1))];
  });
  // Node's own packer packs otherwise on other processors.
  return execFileSync('gzip', ['-9', '-n'], { input: Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), maxBuffer: 1 << 28 });
}

function git(...words) {
  return execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).split('\0').filter(Boolean);
}

function unpackedFiles() {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n').filter(Boolean).map((line) => line.replace('/', ''));
  return readdirSync(ROOT).filter((name) => !ignored.includes(name)).flatMap((name) => {
    if (statSync(join(ROOT, name)).isFile()) return [name];
    return readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(ROOT, '/').length));
  });
}

/** One entry's header, in the POSIX form of tar: no owner, no date of its own. */
function header(path, size, mode) {
  const [prefix, name] = split(path);
  const bytes = Buffer.alloc(BLOCK);
  const octal = (value, length) => value.toString(8).padStart(length - 1, '0');
  const write = (at, text) => bytes.write(text, at, 'utf8');
  write(0, name);
  write(100, octal(mode, 8));
  write(108, octal(0, 8));
  write(116, octal(0, 8));
  write(124, octal(size, 12));
  write(136, octal(DAY, 12));
  write(148, ' '.repeat(8));
  write(156, '0');
  write(257, 'ustar\0' + '00');
  write(345, prefix);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  write(148, `${octal(sum, 7)}\0 `);
  return bytes;
}

/** A path in the two pieces that a header has room for. */
function split(path) {
  const [LONGEST_PREFIX, LONGEST_NAME] = [155, 100];
  if (Buffer.byteLength(path) <= LONGEST_NAME) return ['', path];
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= LONGEST_PREFIX && Buffer.byteLength(name) <= LONGEST_NAME) return [prefix, name];
  }
  throw new Error(`${path} is too long a path for the archive.`);
}
