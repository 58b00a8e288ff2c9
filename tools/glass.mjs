// Puts the looking glass and the editor into the practice site: their pages, and
// in one script the words they and the dialog say, in every language, by their keys.
//
//   node tools/glass.mjs FOLDER
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const SOURCE = 'extension/practice';
const OWN = ['glass.html', 'glass-page.js', 'editor.html', 'editor-page.js', 'site.js', 'site.css'];
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

const words = {};
for (const language of ['en', 'cy']) {
  words[language] = {};
  for (const [key, { message }] of Object.entries(read(`extension/_locales/${language}/messages.json`))) words[language][key] = message;
}
for (const [key, texts] of Object.entries(read(join(SOURCE, 'site.words.json')))) {
  for (const [language, text] of Object.entries(texts)) words[language][key] = text;
}
writeFileSync(join(folder, 'site-words.js'), `globalThis.knockFirstSiteWords=${JSON.stringify(words)};\n`);
for (const name of OWN) copyFileSync(join(SOURCE, name), join(folder, name));
copyFileSync('extension/pages.css', join(folder, 'pages.css'));
