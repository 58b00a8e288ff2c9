// The parts that others wrote: what is linked into what ships, and what makes it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const WASM = 'wasm32-unknown-unknown';

/** What of npm's makes what ships, and not only tests it. */
export const NPM_TOOLS = ['@gfx/zopfli', 'binaryen', 'esbuild'];
// Of packages that npm has once for each kind of machine, the one that releases are made with.
const MACHINE = { os: 'linux', cpu: 'x64' };

// What the standard library brings with it. Cargo's own record does not say,
// since it is built from source beside ours.
const STANDARD = ['compiler_builtins', 'dlmalloc', 'hashbrown', 'libc', 'rustc-demangle'];

/**
 * All parts, by name, as `{ref, name, version, licence, ships, hash, folder, needs}`: `ref` is a package URL, `hash`
 * `{alg, content}` if the lock files have one, `folder` its sources and `authors` if it is Rust, `needs` the refs of
 * others. Those that we name ourselves are `direct`.
 */
export function parts() {
  const all = [...crates(), ...standardLibrary(), ...npm(), ...programs()];
  return all.sort((one, other) => (one.ref < other.ref ? -1 : 1));
}

// --- Rust ----------------------------------------------------------------------------------------

function crates() {
  const { packages, resolve } = JSON.parse(execFileSync('cargo', ['metadata', '--format-version=1', '--locked', '--filter-platform', WASM], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }));
  const packageOf = new Map(packages.map((one) => [one.id, one]));
  const edges = new Map(resolve.nodes.map(({ id, deps }) => [id, deps]));
  const hashes = checksums(readFileSync(join(ROOT, 'Cargo.lock'), 'utf8'));
  // A procedural macro runs in the compiler; so does all that it needs.
  const isMacro = (id) => packageOf.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const ships = new Map();
  const visit = (id, linked) => {
    if (ships.get(id) || (ships.has(id) && !linked)) return;
    ships.set(id, linked);
    for (const { pkg, dep_kinds: kinds } of edges.get(id)) {
      if (kinds.some(({ kind }) => kind === null)) visit(pkg, linked && !isMacro(pkg));
      if (kinds.some(({ kind }) => kind === 'build')) visit(pkg, false);
    }
  };
  visit(resolve.root, true);
  ships.delete(resolve.root);
  const ref = (id) => cargoRef(packageOf.get(id).name, packageOf.get(id).version);
  return [...ships].map(([id, linked]) => {
    const { name, version, license, authors, manifest_path: manifest } = packageOf.get(id);
    const needs = edges.get(id).filter(({ pkg, dep_kinds: kinds }) => ships.has(pkg) && kinds.some(({ kind }) => kind !== 'dev')).map(({ pkg }) => ref(pkg));
    const direct = edges.get(resolve.root).some(({ pkg, dep_kinds: kinds }) => pkg === id && kinds.some(({ kind }) => kind !== 'dev'));
    return { ref: ref(id), name, version, licence: spdx(license), ships: linked, direct, hash: hashes.get(`${name} ${version}`), folder: join(manifest, '..'), authors, needs };
  });
}

function standardLibrary() {
  const toolchain = rustVersion();
  const library = join(execFileSync('rustc', ['--print', 'sysroot'], { cwd: ROOT, encoding: 'utf8' }).trim(), 'lib/rustlib/src/rust/library');
  const lock = readFileSync(join(library, 'Cargo.lock'), 'utf8');
  const hashes = checksums(lock);
  const brought = STANDARD.map((name) => {
    const version = lock.match(new RegExp(`^name = "${name}"\\nversion = "(.+)"$`, 'm'))?.[1];
    const folder = name === 'compiler_builtins' ? join(library, 'compiler-builtins') : registryFolder(`${name}-${version}`);
    if (!version || !folder) throw new Error(`The sources of ${name}, which the standard library brings, are not here: run ./build.sh first.`);
    const manifest = readFileSync(join(folder, name === 'compiler_builtins' ? 'compiler-builtins/Cargo.toml' : 'Cargo.toml'), 'utf8');
    return { ref: cargoRef(name, version), name, version, licence: spdx(manifest.match(/^license = "(.+)"$/m)[1]), ships: true, hash: hashes.get(`${name} ${version}`), folder, needs: [] };
  });
  const std = { ref: `pkg:generic/rust-std@${toolchain}`, name: 'std', version: toolchain, licence: 'MIT OR Apache-2.0', ships: true, direct: true, authors: ['The Rust Project Developers'], needs: brought.map(({ ref }) => ref) };
  return [std, ...brought];
}

// An older way to write it, from before there was a standard.
const spdx = (licence) => licence.replace('/', ' OR ');

const cargoRef = (name, version) => `pkg:cargo/${name}@${version}`;

function checksums(lock) {
  const rows = lock.matchAll(/^name = "(.+)"\nversion = "(.+)"\nsource = .*\nchecksum = "(.+)"$/gm);
  return new Map([...rows].map(([, name, version, content]) => [`${name} ${version}`, { alg: 'SHA-256', content }]));
}

function registryFolder(name) {
  const sources = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry/src');
  return readdirSync(sources).map((registry) => join(sources, registry, name)).find(existsSync);
}

// --- npm, and programs ---------------------------------------------------------------------------

function npm() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const found = new Map();
  const visit = (name, direct) => {
    const entry = packages[`node_modules/${name}`];
    const [here, there] = [entry?.os?.includes(MACHINE.os) ?? true, entry?.cpu?.includes(MACHINE.cpu) ?? true];
    if (!entry || !here || !there) return undefined;
    const ref = `pkg:npm/${name.replace('@', '%40')}@${entry.version}`;
    if (!found.has(ref)) {
      const [algorithm, hash] = entry.integrity.split('-');
      const alg = { sha512: 'SHA-512', sha256: 'SHA-256' }[algorithm];
      const part = { ref, name, version: entry.version, licence: entry.license, ships: false, direct, hash: { alg, content: Buffer.from(hash, 'base64').toString('hex') }, needs: [] };
      found.set(ref, part);
      const needed = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
      part.needs = needed.map((one) => visit(one, false)).filter(Boolean);
    }
    return ref;
  };
  for (const name of NPM_TOOLS) visit(name, true);
  return [...found.values()];
}

function programs() {
  const toolchain = rustVersion();
  const bindgen = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8').match(/^name = "wasm-bindgen"\nversion = "(.+)"$/m)[1];
  const program = (ref, name, version) => ({ ref, name, version, licence: 'MIT OR Apache-2.0', ships: false, direct: true, needs: [] });
  return [program(`pkg:generic/rust@${toolchain}`, 'rust', toolchain), program(cargoRef('wasm-bindgen-cli', bindgen), 'wasm-bindgen-cli', bindgen)];
}

function rustVersion() {
  return readFileSync(join(ROOT, 'rust-toolchain.toml'), 'utf8').match(/^channel = "(.+)"$/m)[1];
}
