// The facts in the papers for trusts and in the store texts: what can be read
// from the code, the manifest or a measurement is not typed by hand.
//
//   node tools/facts.mjs          writes them anew
//   node tools/facts.mjs --check  names the files that are out of date, and fails
//
// In a document a fact stands between `<!-- fact: NAME -->` and `<!-- end -->`,
// within a line or on lines of its own.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { cargoVersion, early } from './manifest.mjs';
import { NPM_TOOLS, parts } from './parts.mjs';

const ROOT = new URL('../', import.meta.url);
const FOLDERS = ['docs/trust/', 'docs/store/'];
const MARKED = /<!-- fact: ([\w-]+) -->[^]*?<!-- end -->/g;

const read = (path) => readFileSync(new URL(path, ROOT), 'utf8');
const manifest = JSON.parse(read('manifest.json'));
const one = (text, pattern, what) => {
  const found = text.match(pattern);
  if (!found) throw new Error(`not found any more: ${what}`);
  return found;
};
const rows = (text) => text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const table = (head, body) => [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...body.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const hundred = (part, whole) => Math.round((100 * part) / whole);

// --- how well it reads ---------------------------------------------------------------------------

/** The figures of one part of docs/accuracy.md, as counts: `ask: recall` -> [202, 292]. */
function figures(heading) {
  const part = one(read('docs/accuracy.md'), new RegExp(`\\n## ${heading}\\n[^]*?(?=\\n## |$)`), `accuracy, ${heading}`)[0];
  const count = (name) => {
    const row = one(part, new RegExp(`\\| ${name} +\\| ([^|]*)\\|`), `accuracy, ${heading}, ${name}`)[1].trim();
    return row === '–' ? null : one(row, /(\d+)\/(\d+)$/, `counts of ${name}`).slice(1).map(Number);
  };
  const share = (name) => Number(one(part, new RegExp(`\\| ${name} +\\| ([\\d.]+)`), `accuracy, ${heading}, ${name}`)[1]);
  const label = (name) => one(part, new RegExp(`\\| ${name} +\\| (\\d+) +\\| (\\d+)`), `accuracy, ${heading}, ${name}`).slice(1).map(Number);
  const place = (name) => one(part, new RegExp(`\\| ${name} +\\| (\\d+)`), `accuracy, ${heading}, ${name}`)[1];
  const [rowsRead, positive] = one(part, /(\d+) rows, (\d+) of them positive/, `rows, ${heading}`).slice(1).map(Number);
  return { count, share, label, place, rowsRead, positive };
}

function accuracy() {
  const all = figures('All rows');
  const real = figures('`tests/corpus/test/realistic\\.jsonl`');
  const line = (what, of) => {
    const [found, there] = of.count('ask: recall');
    const [right, asked] = of.count('ask: precision');
    const [wrongly, others] = of.count('ask: false-positive rate');
    return [what, `${found} of ${there} (${hundred(found, there)} in 100)`, `${there - found}`, `${asked - right} of ${asked} (${hundred(asked - right, asked)} in 100)`, `${wrongly} of ${others} (${hundred(wrongly, others)} in 100)`];
  };
  const [found, there] = all.count('boundary: recall');
  const [right, read_] = all.count('boundary: precision');
  const [clean, cleanAll] = real.count('boundary: recall');
  const [professionals, paused] = all.label('professional');
  const percents = [10, 5, 3].map((rate) => `${Math.round(100 * all.share(`predictive value at ${rate} %`))} in 100 where ${rate} in 100 accounts are such`);
  return [
    table(['invented rows', 'people it should ask about, and does', 'missed', 'questions that are a mistake', 'other accounts asked about by mistake'], [
      line(`all, ${all.rowsRead} rows`, all), line(`as on a timeline, ${real.rowsRead} rows`, real),
    ]),
    '',
    `- Requests to stay away: ${found} of ${there} understood (${hundred(found, there)} in 100), so ${there - found} missed; ${read_ - right} of the ${read_} it read as such were none. (Of the ${cleanAll} on the timeline-like rows, ${clean}: too few to mean much.)`,
    `- Of ${professionals} accounts of professionals with no lived experience stated, ${paused} were asked about.`,
    `- Of its questions, so many would be right: ${percents.join('; ')}.`,
    `- In Welsh there are ${all.place('in Welsh')} rows: too few to say how it does.`,
  ].join('\n');
}

/** The three figures that a reader in a hurry should have, in a sentence of each language. */
function inShort() {
  const all = figures('All rows');
  const real = figures('`tests/corpus/test/realistic\\.jsonl`');
  const left = ([part, whole]) => hundred(whole - part, whole);
  return { missed: left(all.count('ask: recall')), mistakes: left(all.count('ask: precision')), onTimeline: left(real.count('ask: precision')) };
}
const inEnglish = ({ missed, mistakes, onTimeline }) => `on invented profiles it misses ${missed} in 100 of those it should ask about, and ${mistakes} in 100 of its questions are mistakes; where few people are concerned, as on a real timeline, ${onTimeline} in 100`;
const inWelsh = ({ missed, mistakes, onTimeline }) => `ar broffiliau dychmygol mae'n methu ${missed} o bob 100 y dylai holi amdanyn nhw, ac mae ${mistakes} o bob 100 o'i gwestiynau'n gamgymeriadau; lle nad oes ond ychydig o'r bobl hyn, fel ar ffrwd go iawn, ${onTimeline} o bob 100`;

function unseen() {
  const model = read('docs/model.md');
  const [, recall, wrong] = one(model, /\nown, [^]*?at the threshold:\n.*?recall ([\d.]+), false-positive rate ([\d.]+)/, 'the figures at the threshold that ships');
  return `of writers it has not learned from, it sees ${hundred(Number(recall), 1)} in 100 of those who speak of their own experience, and takes ${hundred(Number(wrong), 1)} in 100 others for them`;
}

// --- what it is made of --------------------------------------------------------------------------

// The same list as that of the packages; what it cannot find, it says.
function dependencies() {
  const shipped = parts().filter(({ ships }) => ships);
  return table(['part', 'version', 'licence'], shipped.map(({ name, version, licence }) => [`\`${name}\``, version, licence]));
}

const listed = (names) => {
  const { devDependencies } = JSON.parse(read('package.json'));
  return names(Object.keys(devDependencies)).map((name) => `\`${name}\` ${devDependencies[name]}`).join(', ');
};

/** Sizes of what was built last, rounded up to five; undefined if nothing was. */
function sizes() {
  const folder = new URL('dist/chrome/', ROOT);
  if (!existsSync(folder) || !existsSync(new URL('target/size.zip', ROOT))) return undefined;
  const bytes = gzipSync(Buffer.concat(early().map((name) => readFileSync(new URL(name, folder)))), { level: 9 }).length;
  const build = read('build.sh');
  const budget = (name) => one(build, new RegExp(`row "${name}".* (\\d+)\\n`), `the budget of ${name}`)[1];
  const packed = statSync(new URL('target/size.zip', ROOT)).size;
  const rounded = (size) => Math.ceil(size / 1024 / 5) * 5;
  return `what each page of X starts with is at most ${rounded(bytes)} KiB packed (budget ${budget('content script with WASM and glue, gzip')}); the whole package is at most ${rounded(packed)} KiB (budget ${budget('zip, both encodings and practice')})`;
}

const explained = () => [...read('docs/permissions.md').matchAll(/^\*\*`([^`]+)`\*\*: ([^]*?)(?=\n\n)/gm)].map(([, what, why]) => [`\`${what}\``, why.replaceAll('\n', ' ').replace(/\(?\[privacy\.md\]\(privacy\.md\)\)?/, 'docs/privacy.md')]);

const message = (language, key) => JSON.parse(read(`extension/_locales/${language}/messages.json`))[key].message;

export const FACTS = {
  'name-en': () => message('en', 'extensionName'),
  'name-cy': () => message('cy', 'extensionName'),
  'short-en': () => message('en', 'extensionDescription'),
  'short-cy': () => message('cy', 'extensionDescription'),
  version: cargoVersion,
  browsers: () => `Chrome and Edge ${manifest.minimum_chrome_version} or newer, Firefox ${parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)} or newer`,
  porwyr: () => `Chrome ac Edge ${manifest.minimum_chrome_version} neu'n fwy newydd, neu Firefox ${parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10)} neu'n fwy newydd`,
  permissions: () => table(['asked for', 'why'], explained()),
  hosts: () => manifest.content_scripts[0].matches.map((host) => `\`${host}\``).join(', '),
  csp: () => `\`${manifest.content_security_policy.extension_pages}\``,
  storage: () => table(['key', 'where', 'what'], rows(read('docs/privacy.md')).map(([key, area, what]) => [key, area, what])),
  settings: () => {
    const { properties } = JSON.parse(read('extension/managed_schema.json'));
    return table(['setting', 'what it changes'], Object.entries(properties).map(([name, { description }]) => [`\`${name}\``, description]));
  },
  tags: () => table(['tag', 'who is asked', 'what of', 'how firmly'], rows(read('docs/signals.md')).map(([tag, welsh, ...rest]) => [`${tag} ${welsh}`, ...rest])),
  communities: () => read('src/page/tags.txt').split('\n').filter((line) => line && !line.startsWith('//')).map((tag) => `\`#${tag}\``).join(', '),
  accuracy,
  'in-short': () => inEnglish(inShort()),
  'yn-fyr': () => inWelsh(inShort()),
  unseen,
  sizes,
  dependencies,
  makers: () => listed((all) => all.filter((name) => NPM_TOOLS.includes(name))),
  testers: () => listed((all) => all.filter((name) => !NPM_TOOLS.includes(name))),
  promises: () => {
    const text = read('docs/promises.md');
    return `${[...text.matchAll(/^## P\d+ /gm)].length} promises, ${new Set([...text.matchAll(/^- `[^`]+`: `[^`]+`$/gm)].map(([line]) => line)).size} tests named`;
  },
};

/** The text with every fact as it is now. A fact that cannot be told now stays as it was. */
export function withFacts(text, facts = FACTS) {
  return text.replace(MARKED, (was, name) => {
    if (!facts[name]) throw new Error(`no such fact: ${name}`);
    const fact = facts[name]();
    if (fact === undefined) return was;
    const apart = fact.includes('\n') ? '\n\n' : '';
    return `<!-- fact: ${name} -->${apart}${fact}${apart}<!-- end -->`;
  });
}

export const documents = () => FOLDERS.flatMap((folder) => readdirSync(new URL(folder, ROOT)).filter((name) => name.endsWith('.md')).sort().map((name) => folder + name));

export const stale = () => documents().filter((path) => withFacts(read(path)) !== read(path));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const old = stale();
  if (process.argv.includes('--check')) {
    if (old.length > 0) {
      console.error(`Out of date: ${old.join(', ')}. Write the facts anew: node tools/facts.mjs`);
      process.exit(1);
    }
  } else {
    for (const path of old) {
      writeFileSync(new URL(path, ROOT), withFacts(read(path)));
      console.log(`written: ${path}`);
    }
  }
}
