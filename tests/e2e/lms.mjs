// Serves a learning environment (lms/) with the packages in it, and nothing else:
// http://localhost/lms/, and a page of another origin that shows a package in a
// frame. It is the browsers' proxy as well. What the environment is told to keep
// comes here, as it would to a real one.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { extname } from 'node:path';
import { unzip } from '../package/readers.mjs';

const ORIGIN = 'http://localhost';
export const LMS = `${ORIGIN}/lms/`;
export const OTHER = 'http://other.invalid/';
export const PACKAGES = { 1.2: 'practice-scorm12.zip', 2004: 'practice-scorm2004.zip' };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };
const AGAIN = { 'scorm12.js': 'node_modules/scorm-again/dist/scorm12.min.js', 'scorm2004.js': 'node_modules/scorm-again/dist/scorm2004.min.js' };

/** The files of a package as it was built, as name → bytes. */
export const filesIn = (standard) => unzip(readFileSync(`dist/${PACKAGES[standard]}`));

export async function serveLms() {
  const sockets = new Set();
  const site = { requests: [], missing: [], commits: [] };
  const contents = Object.fromEntries(Object.keys(PACKAGES).map((standard) => [standard, filesIn(standard)]));
  const find = (path) => {
    const [, standard, name] = path.match(/^content\/([^/]+)\/(.+)$/) ?? [];
    if (standard) {
      site.requests.push(name);
      return contents[standard]?.get(name);
    }
    if (path in AGAIN) return readFileSync(AGAIN[path]);
    return ['lms.html', 'lms.js'].includes(path || 'lms.html') ? readFileSync(new URL(`lms/${path || 'lms.html'}`, import.meta.url)) : undefined;
  };
  const server = http.createServer(async (request, answer) => {
    const url = new URL(request.url, ORIGIN);
    if (url.href === OTHER) {
      answer.writeHead(200, { 'content-type': 'text/html' });
      answer.end(`<!doctype html><title>Elsewhere</title><iframe title="Content" width="1200" height="780" src="${LMS}content/1.2/scorm.html"></iframe>`);
      return;
    }
    if (url.origin + url.pathname === `${LMS}commit` && request.method === 'POST') {
      let body = '';
      for await (const part of request) body += part;
      site.commits.push({ from: url.search, told: JSON.parse(body) });
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"result":"true","errorCode":0}');
      return;
    }
    const path = url.pathname.slice('/lms/'.length);
    const found = url.href.startsWith(LMS) ? find(decodeURI(path)) : undefined;
    if (!found) {
      site.missing.push(url.href);
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { 'content-type': TYPES[extname(path) || '.html'] ?? 'application/octet-stream' }).end(found);
  });
  server.on('connect', (_, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket))));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  site.proxyPort = server.address().port;
  site.close = () => new Promise((done) => {
    server.close(done);
    sockets.forEach((socket) => socket.destroy());
  });
  return site;
}
