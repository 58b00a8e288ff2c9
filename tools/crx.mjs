// Chromium's package format, CRX3: a zip behind a header that carries the key
// it is signed with and the signature. Written here because a library would
// pack the zip itself, and ours is to be the store's, byte for byte.
import { createHash, createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';

const MAGIC = 'Cr24';
const FORMAT = 3;
const CONTEXT = Buffer.from('CRX3 SignedData\0');
// Fields of CrxFileHeader, AsymmetricKeyProof and SignedData.
const [PROOF, SIGNED_DATA] = [2, 10_000];
const [PUBLIC_KEY, SIGNATURE] = [1, 2];
const CRX_ID = 1;

const ID_BYTES = 16;
const SMALLEST_KEY = 2048;

/** The id that Chromium gives to what is signed with a key: of its hash, in letters from a to p. */
export function idOf(key) {
  return letters(idBytes(publicBytes(key)));
}

/** A signed package. RSA signatures of this kind hold nothing drawn by lot: the same key makes the same bytes. */
export function crx(zip, key) {
  const known = publicBytes(key);
  const signedData = field(CRX_ID, idBytes(known));
  const signature = sign('sha256', whatIsSigned(signedData, zip), key);
  const proof = Buffer.concat([field(PUBLIC_KEY, known), field(SIGNATURE, signature)]);
  const header = Buffer.concat([field(PROOF, proof), field(SIGNED_DATA, signedData)]);
  return Buffer.concat([Buffer.from(MAGIC), uint32(FORMAT), uint32(header.length), header, zip]);
}

/** The private key in a PEM file's text. Throws, in a sentence, if nothing can be signed with it. */
export function signingKey(pem, now = new Date()) {
  let key;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    const locked = /ENCRYPTED/.test(pem) || error.code === 'ERR_MISSING_PASSPHRASE';
    throw new Error(locked ? 'the key is locked with a passphrase: give an unlocked copy' : 'there is no private key in PEM form', { cause: error });
  }
  if (key.asymmetricKeyType !== 'rsa') throw new Error(`the key is of the kind ${key.asymmetricKeyType}, and RSA is wanted`);
  const bits = key.asymmetricKeyDetails.modulusLength;
  if (bits < SMALLEST_KEY) throw new Error(`the key has ${bits} bits, and at least ${SMALLEST_KEY} are wanted`);
  for (const [text] of pem.matchAll(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g)) {
    const certificate = new X509Certificate(text);
    if (!certificate.checkPrivateKey(key)) continue;
    if (new Date(certificate.validTo) < now) throw new Error(`its certificate expired on ${certificate.validTo}`);
  }
  return key;
}

const whatIsSigned = (signedData, zip) => Buffer.concat([CONTEXT, uint32(signedData.length), signedData, zip]);
const publicBytes = (key) => createPublicKey(key).export({ format: 'der', type: 'spki' });
const idBytes = (known) => createHash('sha256').update(known).digest().subarray(0, ID_BYTES);
const letters = (bytes) => bytes.toString('hex').replace(/./g, (digit) => String.fromCharCode(0x61 + parseInt(digit, 16)));

// --- protocol buffers, as far as the header needs them -------------------------------------------

const BYTES = 2;

const field = (number, bytes) => Buffer.concat([varint((number << 3) | BYTES), varint(bytes.length), bytes]);

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function varint(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
