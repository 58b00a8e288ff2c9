// The two encodings of the core, each in an extension page of each browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { everywhere } from './world.mjs';

const translation = readFileSync(new URL('../../dist/chrome/translation.js', import.meta.url), 'utf8');

everywhere('encodings', (check) => {
  for (const encoding of ['wasm', 'translation']) {
    // wasm2js leaves the old buffer of a grown memory attached, and the glue
    // then reads texts from it that are empty. So: a text larger than the
    // memory goes in, and words must come out.
    check(`${encoding}: texts come out whole after the memory has grown`, async ({ run }) => {
      const page = await run.extensionPage('popup.html');
      const words = await page.evaluate(async (name) => {
        for (const file of ['core.js', 'translation.js']) {
          const script = document.createElement('script');
          script.src = file;
          await new Promise((done) => { script.onload = done; document.body.append(script); });
        }
        await globalThis.knockFirst.unpacked;
        const core = globalThis.knockFirst[name]();
        const notes = [];
        globalThis.knockFirst.note = (note) => notes.push(note);
        globalThis.knockFirst.address = () => location.pathname;
        // What a timeline looks like where X has renamed its posts.
        history.pushState(null, '', '/home');
        document.body.innerHTML = `<main>${'<a href="/pond_kf/status/1"><time>1 h</time></a>'.repeat(12)}</main>`;
        core.look();
        core.learn(`accounts=${'x'.repeat(12_000_000)}`);
        document.querySelector('main').outerHTML = `<article>${document.querySelector('main').innerHTML}</article>`;
        core.look();
        return notes;
      }, encoding);
      assert.equal(words.length, 2);
      assert.match(words[0], /^sight posts-/);
      assert.match(words[1], /^sight posts\+/);
      await page.close();
    });
  }
});

test('no 64-bit number crosses the translated core’s edge', () => {
  // wasm2js splits one into halves and fetches the upper one through these.
  assert.doesNotMatch(translation, /[gs]etTempRet0/);
});

test('the translated core carries no data: they are those of the module', () => {
  assert.doesNotMatch(translation, /[\w+/]{100}/);
});

test('the translated core multiplies and divides no 64-bit numbers', () => {
  // wasm2js does that in software, eight times slower and more: hashes and counts here are 32 bits wide.
  const lowered = readFileSync(new URL('../../target/encoded/low.mjs', import.meta.url), 'utf8');
  assert.match(lowered, /asmFunc/, 'this is the translated core');
  assert.doesNotMatch(lowered, /__wasm_i64_(mul|[us]div|[us]rem)/);
});
