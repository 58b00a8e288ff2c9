// What the looking glass and the editor share: the language they speak, and the
// start of their engine.
(() => {
  const all = globalThis.knockFirstOwnWords;
  const LANGUAGES = Object.keys(all);
  const root = document.documentElement;
  const site = globalThis.knockFirstSite = { language: 'en', onLanguage: [] };

  // The engine looks words up in what the extension would have set.
  site.words = (key) => all[site.language][key] || all.en[key] || '';
  globalThis.chrome = { ...globalThis.chrome, i18n: { getMessage: (key) => all.en[key] ?? '' } };

  site.speak = (language) => {
    site.language = language;
    root.lang = language;
    if (globalThis.knockFirst) globalThis.knockFirst.words = all[language];
    for (const part of document.querySelectorAll('[data-say]')) part.textContent = site.words(part.dataset.say);
    for (const part of document.querySelectorAll('[data-say-label]')) part.setAttribute('aria-label', site.words(part.dataset.sayLabel));
    for (const button of document.querySelectorAll('[data-language]')) {
      button.setAttribute('aria-pressed', String(button.dataset.language === language));
    }
    for (const link of document.querySelectorAll('nav a')) link.search = `lang=${language}`;
    for (const heard of site.onLanguage) heard();
  };

  site.say = (text) => { document.querySelector('#said').textContent = text; };

  // The language in the address, else the browser's, else English.
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, ...navigator.languages].map((one) => one?.slice(0, 2).toLowerCase());
  site.begin = () => {
    site.speak(wanted.find((one) => LANGUAGES.includes(one)) ?? 'en');
    if (asked && !LANGUAGES.includes(asked)) site.say(site.words('unknownLanguage').replace('{}', asked.slice(0, 20)));
  };
  document.addEventListener('click', ({ target }) => {
    const language = target.closest('[data-language]')?.dataset.language;
    if (language) site.speak(language);
  });

  // Starts the engine; without one, the page says what can be done about it.
  site.start = async () => {
    try {
      await globalThis.knockFirst.unpacked;
      return globalThis.knockFirst.wasm();
    } catch {
      const place = document.querySelector('#unstarted');
      place.dataset.say = location.protocol === 'file:' ? 'unstartedFile' : 'unstarted';
      place.textContent = site.words(place.dataset.say);
      place.hidden = false;
      return undefined;
    }
  };
})();
