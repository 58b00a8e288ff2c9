// The practice timeline, for the extension and as a site of its own.
//
//   node tools/practice.mjs starters FOLDER     the few scenarios that the extension ships, into FOLDER
//   node tools/practice.mjs site FOLDER OUT GLASS
//                                               all of them with what FOLDER (an assembled extension) has, into OUT,
//                                               with the looking glass and the editor, which GLASS is the module of
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [task, folder, out, glass] = process.argv.slice(2);
const PRACTICE = 'extension/practice';
const text = (path) => readFileSync(path, 'utf8');
const lines = (path) => text(path).split('\n').filter((line) => line && !line.startsWith('#'));

/** A pack of these scenarios, as a script: a page opened as a file may read nothing else. */
function writeScenarios(where, ids) {
  const scenarios = ids.map((id) => JSON.parse(text(join(PRACTICE, 'scenarios', `${id}.json`))));
  const pack = { version: 1, title: { en: 'Practice', cy: 'Ymarfer' }, scenarios };
  mkdirSync(join(where, 'practice'), { recursive: true });
  writeFileSync(join(where, 'practice/scenarios.js'), `globalThis.knockFirstScenarios=${JSON.stringify(pack)};\n`);
}

// A page that is no extension's needs its policy in itself.
const POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'",
  "manifest-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'",
].join('; ');

const TAKEN = [
  'bridge.js', 'core.js', 'desk.js', 'loader.js', 'page-words.js', 'pages.css', 'question.js', 'speak.js', 'words.js',
  'practice/practice.css', 'practice/practice.js', 'practice/practice-link.js', 'practice/stage.css', 'icons/128.png', 'icons/48.png',
];

// In both languages, of which the style sheet shows one.
const OTHERS = [['glass', 'navGlass'], ['editor', 'navEditor']].map(([page, key]) => {
  const { en, cy } = JSON.parse(text(join(PRACTICE, 'site.words.json')))[key];
  return `<a href="${page}.html"><span lang="en">${en}</span><span lang="cy">${cy}</span></a>`;
}).join('\n');

function site() {
  rmSync(out, { recursive: true, force: true });
  for (const name of TAKEN) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    cpSync(join(folder, name), join(out, name));
  }
  for (const name of readdirSync(join(PRACTICE, 'site'))) cpSync(join(PRACTICE, 'site', name), join(out, name));
  writeScenarios(out, lines(join(PRACTICE, 'scenarios/order.txt')));
  // English too: here no browser keeps it.
  const english = JSON.parse(text(join(folder, '_locales/en/messages.json')));
  const words = Object.fromEntries(Object.entries(english).map(([key, { message }]) => [key, message]));
  writeFileSync(join(out, 'words.js'), `${text(join(out, 'words.js'))}globalThis.knockFirstWords.en=${JSON.stringify(words)};\n`);
  const page = text(join(folder, 'practice.html'))
    .replace('<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`)
    .replace('<link rel="stylesheet" href="pages.css">', '<link rel="icon" href="icons/48.png">\n<link rel="stylesheet" href="pages.css">\n<link rel="stylesheet" href="site.css">')
    .replace('<script src="desk.js">', '<script src="site.js"></script>\n<script src="desk.js">');
  writeFileSync(join(out, 'index.html'), page.replace('id="others"></nav>', `id="others">${OTHERS}</nav>`));
  writeOwn();
  // What the worker keeps, under a name that changes with it.
  const files = all(out).filter((name) => name !== 'offline.js').sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(name).update(readFileSync(join(out, name)));
  const kept = `const KEPT = ${JSON.stringify(['./', ...files])};\nconst NAME = 'practice-${hash.digest('hex').slice(0, 16)}';\n`;
  writeFileSync(join(out, 'offline.js'), kept + text(join(out, 'offline.js')));
}

/** The looking glass and the editor: their module, and what they and the dialog say, by its keys and in every language. */
function writeOwn() {
  cpSync(glass, join(out, 'glass.js'));
  const words = {};
  for (const language of ['en', 'cy']) {
    const messages = JSON.parse(text(`extension/_locales/${language}/messages.json`));
    words[language] = Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
  }
  for (const [key, texts] of Object.entries(JSON.parse(text(join(PRACTICE, 'site.words.json'))))) {
    for (const [language, said] of Object.entries(texts)) words[language][key] = said;
  }
  writeFileSync(join(out, 'own-words.js'), `globalThis.knockFirstOwnWords=${JSON.stringify(words)};\n`);
}

function all(where, prefix = '') {
  return readdirSync(where).flatMap((name) => {
    const path = join(where, name);
    return statSync(path).isDirectory() ? all(path, `${prefix}${name}/`) : [prefix + name];
  });
}

if (task === 'starters') writeScenarios(folder, lines(join(PRACTICE, 'starters.txt')));
else if (task === 'site') site();
else throw new Error('practice.mjs takes: starters FOLDER, site FOLDER OUT');
