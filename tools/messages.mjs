// Writes a language's messages as they ship: under short codes, which is how the
// core knows them (see `codes` in build.rs), and without what is said to
// translators. What the manifest or a script written by hand names stands there
// under its own name too; pages are given the codes of what they name.
//
//   node tools/messages.mjs FOLDER
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const SOURCE = 'extension/_locales';
const read = (language) => JSON.parse(readFileSync(join(SOURCE, language, 'messages.json'), 'utf8'));

const DIGITS = 36;
const code = (at) => (10 * DIGITS + at).toString(DIGITS);
const keys = Object.keys(read('en')).sort();

const byHand = readdirSync('extension').filter((name) => name.endsWith('.js')).map((name) => join('extension', name));
const texts = ['manifest.json', ...byHand].map((name) => readFileSync(name, 'utf8')).join('');
const named = new Set(keys.filter((key) => new RegExp(`__MSG_${key}__|(['"])${key}\\1`).test(texts)));

for (const language of readdirSync(SOURCE)) {
  const shipped = {};
  for (const [key, { description, ...message }] of Object.entries(read(language))) {
    if (!keys.includes(key)) throw new Error(`${language}: ${key} is not in English`);
    shipped[code(keys.indexOf(key))] = message;
    if (named.has(key)) shipped[key] = message;
  }
  const place = join(folder, '_locales', language);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'messages.json'), JSON.stringify(shipped));
}

for (const name of readdirSync(folder).filter((one) => one.endsWith('.html'))) {
  const place = join(folder, name);
  const page = readFileSync(place, 'utf8').replace(/ (data-words|data-label)="(\w+)"/g, (_whole, attribute, key) => {
    if (!keys.includes(key)) throw new Error(`${name}: ${key} is no message`);
    return ` ${attribute}="${code(keys.indexOf(key))}"`;
  });
  writeFileSync(place, page);
}
