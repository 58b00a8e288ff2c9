// The language of our own pages and of the toolbar button: the chosen one, else
// the browser's, else English. What pages of X say too is in `knockFirstWords`
// but for English, which the browser has; what only our pages say is in
// `knockFirstPageWords`.
globalThis.knockFirst.speak = (language) => {
  const { knockFirst: own, knockFirstWords: words, knockFirstPageWords: pages } = globalThis;
  const [ui] = chrome.i18n.getUILanguage().split('-');
  const chosen = language in words ? language : ui;
  const others = chosen === 'en' ? undefined : words[chosen];
  own.words = { ...pages.en, ...pages[chosen], ...others };
  return others;
};
