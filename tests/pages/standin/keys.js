// X's shortcuts, as Mousetrap does them: on document, bubble phase, letters on keypress,
// never while typing. They act on the post that has focus.

import { like, openReply } from './actions.jsx';
import { author, byHandle, post } from './data.js';
import { history } from './history.js';
import { note } from './log.js';

export const KEYS = {
  n: 'New post', j: 'Next', k: 'Previous', l: 'Like', r: 'Reply', t: 'Repost', s: 'Share', b: 'Bookmark',
  u: 'Mute', x: 'Block', m: 'New message', o: 'Expand', '.': 'Load new posts', '/': 'Search', '?': 'Shortcuts', i: 'Dock',
};

const typing = (node) => ['INPUT', 'SELECT', 'TEXTAREA'].includes(node?.tagName) || node?.isContentEditable;
const focused = () => document.activeElement?.closest('article[data-testid="tweet"]');

function focusedPost() {
  const href = focused()?.querySelector('time')?.closest('a')?.getAttribute('href');
  return post(href?.split('/').pop())?.id;
}

/** Whose profile this is, on any of its tabs. */
function profiled() {
  const [, handle, rest] = history.location.pathname.split('/');
  return rest === 'status' ? undefined : byHandle(handle);
}

function move(step) {
  const all = [...document.querySelectorAll('main article[data-testid="tweet"]')];
  const at = all.indexOf(focused());
  all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
}

const press = (testid) => focused()?.querySelector(`[data-testid="${testid}"]`)?.click();

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  n: () => history.push('/compose/post'),
  m: () => history.push({ pathname: '/messages/compose', query: profiled() && { recipient_id: profiled().id_str } }),
  r: () => focusedPost() && openReply(focusedPost()),
  l: () => focusedPost() && like(focusedPost()),
  t: () => press('retweet'),
  b: () => press('bookmark'),
};

export function listenToKeys() {
  document.addEventListener('keypress', (e) => {
    const key = String.fromCharCode(e.which).toLowerCase();
    if (typing(e.target) || e.ctrlKey || e.metaKey || e.altKey || !(key in KEYS)) return;
    note('shortcut', key);
    ACTS[key]?.();
  });
  document.addEventListener('keydown', (e) => {
    if (typing(e.target) || e.key !== 'Enter' || e.target !== focused()) return;
    note('shortcut', 'enter');
    const id = focusedPost();
    if (id) history.push(`/${author(id).screen_name}/status/${id}`);
  });
}
