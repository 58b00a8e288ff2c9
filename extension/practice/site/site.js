// What the extension has from the browser, for the practice page as a site of
// its own: its words, and nothing that could be kept.
globalThis.chrome = {
  i18n: {
    getMessage: (key) => globalThis.knockFirstWords.en[key] ?? '',
    getUILanguage: () => navigator.language || 'en',
  },
};
// Served over the web, it can be used without it from then on. From a file it
// is there anyway; where the browser keeps nothing, it works as long as it is open.
// In a page of somebody else's it is theirs to say what is kept.
if (location.protocol.startsWith('http') && parent === globalThis) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: 'manifest.webmanifest' }));
  navigator.serviceWorker?.register('offline.js').catch(() => {});
}
// The other pages speak the language that this one speaks.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('#others a');
  if (link) link.search = `lang=${document.documentElement.lang.slice(0, 2)}`;
});
// In the editor's own frame there is the editor's pack, which is handed over as
// the frame's name: from a folder, pages may not look into each other.
addEventListener('DOMContentLoaded', () => {
  if (parent !== window && name) globalThis.knockFirstScenarios = JSON.parse(name);
});
