// Keeps what is kept: the reader's settings and tallies, one task after the
// other, whichever tab it comes from. What is decided about it is decided by
// the core; here storage is only read and written.
if (globalThis.importScripts) importScripts('desk.js', 'words.js');
const own = globalThis.knockFirst;
const { local, session, managed } = chrome.storage;
const desk = own.unpacked.then(() => own.wasm());

// What lasts for a browser session is held in memory by the browser, never
// written to disk. That pages of X forbid WebAssembly is read there by them.
session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });

const now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;
const read = async (area) => {
  try {
    return await area.get(null);
  } catch {
    return {}; // denied, or no policy: as if nothing were there
  }
};

async function work(task) {
  const core = await desk;
  const found = await Promise.all([local, session, managed].map(read));
  const lot = crypto.getRandomValues(new Uint8Array(16));
  const done = core.work(task, ...found, now(), lot);
  // Each is written by itself: storage that is full for one may have room for another.
  for (const [name, value] of Object.entries(done.local)) await local.set({ [name]: value }).catch(() => {});
  await session.set({ asked: done.asked }).catch(() => {});
  // The toolbar button has a sign on it while something of X is not seen; the popup says what.
  await chrome.action.setBadgeText({ text: done.unseen ? '!' : '' });
  // Words only if they are not those the browser would choose by itself.
  const [ui] = chrome.i18n.getUILanguage().split('-');
  return { asked: done.asked, words: done.language === ui ? undefined : globalThis.knockFirstWords[done.language] };
}

// One after the other, or two tabs would forget each other's.
let turn = Promise.resolve();
const inTurn = (task) => {
  const done = turn.then(() => work(task));
  turn = done.catch(() => {});
  return done;
};

chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message === 'refused') session.set({ wasmRefused: true });
  if (message === 'options') chrome.runtime.openOptionsPage();
  if (typeof message?.task !== 'string') return false;
  inTurn(message.task).then(reply, () => reply({}));
  return true;
});

// Policy comes late in a new profile, and may change at any time.
chrome.storage.onChanged.addListener((_changes, area) => { if (area === 'managed') inTurn(''); });
chrome.runtime.onStartup.addListener(() => inTurn(''));
// A new version may see what the old one did not.
chrome.runtime.onInstalled.addListener(() => inTurn('installed'));
