// Tells a learning environment one thing: that somebody has gone through a
// scenario. It asks only whether that is known there already, and tells nothing
// else: no choice, no score, no time, nothing to be remembered. It asks for nobody's name.
(() => {
  const STANDARDS = {
    '1.2': {
      object: 'API', begin: 'LMSInitialize', read: 'LMSGetValue', write: 'LMSSetValue', keep: 'LMSCommit', end: 'LMSFinish',
      status: 'cmi.core.lesson_status',
    },
    2004: {
      object: 'API_1484_11', begin: 'Initialize', read: 'GetValue', write: 'SetValue', keep: 'Commit', end: 'Terminate',
      status: 'cmi.completion_status', exit: 'cmi.exit',
    },
  };
  // What an environment may have made of "completed".
  const DONE = ['completed', 'passed', 'failed'];
  const FARTHEST = 50;

  const standard = STANDARDS[document.documentElement.dataset.standard];
  const frame = document.querySelector('iframe');
  const api = find();
  let isOpen = false;
  let isKnown = false;

  // In the windows around this one, then in the one that opened them, and so on.
  function find() {
    let world = globalThis;
    for (let steps = 0; world && steps < FARTHEST; steps += 1) {
      try {
        if (world[standard.object]) return world[standard.object];
      } catch {
        // A window of another origin: there may be another beyond it.
      }
      world = world.parent === world ? world.opener : world.parent;
    }
    return undefined;
  }

  function say(what, ...values) {
    try {
      return String(api[standard[what]](...values));
    } catch {
      return '';
    }
  }

  function begin() {
    if (!api) return;
    isOpen = say('begin', '') === 'true';
    document.getElementById('unheard').hidden = isOpen;
    if (!isOpen) return;
    isKnown = DONE.includes(say('read', standard.status));
    // Said outright: of what is left open, some environments make "completed" at the end.
    if (!isKnown) say('write', standard.status, 'incomplete');
    // Else a second visit would be an attempt of its own, in which nothing is completed yet.
    if (standard.exit) say('write', standard.exit, 'suspend');
    look();
  }

  function look() {
    const page = frame.contentDocument?.documentElement;
    if (!isOpen || isKnown || page?.dataset.through !== 'true') return;
    // Until it is kept, it is told again at the next press.
    isKnown = say('write', standard.status, 'completed') === 'true' && say('keep', '') === 'true';
  }

  function end() {
    look();
    if (isOpen) say('end', '');
    isOpen = false;
  }

  // The page's own name and language, for whoever hears them, and what came of the press.
  function follow() {
    const { title, documentElement } = frame.contentDocument ?? document;
    document.title = title || document.title;
    frame.title = document.title;
    document.documentElement.lang = documentElement.lang || document.documentElement.lang;
    look();
  }

  frame.addEventListener('load', () => {
    // Here the page itself has done already what was asked of it.
    for (const type of ['click', 'keydown', 'focusin']) frame.contentDocument?.defaultView.addEventListener(type, follow);
    follow();
  });
  addEventListener('pagehide', end);
  addEventListener('pageshow', ({ persisted }) => { if (persisted) begin(); });
  begin();
  frame.src = 'index.html';
})();
