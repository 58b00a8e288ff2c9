// Builds the stand-in for X, in memory: test files run side by side, and one
// must not find a file half written by another.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';

const from = new URL('standin/', import.meta.url);
const here = (name) => fileURLToPath(new URL(name, from));

const common = {
  bundle: true,
  minify: true,
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  outdir: '/',
  write: false,
  logLevel: 'warning',
};

let built;

/** {files: text of main.js, plain.js and standin.css by path, drawStatic: the page without React}, built once. */
export const buildStandin = () => {
  built ??= Promise.all([
    build({ ...common, entryPoints: [here('main.jsx'), here('plain.js'), here('standin.css')], format: 'iife', target: 'es2022' }),
    build({ ...common, entryPoints: [here('static.jsx')], format: 'cjs', platform: 'node' }),
  ]).then(([pages, drawing]) => ({
    files: Object.fromEntries(pages.outputFiles.map(({ path, text }) => [path, text])),
    drawStatic: exported(drawing.outputFiles[0].text).drawStatic,
  }));
  return built;
};

/** What a CommonJS text exports. */
function exported(text) {
  const module = { exports: {} };
  runInThisContext(`(module, exports, require) => {${text}\n}`)(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
