// Packs files as a zip, as small as it goes, and the same bytes whenever and
// wherever it is made: names in order, no date, no owner, no rights.
//
//   node tools/zip.mjs FOLDER OUT.zip
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

// What was packed before, by the hash of what it was: packing well takes seconds.
const KEPT = join(import.meta.dirname, '../target/packed');
const ITERATIONS = 15;

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [STORED, DEFLATED] = [0, 8];
const VERSION = 20;
const UTF8 = 1 << 11;
// The first day that a zip can name.
const [TIME, DATE] = [0, 0x21];

/** The files below a folder, as `[name in it, bytes]`. */
export function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(join(folder, '/').length).replaceAll('\\', '/'), readFileSync(path)]);
}

/** A zip of `[name, bytes]`. */
export async function zip(files) {
  const [entries, directory] = [[], []];
  let at = 0;
  for (const [name, bytes] of files.toSorted(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))) {
    const packed = await deflated(bytes);
    const [method, content] = packed.length < bytes.length ? [DEFLATED, packed] : [STORED, bytes];
    const written = Buffer.from(name);
    const common = numbers([2, VERSION], [2, UTF8], [2, method], [2, TIME], [2, DATE], [4, crc32(bytes)],
      [4, content.length], [4, bytes.length], [2, written.length], [2, 0]);
    const entry = Buffer.concat([numbers([4, LOCAL]), common, written, content]);
    const noComment = numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
    directory.push(Buffer.concat([numbers([4, CENTRAL], [2, VERSION]), common, noComment, written]));
    entries.push(entry);
    at += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = numbers([4, END], [2, 0], [2, 0], [2, entries.length], [2, entries.length], [4, listed.length], [4, at], [2, 0]);
  return Buffer.concat([...entries, listed, end]);
}

/** Numbers in so many bytes each, the lowest first. */
function numbers(...all) {
  return Buffer.concat(all.map(([size, value]) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntLE(value, 0, size);
    return bytes;
  }));
}

async function deflated(bytes) {
  const place = join(KEPT, `${createHash('sha256').update(bytes).digest('hex')}-${ITERATIONS}`);
  if (existsSync(place)) {
    const packed = readFileSync(place);
    if (unpacksTo(packed, bytes)) return packed;
  }
  const zopfli = await packer();
  const packed = await new Promise((done, failed) => {
    zopfli.deflate(bytes, { numiterations: ITERATIONS }, (error, result) => (error ? failed(error) : done(Buffer.from(result))));
  });
  mkdirSync(KEPT, { recursive: true });
  // Two may be packing at the same time: neither sees the other's half-written file.
  const own = `${place}.${process.pid}`;
  writeFileSync(own, packed);
  renameSync(own, place);
  return packed;
}

// When it is loaded, it takes over what becomes of errors in the whole process.
async function packer() {
  const events = ['uncaughtException', 'unhandledRejection'];
  const before = events.map((event) => process.listeners(event));
  const { default: zopfli } = await import('@gfx/zopfli');
  events.forEach((event, at) => {
    for (const listener of process.listeners(event)) if (!before[at].includes(listener)) process.off(event, listener);
  });
  return zopfli;
}

function unpacksTo(packed, bytes) {
  try {
    return inflateRawSync(packed).equals(bytes);
  } catch {
    return false;
  }
}

if (import.meta.filename === process.argv[1]) {
  const [folder, out] = process.argv.slice(2);
  writeFileSync(out, await zip(filesOf(folder)));
}
