// The editor's own few lines: what is typed, chosen and pressed goes to the
// engine's module, and files come and go by hand. Nothing is kept.
(async () => {
  const site = globalThis.knockFirstSite;
  const LONGEST = 1_048_577; // a byte more than a pack can have says that it is too much
  const part = (id) => document.getElementById(id);
  let changed = false;

  site.begin();
  const core = await site.start();
  if (!core) return;
  core.edit(undefined);
  site.onLanguage.push(() => core.edited());

  const open = async ([file]) => {
    try {
      const text = await file.slice(0, LONGEST).text();
      core.edit(text || ' ');
      site.say(site.words('editOpened'));
    } catch {
      core.unopened();
    }
  };
  const save = () => {
    const text = core.finished();
    if (text === undefined) return site.say(site.words('editNotSaved'));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = `${JSON.parse(text).id ?? 'practice-pack'}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    changed = false;
    return site.say(site.words('editSaved'));
  };

  // The practice page itself, with this pack: by the frame's name, which a page
  // opened from a folder may be given too.
  const play = () => {
    const pack = core.finished();
    if (pack === undefined) return site.say(site.words('editNotPlayed'));
    const frame = Object.assign(document.createElement('iframe'), { name: pack, title: site.words('editStage'), src: `index.html?lang=${site.language}` });
    part('stage').replaceChildren(frame);
    return frame.scrollIntoView({ block: 'nearest' });
  };

  part('json').addEventListener('input', () => {
    changed = true;
    core.edited();
  });
  document.addEventListener('change', ({ target }) => {
    if (target.id === 'file' && target.files.length) {
      open(target.files).then(() => { target.value = ''; });
    } else if (target.id !== 'json' && core.filled_in(target)) {
      changed ||= target.id !== 'which';
    }
  });
  document.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (!button) return;
    if (button.id === 'example') core.edit(undefined);
    else if (button.id === 'blank') core.edit('');
    else if (button.id === 'save') save();
    else if (button.id === 'play') play();
    else if (core.pressed(button)) changed ||= !button.dataset.line;
  });
  // What was written is nowhere else.
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
})();
