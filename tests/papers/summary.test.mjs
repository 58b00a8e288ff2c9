// The page for an intranet is one page, in each language, and a tagged PDF.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { write } from '../../tools/pdf.mjs';

const paper = (name) => fileURLToPath(new URL(`../../docs/trust/${name}.md`, import.meta.url));
const pagesOf = (pdf) => pdf.match(/\/Type \/Page\b/g)?.length;

test('the summary is one page in each language; a long paper is more', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'papers-'));
  try {
    await write(folder, [paper('summary.en'), paper('summary.cy'), paper('security')]);
    const pdf = (name) => readFile(join(folder, `${name}.pdf`), 'latin1');
    for (const [name, language] of [['summary.en', 'en'], ['summary.cy', 'cy']]) {
      const printed = await pdf(name);
      assert.equal(pagesOf(printed), 1, name);
      assert.match(printed, /\/StructTreeRoot/, `${name} is tagged`);
      assert.match(printed, new RegExp(`/Lang \\(${language}\\)`), `${name} says its language`);
    }
    assert.ok(pagesOf(await pdf('security')) > 2, 'pages are counted');
  } finally {
    await rm(folder, { recursive: true });
  }
});
