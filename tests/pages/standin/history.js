// React Router v5's history as X uses it: push({pathname, state, query}) or push(path),
// the state ending up at window.history.state.state. A modal route keeps the page it
// was opened over, and the modals between.

const MODAL = /^\/(compose\/post|intent\/post|messages\/compose|i\/lists\/add_member|\w+\/status\/\d+\/(photo|video)\/\d+)$/;
const START = { pathname: '/home', search: '', state: undefined };
const listeners = new Set();

/** What lies under a modal that was loaded by its address. */
const under = ({ pathname }) => ({ ...START, pathname: /^.*\/status\/\d+(?=\/)/.exec(pathname)?.[0] ?? START.pathname });

const parts = (to) => {
  const { pathname, state, query } = typeof to === 'string' ? { pathname: to } : to;
  const search = query ? `?${new URLSearchParams(query)}` : '';
  return [{ key: Math.random().toString(36).slice(2, 8), state }, '', pathname + search];
};

export const history = {
  location: START,
  beneath: [], // the page under a modal, then the modals under it
  push(to) {
    window.history.pushState(...parts(to));
    history.read();
    if (!history.isModal()) window.scrollTo(0, 0);
  },
  replace(to) {
    window.history.replaceState(...parts(to));
    history.read();
  },
  goBack: () => window.history.back(),
  /** Out of a modal, which may be where the visit began. */
  leave: () => (window.history.state ? history.goBack() : history.push(history.beneath[0]?.pathname ?? '/home')),
  listen(fn) {
    listeners.add(fn);
    return () => listeners.delete(fn);
  },
  isModal: () => MODAL.test(history.location.pathname),
  read() {
    // The old name of the intent is rewritten before anything reads it.
    if (window.location.pathname === '/intent/tweet') window.history.replaceState(null, '', `/intent/post${window.location.search}`);
    const { pathname, search } = window.location;
    const { location: before, beneath } = history;
    const { key, state } = window.history.state ?? {};
    history.location = { pathname, search, state, key };
    if (!history.isModal()) history.beneath = [];
    else if (before === START) history.beneath = [under(history.location)];
    else if (beneath.length > 1 && beneath.at(-1).pathname === pathname) history.beneath = beneath.slice(0, -1);
    else if (before.pathname !== pathname) history.beneath = [...beneath, before];
    listeners.forEach((fn) => fn());
  },
};
