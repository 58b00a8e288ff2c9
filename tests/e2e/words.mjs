// What a pause may say, from the tables the extension is built from: the words
// vary from one pause to the next, where they fit does not.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const rows = (path) => read(path).split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
export const LANGUAGES = ['en', 'cy'];

/** What is said in each language: {language: {key: message}}. */
export const messages = Object.fromEntries(LANGUAGES.map((language) => {
  const all = JSON.parse(read(`extension/_locales/${language}/messages.json`));
  return [language, Object.fromEntries(Object.entries(all).map(([key, { message }]) => [key, message]))];
}));

export const word = (key, language = 'en') => messages[language][key];

const has = (cell, name) => cell === 'any' || cell.split(' ').includes(name);

/** Every description a pause of this form before this action can have, in English. */
export function descriptions(form, action) {
  const said = rows('src/reflect/said.tsv').filter(([, forms]) => has(forms, form)).map(([key]) => word(key));
  const asks = rows('src/reflect/questions.tsv')
    .filter(([, actions, forms]) => has(actions, action) && has(forms, form)).map(([key]) => word(key));
  return said.flatMap((one) => asks.map((other) => `${one} ${other}`));
}
