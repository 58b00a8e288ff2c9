// The looking glass's own few lines: what a person types, pastes and presses goes
// to the engine, one text at a time. Nothing is kept, and nothing but the form is
// looked at: no file, no drop, no address.
(async () => {
  const site = globalThis.knockFirstSite;
  const form = document.querySelector('#form');
  const value = (id) => form.querySelector(`#${id}`).value;

  // Before the engine is there, so that nothing can be dropped at any time.
  for (const type of ['dragover', 'drop']) {
    addEventListener(type, (event) => {
      event.preventDefault();
      if (type === 'drop') site.say(site.words('glassNoDrop'));
    });
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  site.begin();

  const core = await site.start();
  if (!core) return;
  Object.assign(globalThis.knockFirst, {
    address: () => '',
    shadow: 'closed',
    put: (steps, style) => knockFirstLayer(knockFirst, style, steps, core.answer),
    options: () => site.say(site.words('glassNoSettings')),
  });
  const draw = () => {
    core.draw();
    document.querySelector('#engine').textContent = site.words('engineVersion').replace('{}', core.version());
  };
  site.onLanguage.push(draw);
  draw();

  const look = (event) => {
    const inTouch = form.querySelector('#inTouch').checked;
    const found = core.glass(event, value('bio'), value('name'), value('handle'), value('location'), inTouch);
    if (!found) return;
    site.say(site.words('glassDone'));
    document.querySelector('#found').focus();
  };
  form.addEventListener('submit', look);
  form.addEventListener('reset', () => { core.forget(); site.say(''); });
  // A megabyte need not come into the page to be refused.
  form.addEventListener('paste', (event) => {
    if (event.clipboardData.getData('text').length <= 2 * core.longest()) return;
    event.preventDefault();
    core.refuse();
  });

  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      site.say(site.words('glassCopied'));
    } catch {
      getSelection().selectAllChildren(button.closest('li').querySelector('code'));
      site.say(site.words('glassNotCopied'));
    }
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.open) core.open(event, button.dataset.open);
    if (button.dataset.copy) copy(button);
    if (button.dataset.try) {
      const bio = form.querySelector('#bio');
      bio.value = [bio.value.trim(), button.dataset.try].filter(Boolean).join(' ');
      look(event);
    }
  });
})();
