// The content script's own few lines: it hears every gesture before X does and
// hands it to the core, which decides. Listeners come first, so that nothing
// the page does later can come before them; once the core is unpacked it is
// started when the browser session's note about WebAssembly has been read, or
// at the first gesture, whichever is sooner. Any fault lets the gesture through.
(() => {
  const HEARD = [
    'pointerdown', 'pointerup', 'pointercancel', 'mousedown', 'mouseup', 'touchstart', 'touchend',
    'click', 'keydown', 'keypress', 'keyup', 'focusin', 'focusout',
  ];
  const BEGINS = new Set(['pointerdown', 'keydown', 'click']);
  const SHADOW = 'closed';
  const secret = crypto.randomUUID();
  const own = globalThis.knockFirst;
  let core;
  let status = 'waiting';
  let unpacked = false;
  let wasmFails = false;
  let failures = 0;

  const stop = (word) => {
    status = word;
    core = undefined;
    own.host?.remove();
    for (const type of HEARD) removeEventListener(type, hear, { capture: true });
  };

  // Tries each encoding once; a refused WebAssembly is noted for the session's
  // other pages, because the browser reports every refusal to X. The translation
  // comes when the page has been read, so that no other page is kept waiting
  // while the browser reads it, and then asks for a start itself.
  const start = () => {
    if (core || !unpacked || status === 'failed' || status === 'stopped') return;
    for (const encoding of wasmFails ? ['translation'] : ['wasm', 'translation']) {
      if (encoding === 'translation' && !own.translated) return;
      try {
        core = own[encoding]();
        core.start(SHADOW);
        for (const standing of own.known.values()) core.learn(standing);
        status = encoding;
        return;
      } catch (fault) {
        core = undefined;
        wasmFails = true;
        if (fault instanceof WebAssembly.CompileError) own.tell('refused');
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
    try {
      core?.hear(event);
    } catch {
      failures += 1;
      core = undefined;
      own.host?.remove();
      // One rebuilt core at most: a second fault is not chance.
      if (failures > 1) stop('failed');
    }
  }

  for (const type of HEARD) addEventListener(type, hear, { capture: true, passive: type.startsWith('touch') });

  // The page-world reader answers within the dispatch, or never.
  let told;
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
    try {
      core?.look();
    } catch { /* the next gesture will show whether the core is broken */ }
    own.noted.then(() => reply(true));
    return true;
  });

  const refused = Promise.resolve()
    .then(() => chrome.storage.session.get('wasmRefused'))
    .then((kept) => { wasmFails ||= kept.wasmRefused === true; });
  // What could not be unpacked cannot start, which the loader then says.
  const settled = own.unpacked.catch(() => {}).then(() => { unpacked = true; });
  own.learn = (standing) => core?.learn(standing);
  own.start = start;
  Promise.allSettled([settled, own.chosen, refused]).then(start);
})();
