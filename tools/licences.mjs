// Writes whose work is in what ships, and on what terms. Their licences ask
// that the words go along with every copy, so the list is in the extension too.
//
//   node tools/licences.mjs OUT.txt
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parts } from './parts.mjs';

const ROOT = join(import.meta.dirname, '..');
const HEAD = `Knock First is free software, under the MIT License or the Apache License 2.0, as you choose.
HOLDERS

It is made with parts that others wrote. They are listed with their licences and with their own words on copyright.
Where a licence leaves a choice, the MIT License is taken; it and the Unicode License are below. The translation to
JavaScript has helper functions of Binaryen's (Apache License 2.0).
`;

/** The list, as text. */
export function licences() {
  const ours = readFileSync(join(ROOT, 'LICENSE-MIT'), 'utf8');
  const [, holders] = ours.match(/^(Copyright .*)$/m);
  const shipped = parts().filter(({ ships }) => ships);
  const rows = shipped.map((part) => [`${part.name} ${part.version} (${allowed(part)})`, ...copyright(part).map((line) => `    ${line}`)].join('\n'));
  const mit = ours.slice(ours.indexOf('Permission is hereby'));
  return [HEAD.replace('HOLDERS', holders), rows.join('\n'), '', '', 'MIT License', '', mit.trim(), '', '', unicodeLicence(shipped), ''].join('\n');
}

/** The licence of a part, which must be one whose words the list has. */
function allowed({ name, licence }) {
  const known = (term) => /\bMIT\b/.test(term) || term === 'Unicode-3.0'
    // Asks for no words with what is compiled.
    || term === 'Apache-2.0 WITH LLVM-exception';
  const unknown = licence.split(' AND ').find((term) => !known(term));
  if (unknown) throw new Error(`${name} is under ${unknown}, which the list of licences has no words for`);
  return licence;
}

/** What a part says of its copyright, or, if nothing, who wrote it. The Unicode License has its own words. */
function copyright({ name, folder, authors = [] }) {
  const files = folder ? readdirSync(folder).filter((file) => /^(LICEN[CS]E(?!-UNICODE)|COPYING|COPYRIGHT|NOTICE)/i.test(file)).sort() : [];
  const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').map((line) => line.trim()));
  const said = lines.filter((line) => /^Copyright ((\(c\)|©) )?(\d{4}|by |the )/i.test(line));
  if (said.length > 0) return [...new Set(said)];
  const writers = authors.map((author) => author.replace(/ <.*>$/, ''));
  return [`Copyright: ${writers.join(', ') || `the authors of ${name}`}`];
}

function unicodeLicence(shipped) {
  const { folder } = shipped.find(({ licence }) => licence.includes('Unicode-3.0'));
  return `${readFileSync(join(folder, 'LICENSE-UNICODE'), 'utf8').trim()}\n\nTables of letters were made from Unicode's data.`;
}

if (import.meta.filename === process.argv[1]) writeFileSync(process.argv[2], licences());
