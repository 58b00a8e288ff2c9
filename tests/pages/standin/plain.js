// What little script the page without React has: buttons that act on click.

import { log, note, watchPage } from './log.js';
import { dress } from './look.js';
import { setOptions } from './options.js';

setOptions(window.__standinOptions, Object.fromEntries(new URLSearchParams(window.location.search)));
watchPage();
dress();
window.__standin = { log, note, clear: () => { log.length = 0; } };

document.addEventListener('click', (e) => {
  const control = e.target.closest('[role="button"], button');
  const id = control?.dataset.testid ?? '';
  if (e.altKey || !id) return;
  if (id.endsWith('-follow')) {
    note('followed', control.getAttribute('aria-label').split('@')[1]);
    control.dataset.testid = id.replace('-follow', '-unfollow');
  } else if (id === 'reply') {
    note('reply-opened', control.closest('article').querySelector('[data-testid="User-Name"] a').getAttribute('href').slice(1));
  }
});
