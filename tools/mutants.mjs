// Changes the pure core at random places with cargo-mutants and counts the
// changes that no test notices. Writes docs/mutants.md from all that target/mutants
// holds; what was tried of a module before and has not changed stays counted.
//
//   node tools/mutants.mjs                      the three that must hold
//   node tools/mutants.mjs settings reflect     these modules
//   node tools/mutants.mjs recognise:0/26       a sample: the first of 26 parts
//   node tools/mutants.mjs report               only writes the page
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const MODULES = {
  settings: ['--lib'],
  reflect: ['--lib'],
  // A change in how anything is read shows in the figures on the frozen rows.
  recognise: ['--lib', '--test=recognise_rules', '--test=recognise_details', '--test=recognise_properties', '--test=accuracy'],
  page: ['--lib', '--test=saved'],
  keep: ['--lib'],
};
const MOST_SURVIVING = 0.1;
const DEMANDED = ['settings', 'reflect', 'recognise'];
const filesOf = (module) => ['--file', `src/${module}.rs`, '--file', `src/${module}/**`];

function run(module, shard) {
  const folder = `target/mutants/${module}${shard ? `-${shard.replace('/', '-of-')}` : ''}`;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('cargo', [
    'mutants', '-o', folder, ...filesOf(module), ...(shard ? ['--shard', shard] : []),
    // Given to each call of cargo, or all tests would be built for each mutant.
    ...MODULES[module].map((test) => `-C=${test}`), '--timeout', '120', '--build-timeout', '600', '--colors', 'never',
  ], {
    stdio: 'inherit',
    env: { ...process.env, CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_TEST_DEBUG: '0', CARGO_INCREMENTAL: '1', PROPTEST_CASES: '32' },
  });
  // 2 and 3: some survived or ran out of time, which the page says.
  if (![0, 2, 3].includes(status)) throw new Error(`cargo mutants failed (${status})`);
}

const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked.filter((word) => word !== 'report') : DEMANDED) {
  const [module, shard] = one.split(':');
  if (!MODULES[module]) throw new Error(`modules: ${Object.keys(MODULES).join(', ')}`);
  run(module, shard);
}

// --- the page ------------------------------------------------------------------------------------

/** Each mutant there is now, by the words cargo-mutants has for it. */
const listed = (module) => execFileSync('cargo', ['mutants', '--list', '--colors', 'never', ...filesOf(module)], { stdio: ['ignore', 'pipe', 'ignore'] })
  .toString().split('\n').filter(Boolean);

// Lines move; what a mutant does, and how many of its kind come before it, do not.
const numbered = (names) => {
  const seen = new Map();
  return names.map((name) => {
    const plain = name.replace(/:\d+:\d+:/, ':');
    seen.set(plain, (seen.get(plain) ?? 0) + 1);
    return `${plain} (${seen.get(plain)})`;
  });
};

/** What came of every mutant ever tried, by its name; the newest counts. */
function outcomes() {
  const found = new Map();
  const folders = existsSync('target/mutants') ? readdirSync('target/mutants', { recursive: true }).map((path) => `target/mutants/${path}`) : [];
  const age = (path) => statSync(path).mtimeMs;
  const files = folders.filter((path) => path.endsWith('/outcomes.json')).sort((a, b) => age(a) - age(b));
  for (const file of files) {
    for (const { scenario, summary, log_path: log } of JSON.parse(readFileSync(file, 'utf8')).outcomes) {
      if (scenario === 'Baseline') continue;
      const name = readFileSync(file.replace('outcomes.json', log), 'utf8').match(/^\*\*\* (src\/.*)$/m)?.[1];
      if (name) found.set(name, summary);
    }
  }
  return found;
}

const tried = outcomes();
const rows = [];
const survivors = [];
for (const module of Object.keys(MODULES)) {
  const all = listed(module);
  const of = (summary) => all.filter((name) => tried.get(name) === summary);
  const [caught, missed, late, unviable] = ['CaughtMutant', 'MissedMutant', 'Timeout', 'Unviable'].map(of);
  const judged = caught.length + missed.length + late.length;
  if (judged === 0) continue;
  const share = missed.length / judged;
  rows.push({ module, all: all.length, caught: caught.length + late.length, missed: missed.length, unviable: unviable.length, share });
  survivors.push(...numbered(missed));
}
const table = rows.map(({ module, all, caught, missed, unviable, share }) => `| \`${module}\` | ${all} | ${caught + missed + unviable} | ${unviable} | ${caught} | ${missed} | ${(100 * share).toFixed(1)} % |`);
writeFileSync('docs/mutants.md', `# Changes that no test notices

[cargo-mutants](https://mutants.rs) changes the pure core in one place at a time: another operator, another value given
back, a branch left out. A change that no test notices is a gap in the tests. The demand: under ${100 * MOST_SURVIVING} % survive in
${DEMANDED.map((one) => `\`${one}\``).join(', ')}. \`./build.sh mutants\` writes this page. Where not all mutants of a module were tried, those that
were are a sample.

| module | mutants | tried | do not compile | caught | survive | share surviving |
|---|---|---|---|---|---|---|
${table.join('\n')}

Caught by:

${rows.map(({ module }) => `- \`${module}\`: \`cargo test ${MODULES[module].join(' ').replaceAll('=', ' ')}\``).join('\n')}

For \`recognise\` these are the unit tests, the lines of \`tests/rules.tsv\`, the properties, and the figures on the frozen
rows. Mutants that change nothing anybody could tell are left out in \`.cargo/mutants.toml\`, with the reason.

## Those that survive

${survivors.length > 0 ? survivors.map((name) => `- \`${name}\``).join('\n') : 'None.'}
`);
for (const { module, all, caught, missed, unviable, share } of rows) {
  console.log(`${module.padEnd(10)} ${caught + missed + unviable} of ${all} mutants tried, ${unviable} do not compile, ${caught} caught, ${missed} survive: ${(100 * share).toFixed(1)} %`);
}
process.exitCode = Number(rows.some(({ module, share }) => DEMANDED.includes(module) && share >= MOST_SURVIVING));
