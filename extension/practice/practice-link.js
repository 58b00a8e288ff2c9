// Stands in the stage where background-link.js stands on X: it ties the core to
// the practice page, and keeps nothing. Whatever a user's own extension keeps is
// out of reach here, and what is chosen here never comes to it.
(() => {
  const own = globalThis.knockFirst;
  const { practice } = globalThis;
  // A page that was served without https has none; here nobody listens in.
  crypto.randomUUID ??= () => String(crypto.getRandomValues(new Uint32Array(4)));
  const silent = { addListener() {} };
  globalThis.chrome = {
    runtime: { id: 'practice', onMessage: silent },
    storage: { session: { get: async () => ({}) } },
    i18n: { getMessage: practice.message },
  };
  Object.defineProperty(own, 'words', { get: () => practice.own.words });

  own.tell = async () => {};
  own.options = () => {};
  own.noted = Promise.resolve();
  own.note = practice.tell;
  own.now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;
  own.known = new Map();
  own.chosen = Promise.resolve();
  own.address = () => practice.address ?? '';
  own.prepare = own.letGo = () => {}; // nothing loads
  own.put = (steps, style) => knockFirstLayer(own, style, steps, (...told) => own.told(...told));

  // What the page-world reader finds on X above every node: the page's store.
  practice.props = { store: { getState: () => practice.state } };

  // The loader is given a core that can be changed for one that has asked nothing.
  const make = own.wasm;
  let core;
  own.wasm = () => {
    practice.restart('');
    return {
      hear: (event) => core.hear(event),
      answer: (...told) => core.answer(...told),
      learn: (standing) => core.learn(standing),
      look: () => {},
    };
  };
  practice.restart = (standing) => {
    own.host?.remove();
    core = make();
    core.learn(standing);
  };

  // Heard before the loader does, which keeps what it holds from everybody else.
  for (const type of ['pointerdown', 'click', 'keydown']) {
    addEventListener(type, (event) => {
      practice.touched = event.target.closest?.('[data-act]') ?? practice.touched;
      if (type === 'keydown') practice.own.pressed?.(event);
    }, true);
  }
})();
