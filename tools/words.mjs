// Writes every language's messages into one script, for readers whose chosen
// language is not their browser's: `knockFirstWords.cy.leave` is the Welsh for
// Leave it. A message that is empty or missing is left out, and whoever looks
// for it falls back to the browser's own way, which ends in English.
//
//   node tools/words.mjs extension/_locales OUT.js
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, out] = process.argv.slice(2);
const words = {};
for (const language of readdirSync(folder).sort()) {
  const messages = JSON.parse(readFileSync(join(folder, language, 'messages.json'), 'utf8'));
  const texts = Object.entries(messages).filter(([, { message }]) => message.trim());
  const filled = texts.find(([, { placeholders }]) => placeholders);
  if (filled) throw new Error(`${language}: ${filled[0]} has placeholders, which only the browser can fill`);
  words[language] = Object.fromEntries(texts.map(([key, { message }]) => [key, message]));
}
writeFileSync(out, `globalThis.knockFirstWords=${JSON.stringify(words)};\n`);
