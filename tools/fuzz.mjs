// Fuzzes for so many seconds, shared by all targets of fuzz/Cargo.toml, as many
// at a time as there are processors. The seeds of fuzz/corpus come first; what
// is found on the way goes to target/fuzz, and an input that fails is named.
//
//   node tools/fuzz.mjs SECONDS [TARGET...]
//
// libFuzzer without cargo-fuzz: of what that adds, only the counters are needed,
// which are stable flags. There is no unsafe code here for a sanitiser to watch.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [seconds, ...asked] = process.argv.slice(2);
const all = [...readFileSync('fuzz/Cargo.toml', 'utf8').matchAll(/\[\[bin\]\]\s+name = "(\w+)"/g)].map(([, name]) => name);
const targets = asked.length > 0 ? all.filter((name) => asked.includes(name)) : all;
const each = Math.floor(Number(seconds) / targets.length);
if (!(each >= 1)) throw new Error(`usage: node tools/fuzz.mjs SECONDS [${all.join('|')}], a second for each target at least`);

const LONGEST = 4096; // bytes of an input; tests/properties.rs reads a megabyte
const host = execFileSync('rustc', ['-vV']).toString().match(/^host: (.*)$/m)[1];
const counters = ['level=4', 'inline-8bit-counters', 'pc-table', 'trace-compares'].map((one) => `-Cllvm-args=-sanitizer-coverage-${one}`);
// Named by its --target, so that build scripts and macros are not counted.
execFileSync('cargo', ['build', '--release', '--quiet', '--locked', '--manifest-path', 'fuzz/Cargo.toml', '--target', host, '--target-dir', 'target/fuzz/build'], {
  stdio: 'inherit',
  env: { ...process.env, RUSTFLAGS: ['-Cpasses=sancov-module', ...counters, '--cfg', 'fuzzing'].join(' ') },
});

function run(target) {
  const [found, failed] = ['found', 'failed'].map((kind) => `target/fuzz/${kind}/${target}`);
  for (const folder of [found, failed]) mkdirSync(folder, { recursive: true });
  const seeds = [`fuzz/corpus/${target}`, ...(target === 'text' ? ['fuzz/corpus/read'] : [])].filter(existsSync);
  const fuzzer = spawn(`target/fuzz/build/${host}/release/${target}`, [
    found, ...seeds, '-seed=1', `-max_total_time=${each}`, `-max_len=${LONGEST}`, '-timeout=5', '-print_final_stats=1', '-verbosity=1', `-artifact_prefix=${failed}/`,
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  fuzzer.stderr.on('data', (data) => { said = (said + data).slice(-20_000); });
  return new Promise((done) => {
    fuzzer.on('close', (code) => {
      const last = (pattern) => Number(said.match(pattern)?.[1] ?? 0);
      const executions = last(/stat::number_of_executed_units:\s+(\d+)/);
      const covered = [...said.matchAll(/cov: (\d+)/g)].at(-1)?.[1] ?? 0;
      const count = seeds.reduce((sum, folder) => sum + readdirSync(folder).length, 0);
      console.log(`${target.padEnd(10)} ${each} s  ${String(executions).padStart(8)} inputs, ${count} of them seeds  ${covered} edges  ${code === 0 ? 'nothing fails' : 'FAILS'}`);
      // A run that read nothing has proved nothing.
      const isProof = code === 0 && executions > count;
      if (!isProof) console.log(`${said}\nAn input in ${failed}/ fails: make it small, put it among the seeds in fuzz/corpus/${target}/, and mend what it shows.`);
      done(isProof);
    });
  });
}

const waiting = [...targets];
const results = [];
const work = async () => {
  for (let target = waiting.shift(); target; target = waiting.shift()) results.push(await run(target));
};
await Promise.all(cpus().slice(0, 2).map(work));
process.exitCode = Number(!results.every(Boolean));
