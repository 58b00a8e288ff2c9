// The content script's own few lines: it hears every gesture before X does and
// hands it to the core, which decides. Listeners come first, so that nothing
// the page does later can come before them; once the core is unpacked it is
// started when the browser session's note about WebAssembly has been read, or
// at the first gesture, whichever is sooner. Any fault lets the gesture through.
(() => {
  const HEARD = ['pointerdown', 'pointerup', 'pointercancel', 'mousedown', 'mouseup', 'touchstart', 'touchend',
    'click', 'keydown', 'keypress', 'keyup', 'focusin', 'focusout'];
  const BEGINS = new Set(['pointerdown', 'keydown', 'click']);
  const SHADOW = 'closed';
  const secret = crypto.randomUUID();
  const own = globalThis.knockFirst;
  own.shadow = SHADOW;
  let core, told;
  let [status, unpacked, wasmFails, failures] = ['waiting', false, false, 0];

  const stop = (word) => {
    status = word;
    core = undefined;
    own.host = own.host?.remove();
    for (const type of HEARD) removeEventListener(type, hear, { capture: true });
  };

  // Tries each encoding once; a refused WebAssembly is noted for the session's
  // other pages, because the browser reports every refusal to X. The translation
  // comes when the page has been read, and then asks for a start itself.
  const start = () => {
    if (core || !unpacked || status === 'failed' || status === 'stopped') return;
    for (const encoding of wasmFails ? ['translation'] : ['wasm', 'translation']) {
      if (encoding === 'translation' && !own.translated) return;
      try {
        core = own[encoding]();
        for (const standing of own.known.values()) core.learn(standing);
        status = encoding;
        return;
      } catch (fault) {
        core = undefined;
        wasmFails = true;
        if (fault.name === 'CompileError') own.tell('refused'); // there may be no WebAssembly at all
      }
    }
    stop('failed');
    console.info('Knock First could not start here, so it leaves the page alone.');
  };

  function hear(event) {
    if (!event.isTrusted) return;
    if (BEGINS.has(event.type)) {
      // The extension was updated or removed while this page was open.
      if (!chrome.runtime?.id) return stop('stopped');
      start();
    }
    const before = core;
    const verdict = guarded(() => core?.hear(event));
    // Held back last of all: an event at which the core breaks goes to X whole,
    // and the focus, which the question may have had, to where the event was.
    if (core !== before) return event.target.focus?.({ preventScroll: true });
    if (verdict > 0) event.stopImmediatePropagation();
    if (verdict > 1) event.preventDefault();
  }
  function guarded(work) {
    try {
      return work();
    } catch {
      own.host = own.host?.remove();
      // One rebuilt core at most: a second one's fault is not chance.
      if (core && failures++) stop('failed');
      core = undefined;
    }
  }
  own.told = (...told) => guarded(() => core?.answer(...told));
  for (const type of HEARD) addEventListener(type, hear, { capture: true, passive: type.startsWith('touch') });
  // The page-world reader answers within the dispatch, or never.
  addEventListener(`${secret}:told`, ({ detail }) => { told = detail; }, true);
  own.ask = (node, question) => {
    told = undefined;
    node.dispatchEvent(new CustomEvent(secret, { detail: question }));
    return told;
  };
  dispatchEvent(new CustomEvent('knock-first', { detail: secret }));
  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message === 'status') reply(status);
    if (message !== 'look') return false;
    guarded(() => core?.look());
    own.noted.then(() => reply(true));
    return true;
  });

  const refused = Promise.resolve()
    .then(() => chrome.storage.session.get('wasmRefused'))
    .then((kept) => { wasmFails ||= kept.wasmRefused === true; });
  // What could not be unpacked cannot start, which the loader then says.
  const settled = own.unpacked.catch(() => {}).then(() => { unpacked = true; });
  own.learn = (standing) => guarded(() => core?.learn(standing));
  own.start = start;
  Promise.allSettled([settled, own.chosen, refused]).then(start);
})();
