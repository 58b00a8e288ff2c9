// What the page saw, for tests to read: `react:*` reached a React handler of a control,
// `page:*` reached X's own capture listener on window (so it also sees what React does
// not), and everything else is an act: `followed`, `opened`, `shortcut`…

export const log = [];

export function note(what, detail = '', text) {
  log.push(text === undefined ? { what, detail } : { what, detail, text });
}

const REACT_EVENTS = [
  'PointerDown', 'PointerUp', 'MouseDown', 'MouseUp', 'TouchStart', 'TouchEnd',
  'Click', 'AuxClick', 'DoubleClick', 'KeyDown', 'KeyPress', 'KeyUp', 'Focus', 'Blur', 'BeforeInput', 'Input',
];

/** React handlers that note every event of `name`; `own` handlers run after the note. */
export function watched(name, own = {}) {
  const handlers = {};
  for (const event of REACT_EVENTS) {
    handlers[`on${event}`] = (e) => {
      note(`react:${event.toLowerCase()}`, name);
      own[`on${event}`]?.(e);
    };
  }
  return handlers;
}

const PAGE_EVENTS = [
  'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click',
  'keydown', 'keypress', 'keyup', 'focusin', 'focusout', 'wheel',
];

/** X-side listeners on window, so that a test can tell "the page saw nothing at all". */
export function watchPage() {
  for (const type of PAGE_EVENTS) {
    window.addEventListener(type, (e) => note(`page:${type}`, e.key ?? nameOf(e.target)), { capture: true, passive: true });
  }
  window.addEventListener('error', (e) => note('error', String(e.message)));
  window.addEventListener('unhandledrejection', (e) => note('error', String(e.reason)));
}

const nameOf = (target) => target?.closest?.('[data-testid]')?.dataset.testid ?? target?.tagName?.toLowerCase() ?? '';
