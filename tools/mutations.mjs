// Breaks each promise on purpose. Every row of tests/promises/mutations.tsv is
// a one-line patch and a test that docs/promises.md names: without the patch
// that test must pass, with it that test and nothing else must fail, saying
// what the row expects. All of it happens in a copy.
//
//   node tools/mutations.mjs native       what needs no browser
//   node tools/mutations.mjs script       a script patched in the built extension, in Chromium
//   node tools/mutations.mjs core         the core built anew with the patch, in Firefox
//   node tools/mutations.mjs all          the whole table
//   node tools/mutations.mjs NAME...      the rows of these patches
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ended } from './ran.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const COPY = join(ROOT, 'target/mutations/copy');
const BUILD = join(ROOT, 'target/mutations/build');
const PATCHES = join(ROOT, 'tests/promises');
const DISTS = ['chrome', 'firefox', 'test-chrome', 'test-firefox'];
// The copy is the whole world: git must not find the repository around it.
const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(COPY), CARGO_TARGET_DIR: BUILD, CARGO_TERM_COLOR: 'never' };

// --- the table -----------------------------------------------------------------------------------

const rows = readFileSync(join(PATCHES, 'mutations.tsv'), 'utf8').split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => {
    const [patch, promise, file, name, says, title = name] = line.split('\t');
    return { patch, promise, file, name, says, title, ...shape(file, patch) };
  });

/** How a row is proved: natively, in a browser with a script patched, or with the core built anew. */
function shape(file, patch) {
  const touched = [...readFileSync(join(PATCHES, patch), 'utf8').matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, path]) => path);
  if (file.endsWith('.rs')) return { touched, kind: 'native' };
  return { touched, kind: touched.every((path) => /^extension\/(?!dialog|frame\.[hc]|_locales)/.test(path)) ? 'script' : 'core' };
}

// --- the copy ------------------------------------------------------------------------------------

/** Brings the copy in line with the working tree; what is the same keeps its time, so that cargo does too. */
function copy() {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  const paths = new Set(list.toString().split('\0').filter((path) => path && existsSync(join(ROOT, path))));
  for (const path of paths) {
    const [from, to] = [join(ROOT, path), join(COPY, path)];
    const text = readFileSync(from);
    if (existsSync(to) && readFileSync(to).equals(text)) continue;
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to);
  }
  const stale = readdirSync(COPY, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(COPY.length + 1))
    .filter((path) => !paths.has(path) && !/^(node_modules|dist|target)\//.test(path));
  for (const path of stale) rmSync(join(COPY, path));
}

/**
 * The copy's own build folder: to cargo the copy and the original are the same
 * package, and each would be taken for a build of the other. The dependencies
 * are those of the original, if it was built.
 */
function copyDependencies() {
  const built = join(ROOT, 'target/debug');
  if (existsSync(BUILD) || !existsSync(built)) return;
  const isOurs = (path) => /^(lib)?knock[-_]first|^incremental$/.test(basename(path));
  const isTest = (path) => basename(dirname(path)) === 'deps' && !/\.(rlib|rmeta|so|d)$/.test(path);
  cpSync(built, join(BUILD, 'debug'), { recursive: true, preserveTimestamps: true, filter: (path) => !isOurs(path) && !isTest(path) });
}

/** What the browser tests need besides: the built extension and the packages. */
function copyBuilt() {
  rmSync(join(COPY, 'dist'), { recursive: true, force: true });
  cpSync(join(ROOT, 'dist'), join(COPY, 'dist'), { recursive: true });
  const gallery = 'target/gallery/core.js';
  if (existsSync(join(ROOT, gallery))) cpSync(join(ROOT, gallery), join(COPY, gallery));
  if (!existsSync(join(COPY, 'node_modules'))) symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
}

const apply = (patch) => execFileSync('git', ['apply', join(PATCHES, patch)], { cwd: COPY, env, stdio: ['ignore', 'ignore', 'pipe'] });

const restore = ({ touched }) => touched.forEach((path) => cpSync(join(ROOT, path), join(COPY, path)));

const byPatch = (some) => [...new Set(some.map(({ patch }) => patch))].map((patch) => [patch, some.filter((row) => row.patch === patch)]);

// --- tests without a browser ---------------------------------------------------------------------

/** The cargo target of a named test: the library's own, or a file of tests/. */
const target = ({ file }) => {
  if (file.startsWith('src/')) return 'lib';
  return file === 'tests/page/mod.rs' ? 'saved' : file.match(/^tests\/(\w+)\.rs$/)[1];
};

/** Builds the tests of some targets. The program of each, by target. */
function programs(targets) {
  const flags = targets.flatMap((one) => (one === 'lib' ? ['--lib'] : ['--test', one]));
  const built = spawnSync('cargo', ['test', '--quiet', '--no-run', '--message-format=json', ...flags], { cwd: COPY, env, maxBuffer: 1e9 });
  if (built.status !== 0) return { fault: `does not compile:\n${built.stderr}` };
  const artifacts = built.stdout.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ executable }) => executable);
  return Object.fromEntries(artifacts.map(({ target: { kind, name }, executable }) => [kind.includes('test') ? name : 'lib', executable]));
}

/** The test's whole name in its program: the one whose last part is the name. */
function wholeName(program, { name }) {
  const list = execFileSync(program, ['--list', '--format', 'terse'], { cwd: COPY, env }).toString();
  return list.split('\n').map((line) => line.replace(/: test$/, '')).find((line) => line === name || line.endsWith(`::${name}`));
}

function runNative(program, whole) {
  const run = spawnSync(program, [whole, '--exact', '--test-threads=1'], { cwd: COPY, env, maxBuffer: 1e9 });
  const out = `${run.stdout}${run.stderr}`;
  return { passed: out.includes('1 passed; 0 failed'), failed: out.includes('0 passed; 1 failed'), out };
}

function* native(some) {
  if (some.length === 0) return;
  const targets = [...new Set(some.map(target))];
  const whole = programs(targets);
  if (whole.fault) throw new Error(`unpatched, it ${whole.fault}`);
  for (const row of some) {
    row.whole = wholeName(whole[target(row)], row);
    const fault = !row.whole ? 'is not a test' : !runNative(whole[target(row)], row.whole).passed && 'fails without the patch';
    if (fault) yield { row, fault };
  }
  for (const [patch, of] of byPatch(some.filter(({ whole: found }) => found))) {
    apply(patch);
    const made = programs([...new Set(of.map(target))]);
    for (const row of of) {
      if (made.fault) yield { row, fault: made.fault };
      else yield judged(row, runNative(made[target(row)], row.whole));
    }
    restore(of[0]);
  }
}

function judged(row, { failed, out }) {
  if (!failed) return { row, fault: 'the test does not fail' };
  if (!out.includes(row.says)) return { row, fault: `the test fails for another reason:\n${out.slice(0, 2000)}` };
  return { row };
}

// --- tests in a browser --------------------------------------------------------------------------

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function runInBrowser({ file, title, kind }) {
  const report = join(COPY, 'ran.jsonl');
  rmSync(report, { force: true });
  // Where X's page forbids WebAssembly Chromium runs the translation, which a core built anew here lacks.
  const BROWSER = kind === 'core' ? 'firefox' : 'chromium';
  spawnSync('node', [
    '--test', `--test-name-pattern=${escaped(title)}`, '--test-reporter=./tools/ran.mjs', `--test-reporter-destination=${report}`, file,
  ], { cwd: COPY, env: { ...env, BROWSER, ROUNDS: '1' }, stdio: 'ignore' });
  const all = ended(report).filter((test) => test.name.includes(title) && test.ended !== 'skipped');
  const wrong = all.filter(({ ended: how, of }) => how === 'fail' && of === 'testCodeFailure');
  return {
    passed: all.length > 0 && all.every(({ ended: how }) => how === 'pass'),
    failed: wrong.length > 0,
    out: wrong.map(({ said }) => said).join('\n'),
  };
}

/** A core alone, as quick to build as it can be, put in place of what is built for good. */
function buildCore(feature, into) {
  const run = (command, ...rest) => execFileSync(command, rest, {
    cwd: COPY,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...env, ...(feature === 'content' && { MESSAGE_CODES: '1' }), CARGO_TARGET_DIR: join(ROOT, 'target/mutations/wasm'), CARGO_INCREMENTAL: '1',
      CARGO_PROFILE_RELEASE_LTO: 'off', CARGO_PROFILE_RELEASE_OPT_LEVEL: '1', CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
    },
  });
  const out = join(ROOT, 'target/mutations/bound');
  const wasm = 'wasm32-unknown-unknown';
  run('cargo', 'build', '--release', '--quiet', '--lib', '--target', wasm, '--no-default-features', '--features', feature);
  run('wasm-bindgen', '--target', 'no-modules', '--no-typescript', '--out-dir', out, join(ROOT, `target/mutations/wasm/${wasm}/release/knock_first.wasm`));
  run('node', 'tools/shorten.mjs', join(out, 'knock_first.js'), join(out, 'knock_first_bg.wasm'), join(out, 'glue.js'), join(out, 'core.wasm'));
  for (const file of into) run('node', 'tools/encode.mjs', join(out, 'glue.js'), join(out, 'core.wasm'), file);
}

/** The core as the tests of this file have it: in the extension, or by itself for the gallery. */
function buildCores(some) {
  buildCore('content', ['dist/firefox/core.js']);
  const [, onGallery] = readFileSync(join(ROOT, 'tests/e2e/dialog.test.mjs'), 'utf8').split("inEachBrowser('every form'");
  if (!some.some(({ file, name }) => file === 'tests/e2e/dialog.test.mjs' && onGallery.includes(name))) return;
  mkdirSync(join(COPY, 'target/gallery'), { recursive: true });
  buildCore('gallery', ['target/gallery/core.js']);
}

/** Scripts, put in place of those that are built, which are without their remarks. */
function putInPlace(paths) {
  for (const path of paths) {
    for (const dist of DISTS) cpSync(join(COPY, path), join(COPY, 'dist', dist, path.slice('extension/'.length)));
  }
}

function* inBrowser(some) {
  if (some.length === 0) return;
  copyBuilt();
  for (const kind of ['script', 'core']) {
    const of = some.filter((row) => row.kind === kind);
    if (of.length > 0 && kind === 'core') buildCores(of);
    const sound = [];
    for (const row of of) {
      if (runInBrowser(row).passed) sound.push(row);
      else yield { row, fault: 'does not pass without the patch' };
    }
    for (const [patch, together] of byPatch(sound)) {
      apply(patch);
      if (kind === 'core') buildCores(together);
      else for (const { touched } of together) putInPlace(touched);
      for (const row of together) yield judged(row, runInBrowser(row));
      restore(together[0]);
      if (kind === 'script') copyBuilt();
    }
  }
}

// -------------------------------------------------------------------------------------------------

const asked = process.argv.slice(2);
const isAsked = (row) => asked.includes('all') || asked.includes(row.kind) || asked.includes(row.patch.replace(/\.patch$/, ''));
const some = rows.filter(isAsked);
if (some.length === 0) throw new Error('no row of tests/promises/mutations.tsv is meant: native, script, core, all, or names of patches');
mkdirSync(COPY, { recursive: true });
copy();
copyDependencies();
const faults = new Set();
function* all() {
  yield* native(some.filter(({ kind }) => kind === 'native'));
  yield* inBrowser(some.filter(({ kind }) => kind !== 'native'));
}
for (const { row, fault } of all()) {
  console.log(`${fault ? 'NOT CAUGHT' : 'caught'}  ${row.promise}  ${row.patch}  by ${row.file}: ${row.title}${fault ? `: ${fault}` : ''}`);
  if (fault) faults.add(row);
}
console.log(`${some.length - faults.size} of ${some.length} mutations caught, ${new Set(some.map(({ promise }) => promise)).size} promises`);
process.exitCode = Number(faults.size > 0);
