// Keeps the practice page for use without a network. KEPT and NAME stand above,
// written by tools/practice.mjs.
addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(KEPT)));
});
addEventListener('activate', (event) => {
  // Earlier versions of this page, and nobody else's: other pages may be served from here.
  const old = (name) => name.startsWith('practice-') && name !== NAME;
  const tidied = caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))));
  event.waitUntil(tidied.then(() => clients.claim()));
});
addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  const folder = new URL('./', location.href).pathname;
  if (!pathname.startsWith(folder) || !KEPT.includes(pathname.slice(folder.length) || './')) return;
  const again = (kept) => kept.add(pathname).then(() => kept.match(pathname));
  event.respondWith(caches.open(NAME).then(async (kept) => (await kept.match(pathname, { ignoreSearch: true })) ?? again(kept)));
});
