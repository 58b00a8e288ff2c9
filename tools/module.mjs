// Reads and writes the outermost structure of a WebAssembly module.

const HEADER = 8;
export const CUSTOM = 0;
export const IMPORTS = 2;
export const EXPORTS = 7;
export const CODE = 10;
export const DATA = 11;

/** Every section: which it is, where it starts, and from where to where its content reaches. */
export function sections(bytes) {
  const found = [];
  for (let at = HEADER; at < bytes.length;) {
    const start = at;
    const [length, from] = leb(bytes, at + 1);
    at = from + length;
    found.push({ id: bytes[start], start, from, to: at });
  }
  return found;
}

/** One section. */
export function section(bytes, wanted) {
  const found = sections(bytes).find(({ id }) => id === wanted);
  if (!found) throw new Error(`the module has no section ${wanted}`);
  return found;
}

/** The module with other content in one of its sections. */
export function withSection(bytes, wanted, content) {
  const { start, to } = section(bytes, wanted);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from([wanted, ...toLeb(content.length)]), content, bytes.subarray(to)]);
}

/** Where the data are in the module, how many bytes, and where in its memory they belong. */
export function dataSegments(bytes) {
  const [ACTIVE, I32_CONST, END] = [0, 0x41, 0x0b];
  const { from, to } = section(bytes, DATA);
  let [count, at] = leb(bytes, from);
  const segments = [];
  const expect = (byte) => {
    if (bytes[at] !== byte) throw new Error('data that do not go to a constant place at the start');
    at += 1;
  };
  for (; count > 0; count -= 1) {
    let place, length;
    expect(ACTIVE);
    expect(I32_CONST);
    // A signed number, but places in a memory this small have their sign bit clear.
    [place, at] = leb(bytes, at);
    expect(END);
    [length, at] = leb(bytes, at);
    segments.push({ at, length, place });
    at += length;
  }
  if (at !== to) throw new Error('data that are not understood');
  return segments;
}

/** An unsigned LEB128 number and the place after it. */
export function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

export function toLeb(value) {
  const out = [];
  for (; value > 127; value >>>= 7) out.push((value & 127) | 128);
  return [...out, value];
}
