// The practice page's own few lines: the desk does the rest. It builds the
// stage, a frame in which a page like X's is drawn and the very scripts run that
// run on X, once; the desk fills it and has the core start anew at every step.
(async () => {
  const own = globalThis.knockFirst;
  const SCRIPTS = ['bridge.js', 'question.js', 'core.js', 'practice/practice-link.js', 'loader.js'];
  const LONGEST = 1_048_577; // a byte more than a pack can have says that it is too much
  const read = async (area) => {
    try {
      return await chrome.storage[area].get(null);
    } catch {
      return {};
    }
  };
  const loaded = (part) => new Promise((done, failed) => { part.onload = done; part.onerror = failed; });
  const add = (stage, name, attributes) => {
    const part = Object.assign(stage.createElement(name), attributes);
    stage.head.append(part);
    return loaded(part);
  };

  const build = async (frame, page) => {
    if (page) {
      frame.srcdoc = page;
      await loaded(frame);
    }
    const { contentDocument: stage, contentWindow: world } = frame;
    stage.title = 'Perch';
    stage.documentElement.lang = 'en-GB';
    world.practice = { own, message: (key) => chrome.i18n.getMessage(key), tell: (note) => own.practised?.(note) };
    await add(stage, 'link', { rel: 'stylesheet', href: 'practice/stage.css' });
    for (const src of SCRIPTS) await add(stage, 'script', { src });
    await world.knockFirst.unpacked;
  };

  try {
    // Until then the frame's first, empty page may still be replaced.
    if (document.readyState !== 'complete') await new Promise((done) => { addEventListener('load', done, { once: true }); });
    const frame = document.querySelector('iframe');
    // Without a network Chromium gives what it kept to a frame with a text, and
    // Firefox to one without, which alone is allowed in its extensions too.
    await build(frame).catch(() => build(frame, '<!doctype html>'));
    await own.unpacked;

    const desk = own.wasm();
    const kept = await Promise.all([read('local'), read('managed')]);
    const asked = new URLSearchParams(location.search).get('lang');
    own.speak(asked ?? desk.language(...kept));
    const scenarios = globalThis.knockFirstScenarios;
    own.practised = (note) => desk.practised(note);
    own.pressed = (event) => desk.pressed(event);
    desk.practise(JSON.stringify(scenarios));
    document.addEventListener('change', async ({ target }) => {
      const [file] = target.files ?? [];
      if (!file) return;
      desk.open(await file.slice(0, LONGEST).text().catch(() => ''));
      target.value = '';
    });
    document.documentElement.dataset.ready = '';
    performance.mark('begun');
  } catch {
    document.getElementById('unstarted').hidden = false;
  }
})();
