// What all of the extension's own pages do: the desk fills them with what is
// kept and says what a press or a change asks for; that goes to the background,
// which does all writing. When what is kept changes, wherever that was chosen,
// the page is filled anew.
(async () => {
  const own = globalThis.knockFirst;
  const { local, managed } = chrome.storage;
  const now = () => Date.now() - new Date().getTimezoneOffset() * 60_000;
  // Denied, or no policy: the page says what it can.
  const read = async (area) => {
    try {
      return await area.get(null);
    } catch {
      return {};
    }
  };

  let desk;
  const fillNow = async () => {
    const [answer, ...found] = await Promise.all([own.answer, read(local), read(managed)]);
    own.speak(desk.language(...found));
    desk.fill(answer, ...found, now());
  };
  // One after the other, or what was read first could be shown last.
  let turn = Promise.resolve();
  const fill = () => {
    turn = turn.catch(() => {}).then(fillNow);
    return turn;
  };
  const work = async (task) => {
    let said;
    try {
      ({ said } = await chrome.runtime.sendMessage({ task }));
    } catch { /* the background cannot be reached: nothing is kept, which is said */ }
    await fill();
    desk.say(said);
  };

  try {
    await own.unpacked;
    desk = own.wasm();
    await fill();
  } catch {
    document.getElementById('unstarted').hidden = false;
    return;
  }
  const version = document.getElementById('version');
  if (version) version.textContent = chrome.runtime.getManifest().version;
  for (const type of ['click', 'change']) {
    document.addEventListener(type, async ({ target }) => {
      const [file] = (type === 'change' && target.files) || [];
      // A byte more than can be settings is enough to say that it is too much.
      const task = file ? desk.take(await file.slice(0, 65_537).text().catch(() => '')) : desk.hear(type, target);
      if (file) target.value = '';
      if (task) await work(task);
    });
  }
  chrome.storage.onChanged.addListener((_changes, area) => { if (area !== 'session') fill(); });
})();
