// The practice site for learning environments: as it is, with a page around it
// that reports completion, and a manifest that lists every file.
//
//   node tools/scorm.mjs SITE OUT     OUT/practice-scorm12.zip and OUT/practice-scorm2004.zip
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cargoVersion } from './manifest.mjs';
import { filesOf, zip } from './zip.mjs';

const PARTS = 'extension/practice/scorm';
const STANDARDS = { 'practice-scorm12.zip': '1.2', 'practice-scorm2004.zip': '2004' };
const [site, out] = process.argv.slice(2);

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const part = (name) => readFileSync(join(PARTS, name), 'utf8');

/** What a manifest says, by the name that its template has for it. */
function said(names) {
  const words = { VERSION: cargoVersion() };
  for (const language of ['en', 'cy']) {
    const messages = JSON.parse(readFileSync(`extension/_locales/${language}/messages.json`, 'utf8'));
    for (const [name, key] of [['NAME', 'extensionName'], ['TITLE', 'practiceTitle'], ['LEAD', 'practiceLead']]) {
      words[`${name}_${language.toUpperCase()}`] = messages[key].message;
    }
  }
  const texts = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, escaped(text)]));
  return { ...texts, FILES: names.map((name) => `      <file href="${escaped(encodeURI(name))}"/>`).join('\n') };
}

for (const [name, standard] of Object.entries(STANDARDS)) {
  const files = [
    ...filesOf(site),
    ['scorm.html', Buffer.from(part('scorm.html').replace('STANDARD', standard))],
    ...['scorm.css', 'scorm.js'].map((own) => [own, Buffer.from(part(own))]),
  ];
  const texts = said(files.map(([file]) => file).sort());
  const manifest = part(`imsmanifest-${standard}.xml`).replace(/\$([A-Z_]+)/g, (_, text) => texts[text]);
  const packed = await zip([...files, ['imsmanifest.xml', Buffer.from(manifest)]]);
  writeFileSync(join(out, name), packed);
  console.log(`${name.padEnd(44)} ${(packed.length / 1024).toFixed(1).padStart(8)} KiB   ${files.length + 1} files`);
}
