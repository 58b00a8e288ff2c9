// X's Content-Security-Policy in the two shapes that matter: as captured in October
// 2025 (`wasm`), and tightened to what X could send any day (`strict`: no WebAssembly,
// no inline styles). With a nonce present, browsers ignore 'unsafe-inline' for scripts.

const X = 'https://x.com https://*.x.com https://twitter.com https://*.twitter.com https://*.twimg.com';

export function cspHeader(shape, nonce) {
  const wasm = shape === 'wasm';
  return Object.entries({
    'default-src': "'self'",
    'connect-src': `'self' blob: ${X}`,
    'form-action': "'self' https://x.com https://*.x.com",
    'font-src': "'self' https://*.twimg.com",
    'frame-src': "'self' https://x.com https://twitter.com",
    'img-src': `'self' blob: data: ${X}`,
    'manifest-src': "'self'",
    'media-src': "'self' blob: https://*.twimg.com",
    'object-src': "'none'",
    'script-src': `'self' 'unsafe-inline' https://*.twimg.com ${wasm ? "'wasm-unsafe-eval' " : ''}'nonce-${nonce}'`,
    'style-src': wasm ? "'self' 'unsafe-inline' https://*.twimg.com" : "'self'",
    'worker-src': "'self' blob:",
    'report-uri': 'https://x.com/i/csp_report?a=O5RXE%3D%3D%3D&ro=false',
  }).map(([key, value]) => `${key} ${value}`).join('; ');
}
