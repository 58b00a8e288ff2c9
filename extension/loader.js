// The content script's own few lines: it hears every gesture before X does and
// hands it to the core, which decides. Listeners come first, so that nothing
// the page does later can come before them; the core is started when it is
// unpacked and the browser session's note about WebAssembly has been read, or
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
  const known = [];
  let core;
  let status = 'waiting';
  let wasmRefused = false;
  let failures = 0;

  const stop = (word) => {
    status = word;
    core = undefined;
    own.host?.remove();
    for (const type of HEARD) removeEventListener(type, hear, { capture: true });
  };

  // Tries each encoding once; a refused WebAssembly is noted for the session's
  // other pages, because the browser reports every refusal to X.
  const start = () => {
    if (core || status === 'failed' || status === 'stopped') return;
    for (const encoding of wasmRefused ? ['translation'] : ['wasm', 'translation']) {
      try {
        core = own[encoding]();
        core.start(SHADOW);
        for (const standing of known) core.learn(standing);
        status = encoding;
        return;
      } catch (fault) {
        core = undefined;
        if (fault instanceof WebAssembly.CompileError) chrome.runtime.sendMessage('refused').catch(() => {});
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

  // What the reader did is kept by the background, one thing after the other.
  const tell = async (message) => chrome.runtime.sendMessage(message); // fails as a promise, whatever happens
  let noted = Promise.resolve();
  own.note = (task) => { noted = Promise.all([noted, tell({ task }).catch(() => {})]); };
  own.options = () => { tell('options').catch(() => {}); };
  own.now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;

  chrome.runtime.onMessage.addListener((message, _sender, reply) => {
    if (message === 'status') reply(status);
    if (message !== 'look') return false;
    try {
      core?.look();
    } catch { /* the next gesture will show whether the core is broken */ }
    noted.then(() => reply(true));
    return true;
  });

  // What was chosen, and what was asked in this browser session.
  const learn = (standing) => {
    if (typeof standing !== 'string') return;
    known.push(standing);
    core?.learn(standing);
  };
  const askBackground = () => tell({ task: 'session' }).then(({ asked, words }) => {
    own.words = words;
    learn(asked);
  }).catch(() => {});
  chrome.storage.onChanged.addListener(({ page }, area) => {
    if (area !== 'local' || !page) return;
    learn(page.newValue);
    askBackground();
  });
  const chosen = Promise.resolve().then(() => chrome.storage.local.get('page')).then(({ page }) => learn(page));
  askBackground();
  const refused = Promise.resolve()
    .then(() => chrome.storage.session.get('wasmRefused'))
    .then((kept) => { wasmRefused = kept.wasmRefused === true; });
  Promise.allSettled([own.unpacked, chosen, refused]).then(start);
})();
