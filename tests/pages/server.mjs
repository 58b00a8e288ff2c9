// Plays https://x.com on loopback. Browsers come in through a CONNECT proxy on the same
// process: X's hosts end here, every other host is refused and written down, which
// proves that nothing else was contacted. No root, no /etc/hosts, no fixed port.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStandin } from './build.mjs';
import { cspHeader } from './csp.mjs';

const HOSTS = ['x.com', 'twitter.com', 'mobile.x.com', 'mobile.twitter.com'];
const FILES = { '/main.js': 'text/javascript', '/plain.js': 'text/javascript', '/standin.css': 'text/css' };

/**
 * Starts the server. `csp` ('wasm' or 'strict') and `page` (options of the page, as in
 * standin/options.js) may be changed on the returned object at any time.
 */
export async function startServer({ csp = 'wasm', page = {} } = {}) {
  const { files, drawStatic } = await buildStandin();
  const server = {
    csp, page,
    caching: 'no-store', // what is said of pages; with this, browsers do not keep them to come back to
    script: '', // what the page runs before anything else of its own; see hostile.mjs
    requests: [], // {method, host, path} that reached "X"
    reports: [], // bodies of CSP reports
    refused: [], // host:port or URL of everything meant for elsewhere
    clear() { server.requests.length = server.reports.length = server.refused.length = 0; },
  };

  const x = https.createServer(selfSigned(), (req, res) => answer(req, res).catch(() => res.destroy()));
  async function answer(req, res) {
    const url = new URL(req.url, `https://${req.headers.host}`);
    const body = await text(req);
    server.requests.push({ method: req.method, host: url.host, path: url.pathname + url.search });
    if (url.pathname === '/i/csp_report') {
      server.reports.push(parsed(body));
      res.writeHead(204).end();
    } else if (url.pathname in FILES) {
      res.writeHead(200, { 'content-type': FILES[url.pathname], 'cache-control': 'no-store' });
      res.end(files[url.pathname]);
    } else if (/\.\w+$/.test(url.pathname) || url.pathname.startsWith('/i/api/')) {
      res.writeHead(404).end();
    } else {
      const nonce = randomBytes(16).toString('base64');
      res.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': server.caching,
        'content-security-policy': cspHeader(server.csp, nonce),
        'x-frame-options': 'DENY',
      });
      res.end(html(url, nonce, server, drawStatic));
    }
  }

  const proxy = http.createServer((req, res) => {
    server.refused.push(req.url);
    res.writeHead(403).end();
  });
  const sockets = new Set();
  proxy.on('connection', (socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
  });
  proxy.on('connect', (req, socket) => {
    const [host, port] = req.url.split(':');
    if (!HOSTS.includes(host) || port !== '443') {
      server.refused.push(req.url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    x.emit('connection', socket); // no second port: TLS starts on the same socket
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', done));

  server.proxyPort = proxy.address().port;
  server.close = () => new Promise((done) => {
    proxy.close(done);
    sockets.forEach((s) => s.destroy());
  });
  return server;
}

function html(url, nonce, { page, script }, drawStatic) {
  const query = Object.fromEntries(url.searchParams);
  const { react, session } = { ...page, ...query };
  const plain = react === 'none';
  const state = { session: session === 'none' ? {} : { user_id: '90000001' } };
  const safe = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>X</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="theme-color" content="#FFFFFF">
${script && `<script nonce="${nonce}">${script}</script>`}<link rel="icon" href="data:,"><link rel="stylesheet" href="/standin.css">
<script nonce="${nonce}">window.__INITIAL_STATE__=${safe(state)};window.__standinOptions=${safe(page)}</script>
</head><body><div id="react-root">${plain ? drawStatic(url.pathname, url.search, page, query) : ''}</div>
<script nonce="${nonce}" src="/${plain ? 'plain' : 'main'}.js"></script></body></html>`;
}

function selfSigned() {
  const dir = mkdtempSync(join(tmpdir(), 'standin-cert-'));
  const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
  const names = HOSTS.map((h) => `DNS:${h}`).join(',');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=x.com', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(dir, { recursive: true });
  return pair;
}

async function text(req) {
  let body = '';
  for await (const chunk of req) body += chunk;
  return body;
}

function parsed(body) {
  try {
    return JSON.parse(body)['csp-report'] ?? JSON.parse(body);
  } catch {
    return { unparsable: body };
  }
}

// `node tests/pages/server.mjs` keeps it running, to look at the pages by hand.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { proxyPort } = await startServer();
  console.log(`chromium --ignore-certificate-errors --user-data-dir=$(mktemp -d) --proxy-server=127.0.0.1:${proxyPort} https://x.com/home`);
}
