// The practice site, served as anybody might serve it, and what a test does on
// its stage. The server is the browser's proxy as well: it answers for one
// folder of http://localhost and lists whatever else is asked for.
import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import http from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGzip, gzipSync } from 'node:zlib';
import { until } from './harness/index.mjs';
import { LANGUAGES, word } from './words.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };

const HOSTS = ['localhost', 'teaching.invalid'];
export const SITE = fileURLToPath(new URL('../../dist/test-practice', import.meta.url));
export const FOLDER = '/teaching/year%202/practice/';
export const ADDRESS = `http://localhost${FOLDER}`;

/** Serves a folder's files at ADDRESS, packed as web servers do, and notes what was asked for and how much was sent. */
export async function serveSite(root = SITE) {
  const sockets = new Set();
  const site = { requests: [], refused: [], bytes: 0 };
  const server = http.createServer(async ({ url, method, headers }, answer) => {
    const { hostname, pathname } = new URL(url, 'http://localhost');
    if (!HOSTS.includes(hostname) || !pathname.startsWith(FOLDER)) {
      site.refused.push(url);
      answer.writeHead(403).end();
      return;
    }
    const name = pathname.slice(FOLDER.length) || 'index.html';
    site.requests.push(name);
    const path = join(root, name);
    const found = method === 'GET' && await stat(path).catch(() => undefined);
    if (!found?.isFile()) {
      answer.writeHead(404).end();
      return;
    }
    const packs = /gzip/.test(headers['accept-encoding']);
    answer.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream', ...(packs ? { 'content-encoding': 'gzip' } : {}) });
    const bytes = createReadStream(path);
    const sent = packs ? bytes.pipe(createGzip({ level: 9 })) : bytes;
    sent.on('data', (part) => { site.bytes += part.length; });
    sent.pipe(answer);
  });
  server.on('connect', (request, socket) => {
    site.refused.push(request.url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket))));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  site.proxyPort = server.address().port;
  site.close = () => new Promise((done) => {
    server.close(done);
    sockets.forEach((socket) => socket.destroy());
  });
  return site;
}

/** How many bytes a file is when packed as a server would. */
export const packed = (name) => gzipSync(readFileSync(join(SITE, name)), { level: 9 }).length;

/** Waits until the page can be used. */
export async function begun(page) {
  await until(() => page.evaluate(() => {
    const fault = document.getElementById('unstarted');
    return fault && !fault.hidden ? fault.innerText : 'ready' in document.documentElement.dataset;
  }).catch(() => false), (told) => told === true, { what: 'the practice page to begin' });
  page.setDefaultTimeout(15_000);
}

export const cue = (page, name) => page.click(`main:not([hidden]) [data-cue="${name}"]`);
export const titleOf = (page) => page.$eval('main:not([hidden]) h1', (one) => one.textContent);

/** Runs a function in the page, on the stage's document: puppeteer loses frames of Firefox's extension pages. */
export const onStage = (page, body, ...args) => page.evaluate(`(${body})(document.querySelector('iframe').contentDocument, ...${JSON.stringify(args)})`);

/** Presses what `find` finds on the stage, with the real mouse, once nothing lies on top of it. */
async function pressOnStage(page, find, what) {
  const place = `(() => {
    const frame = document.querySelector('iframe');
    const stage = frame.contentDocument;
    const part = (${find})(stage);
    if (!part) return null;
    part.scrollIntoView({ block: 'center', behavior: 'instant' });
    frame.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const { x, y, width, height } = part.getBoundingClientRect();
    const [left, top] = [x + width / 2, y + height / 2];
    const root = part.getRootNode();
    const hit = root.elementFromPoint(left, top);
    const around = frame.getBoundingClientRect();
    return width && part.contains(hit) ? { x: around.x + frame.clientLeft + left, y: around.y + frame.clientTop + top } : null;
  })()`;
  const { x, y } = await until(() => page.evaluate(place), Boolean, { what });
  await page.mouse.click(x, y);
}

/** Begins a scenario by its id, and goes to a step of it (counted from nought) with nothing shown of what follows. */
export async function toStep(page, scenario, step = 0) {
  await page.evaluate(() => document.querySelector('main:not([hidden]) [data-cue="list"]')?.click());
  const at = await page.evaluate((id) => knockFirstScenarios.scenarios.findIndex((one) => one.id === id), scenario);
  await page.click(`[data-begin="${at}"]`);
  await cue(page, 'next');
  for (let past = 0; past < step; past += 1) {
    await cue(page, 'left');
    await cue(page, 'next');
  }
  await page.waitForSelector('#stage iframe', { visible: true });
}

const SAID = readFileSync('src/reflect/said.tsv', 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split('\t'));
/** The form by its sentence; a light pause has an ordinary one's, and does not ask what for. */
function formOf({ said, asksWhy }) {
  const [, forms] = SAID.find(([key]) => LANGUAGES.some((language) => word(key, language) === said)) ?? [];
  return forms === 'ordinary light' ? ['light', 'ordinary'][Number(asksWhy)] : forms;
}

/** The pause on the stage: {form, heading, said}, or null. Test builds have it in an open root. */
export const pauseOn = async (page) => {
  const seen = await onStage(page, (stage) => {
    const hosts = [...stage.documentElement.children].map((one) => one.shadowRoot).filter(Boolean);
    const dialog = hosts[0]?.querySelector('dialog[open]');
    const text = (id) => dialog.querySelector(id)?.textContent;
    return dialog ? { said: text('#said'), heading: text('#heading'), asksWhy: Boolean(dialog.querySelector('#purpose')) } : null;
  });
  return seen && { ...seen, form: formOf(seen) };
};
export const untilPauseOn = (page) => until(() => pauseOn(page), Boolean, { what: 'the pause on the stage' });

/** Presses a button of the pause. */
export const answer = (page, id) => pressOnStage(page, `(stage) => [...stage.documentElement.children].find((one) => one.shadowRoot)?.shadowRoot.getElementById('${id}')`, id);

/** The presses that carry out a step, one after the other: the last is the act itself. */
export function presses({ action, account, post, view }) {
  const profile = view === 'profile';
  const by = (selector) => `article:has([data-post="${post}"]) ${selector}`;
  const anyPost = `article:has([data-of="${account}"])`;
  switch (action) {
    case 'follow': return profile || view === 'people'
      ? [`[data-act="follow"][data-of="${account}"]`]
      : [`${post ? by('') : anyPost} [data-menu="more"]`, '[role="menu"] [data-act="follow"]'];
    case 'reply': return [by('[data-act="reply"]')];
    case 'quote': return [by('[data-menu="pass"]'), '[role="menu"] [data-act="quote"]'];
    case 'bookmark': return [by('[data-act="bookmark"]')];
    case 'copylink': return [by('[data-menu="share"]'), '[role="menu"] [data-act="copylink"]'];
    case 'message': return ['[data-act="message"]'];
    case 'notify': return ['[data-act="notify"]'];
    case 'list': return [profile ? '[data-menu="about"]' : `${post ? by('') : anyPost} [data-menu="more"]`, '[role="menu"] [data-act="list"]'];
    default: return ['[data-act="tag"]'];
  }
}

/** Does what a step is about. */
export async function act(page, step) {
  for (const selector of presses(step)) await pressOnStage(page, `(stage) => stage.querySelector('${selector}')`, selector);
}

export const shown = (page) => page.$eval('#one', (card) => (card.hidden ? '' : card.innerText));
export const untilShown = (page, text) => until(() => shown(page), (found) => found.includes(text), { what: text });
