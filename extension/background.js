// Remembers for this browser session that X's pages forbid WebAssembly, so
// that later pages use the translation at once. Held in memory by the browser,
// never written to disk; it says nothing about anybody.
chrome.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });
chrome.runtime.onMessage.addListener((message) => {
  if (message === 'refused') chrome.storage.session.set({ wasmRefused: true });
});
