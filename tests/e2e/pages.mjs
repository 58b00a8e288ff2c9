// The extension's own pages, for tests and pictures of them.
import { until } from './harness/index.mjs';

export const PAGES = ['welcome', 'popup', 'options', 'mirror', 'privacy'];

/** Something of everything that can be kept; all of it invented. */
export const KEPT = {
  settings: { version: 1, role: 'nurse', accounts: ['wren_kf'] },
  tallies: {
    '2026-10-05': { 'follow.left': 2, 'follow.on': 1, 'follow.through': 6, 'who.professional': 4, 'who.lived': 1, 'who.other': 2 },
    '2026-11-16': { 'follow.left': 1, 'reply.on': 2, 'follow.through': 3, 'who.organisation': 1, 'who.unknown': 2, 'why.answer': 1 },
    '2026-11-23': { 'follow.on': 1, 'quote.left': 3, 'reply.through': 4, 'who.both': 1, 'why.know': 1, 'why.learn': 2, wrong: 1 },
  },
  sight: { posts: { seen: true, on: '2026-11-26' }, follow: { seen: false, on: '2026-11-26' } },
};

/** Puts exactly this into storage, and has the background take note of it. */
export async function keep(page, local = {}) {
  await page.evaluate(async (kept) => {
    await chrome.runtime.sendMessage({ task: 'session' }); // behind whatever the last page still had to tell
    await chrome.storage.local.clear();
    await chrome.storage.session.remove('asked');
    await chrome.storage.local.set(kept);
    await chrome.runtime.sendMessage({ task: 'session' });
  }, local);
}

export const kept = (page) => page.evaluate(() => chrome.storage.local.get(null));

/** Opens one of the extension's pages and waits until it is filled. */
export async function ownPage(run, name, size) {
  const page = await run.extensionPage(`${name}.html`);
  if (size) await page.setViewport(size);
  await filled(page);
  return page;
}

const filled = (page) => until(
  () => page.evaluate(() => [...document.querySelectorAll('[data-words]')].every((part) => part.textContent)),
  Boolean, { what: 'a filled page' },
);

/** Waits until the page is in this language. */
export const untilIn = (page, language) => until(() => page.evaluate(() => document.documentElement.lang), (lang) => lang.startsWith(language), { what: language });
