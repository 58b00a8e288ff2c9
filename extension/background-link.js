// Ties a page of X to the background, which keeps what is kept: what was chosen
// and asked comes in, what the reader did goes out. Nothing here waits for an
// answer before a gesture is heard, and nothing fails if none comes.
(() => {
  const own = globalThis.knockFirst;
  // Fails as a promise, whatever happens: the extension may have been removed.
  const send = async (message) => chrome.runtime.sendMessage(message);

  own.tell = (message) => send(message).catch(() => {});
  own.options = () => own.tell('options');
  own.noted = Promise.resolve();
  own.note = (task) => { own.noted = Promise.all([own.noted, own.tell({ task })]); };
  own.address = () => location.pathname + location.search;
  own.now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;

  // The latest of each kind, for a core that starts later or anew.
  own.known = new Map();
  const learn = (kind, standing) => {
    if (typeof standing !== 'string') return;
    own.known.set(kind, standing);
    own.learn?.(standing);
  };
  const askBackground = () => send({ task: 'session' }).then(({ asked, words }) => {
    own.words = words;
    learn('asked', asked);
  }).catch(() => {});
  chrome.storage.onChanged.addListener(({ page }, area) => {
    if (area !== 'local' || !page) return;
    learn('page', page.newValue);
    askBackground();
  });
  own.chosen = Promise.resolve().then(() => chrome.storage.local.get('page')).then(({ page }) => learn('page', page));
  askBackground();
})();
