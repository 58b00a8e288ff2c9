// Reads packages as their formats are described, with nothing of what wrote them.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { crc32, inflateRawSync } from 'node:zlib';

/** The files of a zip, as name → bytes, found as a browser finds them: from the end. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip');
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error('the directory is damaged');
    const [method, sum, packed, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [named, extra, comment, entry] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString('utf8', at + 46, at + 46 + named);
    const start = entry + 30 + bytes.readUInt16LE(entry + 26) + bytes.readUInt16LE(entry + 28);
    if (bytes.toString('utf8', entry + 30, entry + 30 + named) !== name) throw new Error(`${name} has another name where it lies`);
    const content = bytes.subarray(start, start + packed);
    const file = method === 0 ? content : inflateRawSync(content);
    if (file.length !== size || crc32(file) !== sum) throw new Error(`${name} is damaged`);
    files.set(name, file);
    at += 46 + named + extra + comment;
  }
  return files;
}

/** What is in a CRX3 file: `{id, zip}`. Throws if it is not whole or not signed by the key it has. */
export function readCrx(bytes) {
  if (bytes.toString('latin1', 0, 4) !== 'Cr24') throw new Error('not a CRX');
  if (bytes.readUInt32LE(4) !== 3) throw new Error('not of the third format');
  const end = 12 + bytes.readUInt32LE(8);
  if (end > bytes.length) throw new Error('cut short');
  const [header, zip] = [message(bytes.subarray(12, end)), bytes.subarray(end)];
  const [proof, signedData] = [message(header.get(2)), header.get(10_000)];
  const [known, signature] = [proof.get(1), proof.get(2)];
  const id = message(signedData).get(1);
  const hash = createHash('sha256').update(known).digest().subarray(0, 16);
  if (!id.equals(hash)) throw new Error('the id is not that of the key');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(signedData.length);
  const signed = Buffer.concat([Buffer.from('CRX3 SignedData\0'), length, signedData, zip]);
  const key = createPublicKey({ key: known, format: 'der', type: 'spki' });
  if (!verify('sha256', signed, key, signature)) throw new Error('not signed by this key');
  return { id: [...id.toString('hex')].map((digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]).join(''), zip };
}

/** A protocol buffer that holds nothing but bytes, as field → bytes. */
function message(bytes) {
  const found = new Map();
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      at += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
      if (at >= bytes.length) throw new Error('a number is cut short');
    }
  };
  while (at < bytes.length) {
    const tag = number();
    if (tag % 8 !== 2) throw new Error('a field that is not bytes');
    const length = number();
    found.set(Math.floor(tag / 8), bytes.subarray(at, at + length));
    at += length;
  }
  return found;
}
