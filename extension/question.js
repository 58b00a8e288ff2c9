// Draws a question and tells what is done with it. On X it runs in the question's own frame, into which nobody can
// look; a page to practise on has it draw in the page itself. It knows nothing of what it draws: src/reflect/drawing.rs
// says how the steps are written, and the core decides what a press means.
(() => {
  // Draws in a document or a shadow root, and calls `tell` with the name of what is pressed, the place on the screen if
  // by a pointer, and the key that is down. What it returns carries out steps.
  const draw = (root, style, tell) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const down = new Set();
    const leave = (key) => tell('leave', 0, 0, key);
    const HEARD = {
      keydown(event) {
        // Held since before the question was there, or longer than a press.
        if (event.repeat || event.key === 'Escape') event.preventDefault();
        if (event.repeat) return;
        down.add(event.key);
        if (event.key === 'Escape') leave('Escape');
      },
      keyup(event) {
        if (!down.delete(event.key)) event.preventDefault();
      },
      click(event) {
        event.stopPropagation();
        const button = event.target.closest('button');
        // The later clicks of a double click began before the question was there.
        if (button || event.detail > 1) event.preventDefault();
        if (!button || event.detail > 1) return;
        const at = event.detail ? [event.screenX, event.screenY] : [0, 0];
        tell(button.id, ...at, [...down].at(-1) ?? '');
      },
      // By the browser's own ways; what has been taken away was closed by whoever took it.
      close({ target }) {
        if (target.isConnected) leave('');
      },
    };
    for (const [type, hear] of Object.entries(HEARD)) root.addEventListener(type, (event) => event.isTrusted && hear(event), true);

    return (steps) => {
      // Put into the page whole: a frame would load before it knew what.
      const made = document.createDocumentFragment();
      let at = made;
      for (const step of steps.split('\n')) {
        const [kind, rest] = [step[0], step.slice(1)];
        const equals = rest.indexOf('=');
        if (kind === '<') at = at.appendChild(document.createElement(rest));
        else if (kind === '/') at = at.parentNode;
        else if (kind === '#') {
          (root.body ?? root).append(made);
          at = root.getElementById(rest);
        } else if (kind === '-') at.remove();
        else if (kind === '!') (at.showModal ?? at.focus).call(at);
        else if (kind === '"') at.textContent = rest;
        else at.setAttribute(rest.slice(0, equals), rest.slice(equals + 1));
      }
      (root.body ?? root).append(made);
    };
  };

  // Puts a layer over the page, in a shadow root of its own, and tells the core of it by `own`.
  globalThis.knockFirstLayer = (own, style, steps, tell) => {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: own.shadow });
    document.documentElement.append(host);
    Object.assign(own, { host, stage: 0 });
    let layer; // none yet when the focus comes to it
    own.isLost = () => Boolean(layer) && (!layer.matches(':modal') || !layer.offsetWidth);
    own.close = () => {
      layer.close();
      host.remove();
      Object.assign(own, { host: undefined, stage: 0 });
    };
    own.draw = draw(root, style, tell);
    own.draw(steps);
    layer = root.querySelector('dialog');
    return layer;
  };

  // The key of this install; without storage there is none.
  globalThis.knockFirstKey = () => Promise.resolve().then(() => chrome.storage.local.get('page'))
    .then(({ page }) => / key=(\S+)/.exec(page)?.[1]).catch(() => undefined);

  // A frame of ours takes its question from the first who offers one and knows the key, or a page could have a frame of
  // its own drawn in to learn that we are there.
  if (location.href === 'about:srcdoc' && origin === 'null') {
    const known = knockFirstKey();
    const take = async ({ data, ports: [port] }) => {
      if (!port || typeof data?.steps !== 'string') return;
      if (data.key !== await known) return;
      removeEventListener('message', take);
      const more = draw(document, data.style, (...told) => port.postMessage(told));
      port.onmessage = (later) => more(later.data);
      addEventListener('pagehide', () => port.postMessage(['lost']));
      port.postMessage([]); // it is here, so it may be shown
      more(data.steps);
    };
    addEventListener('message', take);
  }
})();
