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
  own.note = (task) => {
    // What was asked here, a core that is made anew would otherwise ask again.
    const told = send({ task }).then(({ asked }) => { own.known[1] = asked ?? own.known[1]; }).catch(() => {});
    own.noted = Promise.all([own.noted, told]);
  };
  own.now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;

  // The last of each, for a core that starts later or anew: what was chosen, what was asked.
  own.known = [];
  const learn = (standing, at = 0) => {
    if (typeof standing !== 'string') return;
    own.known[at] = standing;
    own.learn?.(standing);
  };
  const askBackground = () => send({ task: 'session' }).then(({ asked, words }) => {
    own.words = words;
    learn(asked, 1);
  }).catch(() => {});
  chrome.storage.onChanged.addListener(({ page }, area) => {
    if (area !== 'local' || !page) return;
    learn(page.newValue);
    askBackground();
  });
  const ask = async () => {
    askBackground();
    learn((await chrome.storage.local.get('page')).page);
  };
  own.chosen = ask();
  // A page that comes back as it was left has not heard what changed meanwhile.
  addEventListener('pageshow', ({ persisted }) => { if (persisted) ask().catch(() => {}); });
})();
