// Changes the pure core at random places with cargo-mutants and counts the
// changes that no test notices. What came of each is kept in docs/mutants.tsv, so
// that samples add up; docs/mutants.md is written from it.
//
//   node tools/mutants.mjs                      the three that must hold
//   node tools/mutants.mjs settings reflect     these modules
//   node tools/mutants.mjs recognise:0/26       a sample: the first of 26 parts
//   node tools/mutants.mjs report               only writes the page
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
const KEPT = 'docs/mutants.tsv';
const DEMANDED = ['settings', 'reflect', 'recognise'];
const filesOf = (module) => ['--file', `src/${module}.rs`, '--file', `src/${module}/**`];

/** Tries a module's mutants, or a part of them, and gives what came of each by its full name. */
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
  const out = `${folder}/mutants.out`;
  const { outcomes } = JSON.parse(readFileSync(`${out}/outcomes.json`, 'utf8'));
  const named = ({ log_path: log }) => readFileSync(`${out}/${log}`, 'utf8').match(/^\*\*\* (src\/.*)$/m)?.[1];
  return new Map(outcomes.filter(({ scenario }) => scenario.Mutant).map((one) => [named(one), one.summary]));
}

/** Each mutant of a module that there is now, by the words cargo-mutants has for it. */
const listed = Object.fromEntries(Object.keys(MODULES).map((module) => [module, list(module)]));
function list(module) {
  return execFileSync('cargo', ['mutants', '--list', '--colors', 'never', ...filesOf(module)], { stdio: ['ignore', 'pipe', 'ignore'] })
    .toString().split('\n').filter(Boolean);
}

// Lines move; what a mutant does, and how many of its kind come before it, do not.
function numbered(names) {
  const seen = new Map();
  return names.map((name) => {
    const plain = name.replace(/:\d+:\d+:/, ':');
    seen.set(plain, (seen.get(plain) ?? 0) + 1);
    return `${plain} (${seen.get(plain)})`;
  });
}

const kept = new Map(readFileSync(KEPT, 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t').reverse()));
const asked = process.argv.slice(2);
for (const one of asked.length > 0 ? asked.filter((word) => word !== 'report') : DEMANDED) {
  const [module, shard] = one.split(':');
  if (!MODULES[module]) throw new Error(`modules: ${Object.keys(MODULES).join(', ')}`);
  const tried = run(module, shard);
  const names = listed[module];
  numbered(names).forEach((name, at) => {
    if (tried.has(names[at])) kept.set(name, tried.get(names[at]));
  });
}

// --- the page ------------------------------------------------------------------------------------

const rows = [];
const survivors = [];
const lines = [];
for (const module of Object.keys(MODULES)) {
  const all = numbered(listed[module]).sort();
  lines.push(...all.filter((name) => kept.has(name)).map((name) => `${kept.get(name)}\t${name}`));
  const of = (summary) => all.filter((name) => kept.get(name) === summary);
  const [caught, missed, late, unviable] = ['CaughtMutant', 'MissedMutant', 'Timeout', 'Unviable'].map(of);
  const judged = caught.length + missed.length + late.length;
  if (judged === 0) continue;
  const share = missed.length / judged;
  rows.push({ module, all: all.length, caught: caught.length + late.length, missed: missed.length, unviable: unviable.length, share });
  survivors.push(...missed);
}
writeFileSync(KEPT, `# What came of each mutant when it was last tried: outcome <tab> mutant. Written by \`./build.sh mutants\`.\n${lines.join('\n')}\n`);
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
