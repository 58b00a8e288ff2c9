// A long run of random gestures over the stand-in, with faults put in between: what X does must be what the
// reader did, each time exactly once. Everything that is done follows from the seed.
//
//   ./build.sh soak [SEED] [COUNT] [FROM-TO]
//
// Each browser does COUNT gestures, fifty to a page load. On a failure the shortest run of gestures that
// is known to fail the same way is printed, as the words to say to do it again.
import { readFileSync } from 'node:fs';
import { isShown, launch, pauseOf, startServer, until } from './harness/index.mjs';
import { faulty, kill, memoryOf, tell } from './soak-faults.mjs';
import { judge, plan, POINTED, STRETCH } from './soak-plan.mjs';
import { BROWSERS, built } from './world.mjs';

const LISTED = [...readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);

/**
 * Does the gestures from `from` up to `to` of a seed in one browser; in a `bare` one there is no extension, to know what
 * the page and the tools keep by themselves. Throws what went wrong, with `at`, the gesture.
 */
export async function soak({ browser, csp, seed, from = 0, to, bare = false, say = () => {} }) {
  const server = await startServer({ csp, page: { late: 0, rows: 12 } });
  const extension = bare ? { remove() {} } : await faulty(built(browser));
  // High enough for all rows: a list that scrolls reuses its nodes for other people.
  const run = await launch({ browser, server, extension: extension.folder, height: 2400 });
  const seen = { browser, csp, bare, gestures: 0, asked: 0, on: 0, left: 0, through: 0, elsewhere: 0, gone: 0, faults: {}, samples: [], growth: [] };
  const started = Date.now();
  const wrong = [];
  try {
    if (!bare) await run.forget();
    const page = await run.open('/home');
    page.on('pageerror', (error) => wrong.push(String(error)));
    for (let first = from - (from % STRETCH); first < to; first += STRETCH) {
      const steps = plan(seed, first).filter(({ at }) => at >= from && at < to);
      await stretch(run, page, steps, seen, wrong);
      if ((first / STRETCH) % 20 === 19) say(`${browser}: ${seen.gestures} gestures, ${(seen.gestures / (Date.now() - started) * 1000).toFixed(1)} a second, ${seen.asked} questions`);
    }
    if (!bare) await keysOf(run);
  } finally {
    await run.close().catch(() => {});
    await server.close();
    await extension.remove();
  }
  seen.perSecond = seen.gestures / (Date.now() - started) * 1000;
  return seen;
}

/** Gestures until a page has made what it makes once. */
const WARM = 10;

async function stretch(run, page, steps, seen, wrong) {
  if (!steps.length) return;
  if (!seen.bare) await run.forget();
  await page.bringToFront();
  await page.goto(new URL(steps[0].path, 'https://x.com').href);
  if (!seen.bare) await until(() => tell(page, 'ready'), (status) => status !== 'waiting', { what: 'the core to start' });
  const known = { asked: new Set(), faults: 0 };
  let before, since;
  for (const [nth, step] of steps.entries()) {
    if (nth === WARM) [before, since] = [await memoryOf(page, run), nth];
    try {
      await gesture(run, page, step, known, seen);
      if (wrong.length) throw new Error(wrong.join('; '));
    } catch (error) {
      error.at = step.at;
      error.step = step;
      throw error;
    }
    seen.gestures += 1;
  }
  const after = await memoryOf(page, run);
  seen.samples.push({ path: steps[0].path, ...after });
  if (before) seen.growth.push(Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] - before[name]) / (steps.length - since)])));
}

async function gesture(run, page, step, known, seen) {
  const fault = seen.bare ? undefined : step.fault;
  if (fault) seen.faults[fault] = (seen.faults[fault] ?? 0) + 1;
  if (fault === 'kill') await kill(run);
  if (['core', 'note', 'ask', 'full', 'back', 'forth'].includes(fault)) await tell(page, fault);
  if (fault) known.faults += 1;
  const place = await page.evaluate(prepare, { ...step, isPointed: POINTED.includes(step.press) });
  if (place.problem) throw new Error(`${place.problem}: ${step.selector}`);
  await PRESS[step.press](page, place);
  let now = await page.evaluate(look, step);
  const expected = seen.bare && step.press !== 'elsewhere' ? 'through' : judge(step, known);
  if (expected === 'nothing') {
    now = await until(() => page.evaluate(look, step), ({ asked }) => !asked, { what: 'the frame of a press let go elsewhere to go' });
    if (now.done) throw new Error('done, though let go elsewhere');
    seen.elsewhere += 1;
  } else if (now.asked) {
    seen.asked += 1;
    if (expected === 'through') throw new Error('a question that should not be put');
    if (now.done) throw new Error('asked about and done at once');
    await until(() => isShown(page), Boolean, { what: 'the question to be drawn' });
    now = await answer(page, step, seen);
  } else {
    if (expected === 'ask') throw new Error('a question that should be put');
    if (now.done !== 1) throw new Error(`done ${now.done} times, unasked`);
    seen.through += 1;
  }
  if (now.errors.length) throw new Error(now.errors.join('; '));
  if (now.asked) throw new Error('the question stays');
}

/** Answers the question, after the page has done something to it. */
async function answer(page, step, seen) {
  const { page: mischief } = step;
  if (mischief) seen.faults[mischief] = (seen.faults[mischief] ?? 0) + 1;
  if (mischief) await page.evaluate(misbehave, { ...step, mischief });
  const isLost = mischief === 'strip' || mischief === 'move';
  const on = step.answer === 'on';
  if (on) await page.keyboard.press('Tab');
  await page.keyboard.press(step.answer === 'escape' ? 'Escape' : 'Enter');
  let now = await until(() => answered(page, step), Boolean, { what: 'the answer to be heard' });
  if (now.asked) {
    seen.gone += 1;
    await page.keyboard.press('Enter');
    now = await until(() => page.evaluate(look, step), ({ asked }) => !asked, { what: 'the notice to go' });
  }
  const times = on && !isLost && mischief !== 'gone' ? 1 : 0;
  if (now.done !== times) throw new Error(`done ${now.done} times, answered ${step.answer}${mischief ? ` after ${mischief}` : ''}`);
  seen[times ? 'on' : 'left'] += 1;
  return now;
}

/** What was done, once the question has gone or the notice stands that the control has; nothing before. */
async function answered(page, step) {
  const now = await page.evaluate(look, step);
  if (!now.asked) return now;
  const notice = step.page === 'gone' && step.answer === 'on' && await pauseOf(page);
  return notice?.name === 'Nothing was done' && notice.focused && now;
}

// --- in the page -----------------------------------------------------------------------------------

/** Puts things as they were, and says where the control is. */
async function prepare({ selector, handle, isPointed, action, path }) {
  const { __standin: x } = window;
  const at = new URL(path, location).pathname;
  if (location.pathname !== at) x.history.push(at);
  document.activeElement?.blur?.();
  if (handle) {
    x.restoreControl(handle);
    x.setUser(handle, { following: false });
  }
  await new Promise((done) => { setTimeout(done); }); // React has drawn it
  if (scrollY) {
    // A key that nobody took has scrolled the page; the list draws other rows once it has heard that it is back.
    scrollTo(0, 0);
    for (let frame = 0; frame < 3; frame += 1) await new Promise((done) => { requestAnimationFrame(done); });
  }
  return new Promise((done) => {
    const find = (left) => {
      const control = document.querySelector(selector);
      const again = (problem) => (left ? requestAnimationFrame(() => find(left - 1)) : done({ problem }));
      if (!control) return again('nothing matches');
      const centre = () => {
        const { x: left0, y, width, height } = control.getBoundingClientRect();
        return { x: left0 + width / 2, y: y + height / 2 };
      };
      const isThere = () => control.contains(document.elementFromPoint(centre().x, centre().y));
      if (isPointed && !isThere()) return again('covered');
      if (!isPointed) (action === 'r' ? control.closest('article') : control).focus();
      x.clear();
      return done(centre());
    };
    find(60);
  });
}

/** What was done, and whether a question stands. */
function look({ acts }) {
  const log = window.__standin.log;
  const host = [...document.documentElement.children].find((one) => one.localName === 'div');
  return {
    asked: Boolean(host),
    done: log.filter(({ what, detail }) => acts.includes(`${what} ${detail}`)).length,
    errors: log.filter(({ what }) => what === 'error' || what === 'hacked').map(({ what, detail }) => `${what} ${detail}`),
  };
}

/** What a page may do while a question stands. */
function misbehave({ mischief, handle }) {
  const host = [...document.documentElement.children].find((one) => one.localName === 'div');
  ({
    swap: () => window.__standin.swapNode(handle),
    gone: () => window.__standin.removeControl(handle),
    strip: () => host.remove(),
    hide: () => host.style.setProperty('display', 'none', 'important'), // outdone by the layer's own sheet
    move: () => document.body.append(host),
    steal: () => document.querySelector('a, button').focus(),
    click: () => { host.click(); document.querySelector('a[href="/"], h1')?.click(); },
  })[mischief]();
}

const PRESS = {
  mouse: (page, { x, y }) => page.mouse.click(x, y),
  held: (page, { x, y }) => page.mouse.click(x, y, { delay: 80 }),
  elsewhere: async (page, { x, y }) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(5, 5);
    await page.mouse.up();
  },
  enter: (page) => page.keyboard.press('Enter'),
  space: (page) => page.keyboard.press(' '),
  r: (page) => page.keyboard.press('r'),
};

/** What is left in storage is what the privacy page lists. */
async function keysOf(run) {
  const kept = await run.storage();
  const strange = [kept.local, kept.session, kept.sync].flatMap((area) => Object.keys(area ?? {})).filter((key) => !LISTED.includes(key));
  if (strange.length) throw new Error(`kept besides what is listed: ${strange}`);
  return kept;
}

// --- by command ------------------------------------------------------------------------------------

/** The shortest run of gestures before this one that fails too: fewer each time, on a fresh browser. */
async function shortest(options, at, say) {
  const first = at - (at % STRETCH);
  for (const back of [0, 1, 2, 4, 8, 16, 32, 64]) {
    const from = Math.max(first, at - back);
    const failed = await soak({ ...options, from, to: at + 1 }).then(() => false, () => true);
    say(`gestures ${from} to ${at} alone: ${failed ? 'fail as well' : 'pass'}`);
    if (failed) return `${from}-${at + 1}`;
  }
  return `${first}-${at + 1}`;
}

const mean = (values) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length) || 0;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What is to be said of a finished run, and whether something grew. */
export function summary(seen) {
  const { samples, growth, faults, ...counts } = seen;
  const lines = [JSON.stringify(counts), `faults: ${JSON.stringify(faults)}`];
  const wrong = [];
  // Like is held against like: one kind of page is larger than the other. A page in which a core was made anew has the
  // memory of two: of that, what it comes to at most is held.
  const middle = Math.ceil((FILLED + samples.length) / 2);
  const paths = [...new Set(samples.map(({ path }) => path))].sort();
  for (const name of Object.keys(samples[0] ?? {}).filter((one) => one !== 'path')) {
    lines.push(`${name}: within a page ${median(growth.map((one) => one[name])).toFixed(2)} a gesture`);
    for (const path of paths) {
      const sum = name === 'wasm' ? (values) => Math.max(0, ...values) : mean;
      const of = (some) => sum(some.filter((one) => one.path === path).map((one) => one[name]));
      const [early, late] = [of(samples.slice(FILLED, middle)), of(samples.slice(middle))];
      lines.push(`  on ${path} ${early} in pages ${FILLED + 1} to ${middle}, ${late} in those after`);
      if (samples.length >= 3 * FILLED && late > early * 1.1) wrong.push(`${name} on ${path} grew from ${early} to ${late}`);
    }
  }
  return { lines, wrong };
}
/** Page loads after which a browser has as many old pages in store as it keeps. */
const FILLED = 15;

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [seed = Math.floor(Math.random() * 1e6), count = 10_000, range] = [process.argv[2], process.argv[3], process.argv[4]];
  const [from, to] = range ? range.split('-').map(Number) : [0, Number(count)];
  console.log(`seed ${seed}, gestures ${from} to ${to} in each of ${BROWSERS.join(', ')}`);
  const done = await Promise.all(BROWSERS.map(async (browser) => {
    const options = { browser, csp: browser === 'firefox' ? 'wasm' : 'strict', seed: Number(seed) };
    try {
      const { lines, wrong } = summary(await soak({ ...options, from, to, say: console.log }));
      console.log([`== ${browser}`, ...lines, ...wrong].join('\n'));
      return !wrong.length;
    } catch (error) {
      console.log(`== ${browser}: failed at gesture ${error.at}: ${error.message}\n${JSON.stringify(error.step)}`);
      if (error.at !== undefined && !range) console.log(`again: BROWSER=${browser} ./build.sh soak ${seed} ${count} ${await shortest(options, error.at, console.log)}`);
      return false;
    }
  }));
  process.exitCode = done.every(Boolean) ? 0 : 1;
}
