// wasm-bindgen names each import by function and hash; the names stand twice
// in what ships and hardly compress. These give them short ones.

const LONG = /__wbg_\w+?_[0-9a-f]{16}\b/g;

/** A function from long to short names, for every import the glue offers. */
export function shortNames(glue) {
  const short = new Map([...new Set(glue.match(LONG))].map((name, at) => [name, `i${at.toString(36)}`]));
  return (name) => short.get(name) ?? name;
}

/** Text (glue, or a translated core) with short import names. */
export const shortText = (text, short) => text.replace(LONG, short);

/** A WebAssembly module with short import names. */
export function shortModule(bytes, short) {
  const HEADER = 8;
  const IMPORTS = 2;
  let at = HEADER;
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at];
    let length;
    [length, at] = leb(bytes, at + 1);
    if (id === IMPORTS) {
      const section = imports(bytes.subarray(at, at + length), short);
      return Buffer.concat([bytes.subarray(0, start), Buffer.from([id, ...toLeb(section.length)]), section, bytes.subarray(at + length)]);
    }
    at += length;
  }
  throw new Error('the module has no imports');
}

function imports(section, short) {
  let [count, at] = leb(section, 0);
  const out = [...toLeb(count)];
  const name = (rename) => {
    let length;
    [length, at] = leb(section, at);
    const renamed = Buffer.from(rename(section.toString('utf8', at, at + length)));
    at += length;
    out.push(...toLeb(renamed.length), ...renamed);
  };
  for (; count > 0; count -= 1) {
    name((module) => module);
    name(short);
    if (section[at] !== 0) throw new Error('an import that is not a function');
    const [, end] = leb(section, at + 1);
    out.push(...section.subarray(at, end));
    at = end;
  }
  return Buffer.from(out);
}

/** An unsigned LEB128 number and the place after it. */
function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}

function toLeb(value) {
  const out = [];
  for (; value > 127; value >>>= 7) out.push((value & 127) | 128);
  return [...out, value];
}
