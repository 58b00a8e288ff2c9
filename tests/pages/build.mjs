// Builds the stand-in for X into target/standin/. A fraction of a second, so it is
// built afresh each time rather than cached.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const from = new URL('standin/', import.meta.url);
const here = (name) => fileURLToPath(new URL(name, from));

export const builtStandin = new URL('../../target/standin/', import.meta.url);

const common = {
  bundle: true,
  minify: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  outdir: fileURLToPath(builtStandin),
  logLevel: 'warning',
};

/** Writes main.js, plain.js, standin.css for the browser and static.cjs for the server. */
export async function buildStandin() {
  await mkdir(builtStandin, { recursive: true });
  await Promise.all([
    build({ ...common, entryPoints: [here('main.jsx'), here('plain.js'), here('standin.css')], format: 'iife', target: 'es2022' }),
    build({ ...common, entryPoints: [here('static.jsx')], format: 'cjs', platform: 'node', outExtension: { '.js': '.cjs' } }),
  ]);
  return builtStandin;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildStandin();
