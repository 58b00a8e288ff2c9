// Remembers for this browser session that X's pages forbid WebAssembly, so
// that later pages use the translation at once. Held in memory by the browser,
// never written to disk; it says nothing about anybody.
chrome.storage.session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });

// What of X's page the tool still sees: yes or no, and the day. While there is
// a no, the toolbar button has a sign on it; the popup says it in words.
const show = ({ sight = {} }) => chrome.action.setBadgeText({
  text: Object.values(sight).some(({ seen }) => seen === false) ? '!' : '',
});

// One after the other, or two tabs would forget each other's.
let kept = chrome.storage.local.get('sight').then(show).catch(() => {});
const keep = (report) => {
  kept = kept.then(async () => {
    const { sight = {} } = await chrome.storage.local.get('sight');
    const on = new Date().toISOString().slice(0, 10);
    for (const [, name, seen] of report.matchAll(/\b([A-Za-z]{1,20})([+-])/g)) sight[name] = { seen: seen === '+', on };
    await chrome.storage.local.set({ sight });
    await show({ sight });
  }).catch(() => {});
  return kept;
};

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message === 'refused') chrome.storage.session.set({ wasmRefused: true });
  if (typeof message?.sight !== 'string') return false;
  keep(message.sight).then(() => reply(true));
  return true;
});

// Hearing of these starts this script, which shows the sign again. A new
// version may see what the old one did not.
chrome.runtime.onStartup.addListener(() => {});
chrome.runtime.onInstalled.addListener(() => chrome.storage.local.remove('sight').then(() => show({})));
