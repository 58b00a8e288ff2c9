// Keeps what is kept: the reader's settings and tallies, one task after the
// other, whichever tab it comes from. What is decided about it is decided by
// the core; here storage is only read and written.
if (globalThis.importScripts) importScripts('desk.js', 'words.js', 'page-words.js', 'speak.js');
const own = globalThis.knockFirst;
const { local, session, managed } = chrome.storage;
const desk = own.unpacked.then(() => own.wasm());
const SIGNS = { on: '', off: '–', paused: 'II', unseen: '!' };

// What lasts for a browser session is held in memory by the browser, never
// written to disk. That pages of X forbid WebAssembly is read there by them.
session.setAccessLevel?.({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' });

const now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;
const read = (area) => Promise.resolve().then(() => area.get(null)).catch(() => {}); // denied, or no policy
const write = (area, values) => area.set(values).then(() => true, () => false);

async function work(task) {
  const core = await desk;
  const found = await Promise.all([local, session, managed].map(read));
  const lot = crypto.getRandomValues(new Uint8Array(16));
  const done = core.work(task, ...found, now(), lot);
  let said = done.said;
  // Each is written by itself: storage that is full for one may have room for another.
  for (const [name, value] of Object.entries(done.local)) {
    if (!await write(local, { [name]: value })) said = 'unkept';
  }
  await write(session, { asked: done.asked });
  // Words only if they are not those the browser would choose by itself.
  const words = own.speak(done.language);
  await chrome.action.setBadgeText({ text: SIGNS[done.state] });
  await chrome.action.setTitle({ title: core.title(done.state, done.until) });
  await greet(found, done.welcome);
  return { said, asked: done.asked, words };
}

// The welcome page opens once. Where an organisation has the extension
// installed, its policy may come a little later, and may not want that page.
async function greet([, kept, policy], isWelcome) {
  if (!kept?.welcomeDue) return;
  const { installType } = await chrome.management.getSelf();
  // Forced, or recommended, as Chrome calls them.
  if (['admin', 'sideload'].includes(installType) && Object.keys(policy ?? {}).length === 0) return;
  await session.remove('welcomeDue');
  if (isWelcome) await chrome.tabs.create({ url: 'welcome.html' });
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
chrome.storage.onChanged.addListener((_changes, area) => { if (area === 'managed') inTurn('session'); });
chrome.runtime.onStartup.addListener(() => inTurn('session'));
chrome.commands.onCommand.addListener((command) => { if (command === 'turn') inTurn(command); });
chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  if (reason === 'install') await write(session, { welcomeDue: true });
  await inTurn(reason === 'install' ? 'installed first' : 'installed');
});
