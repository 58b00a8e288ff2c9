// Writes the words as they ship: under short codes, which is how the core knows
// them (see `codes` in build.rs), and without what is said to translators.
//
// - `_locales`: what the browser itself needs, under the names that the manifest
//   or a script written by hand has for it; and in English, to which it falls
//   back, what pages of X need.
// - `words.js`: the same in every other language, as `knockFirstWords.cy`. The
//   background hands it to the pages: a reader may choose a language that their
//   browser does not have.
// - `page-words.js`: what only the extension's own pages say, in every language,
//   which a page of X would have to load in vain. Pages are given the codes of
//   what they name.
//
//   node tools/messages.mjs FOLDER
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const SOURCE = 'extension/_locales';
const text = (path) => readFileSync(path, 'utf8');
const read = (language) => JSON.parse(text(join(SOURCE, language, 'messages.json')));

const DIGITS = 36;
const code = (at) => (10 * DIGITS + at).toString(DIGITS);
const keys = Object.keys(read('en')).sort();

const ending = (end) => readdirSync('extension').filter((name) => name.endsWith(end)).map((name) => join('extension', name));
const byHand = ['manifest.json', ...ending('.js')].map(text).join('');
const named = new Set(keys.filter((key) => new RegExp(`__MSG_${key}__|(['"])${key}\\1`).test(byHand)));

const [ofCore, ofPages] = text('src/locale.rs').split('\nPageMessage {');
if (ofPages === undefined) throw new Error('src/locale.rs has changed: PageMessage not found');
const tables = readdirSync('src/reflect').filter((name) => name.endsWith('.tsv')).map((name) => text(join('src/reflect', name)));
const elsewhere = [ofCore, text('extension/dialog.html'), ...tables].join('\n');
const isForPagesAlone = (key) => !named.has(key) && !new RegExp(`\\b(__MSG_)?${key}(__)?\\b`).test(elsewhere);

const DEFAULT = 'en';
const words = {};
const pageWords = {};
for (const language of readdirSync(SOURCE)) {
  const shipped = {};
  words[language] = {};
  pageWords[language] = {};
  for (const [key, { description, ...message }] of Object.entries(read(language))) {
    if (!keys.includes(key)) throw new Error(`${language}: ${key} is not in English`);
    const coded = code(keys.indexOf(key));
    if (message.placeholders) throw new Error(`${language}: ${key} has placeholders, which only the browser can fill`);
    if (isForPagesAlone(key)) pageWords[language][coded] = message.message;
    else if (language === DEFAULT) shipped[coded] = message;
    else if (message.message.trim()) words[language][coded] = message.message;
    if (named.has(key)) shipped[key] = message;
  }
  const place = join(folder, '_locales', language);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'messages.json'), JSON.stringify(shipped));
}
writeFileSync(join(folder, 'words.js'), `globalThis.knockFirstWords=${JSON.stringify(words)};\n`);
writeFileSync(join(folder, 'page-words.js'), `globalThis.knockFirstPageWords=${JSON.stringify(pageWords)};\n`);

for (const name of readdirSync(folder).filter((one) => one.endsWith('.html'))) {
  const place = join(folder, name);
  const page = text(place).replace(/ (data-words|data-label)="(\w+)"/g, (_whole, attribute, key) => {
    if (!keys.includes(key)) throw new Error(`${name}: ${key} is no message`);
    return ` ${attribute}="${code(keys.indexOf(key))}"`;
  });
  writeFileSync(place, page);
}
