// Which variant of the page this is. The server's options come first, the query
// string over them; both are read once, so a later history.push cannot lose them.

const DEFAULTS = {
  button: 'native', // or 'div': role=button, no click event from the keyboard
  menu: 'div', // items of menus: likewise without a click, or 'native'
  cell: 'div', // rows of people: 'button', 'listitem'
  fab: 'link', // the floating reply button: 'button' has no address
  feedback: 'plain', // 'names': a menu item before Follow names the author too
  theme: 'light', // 'dark', 'contrast'
  font: 'normal', // 'xSmall', 'small', 'large', 'xLarge'
  dir: 'ltr', // 'rtl'
  lang: '', // words on buttons: en, de, ar
  layout: 'auto', // 'wide', 'mobile'; auto goes by the window's width, live
  session: 'own', // 'none': logged out
  store: 'ok', // 'none', 'throws', 'garbage'
  missing: '', // handles that the store lacks, with commas; 'all'
  props: 'ok', // 'none': React props hold ids only
  shape: 'flat', // people and posts in props as GraphQL has them: 'old', 'new', 'newest'
  translated: 'no', // 'yes': bios are drawn in another language
  repost: 'old', // 'new': test ids of the repost menu
  chat: 'new', // 'drawer', 'old'
  promoted: '', // handle of an account promoted on Home
  renamed: '', // last parts of test ids that X has renamed, with commas
  react: 'yes', // 'none': plain HTML, no React
  rows: 60, // posts on Home
  late: 150, // milliseconds until popups fill
};

export const options = { ...DEFAULTS };

export function setOptions(...sources) {
  Object.assign(options, DEFAULTS);
  for (const source of sources) {
    for (const [key, value] of Object.entries(source ?? {})) {
      if (key in options) options[key] = typeof options[key] === 'number' ? Number(value) : value;
    }
  }
  options.lang ||= options.dir === 'rtl' ? 'ar' : 'en';
}

/** A test id as this page writes it: a renamed one becomes another. */
export const testId = (id) => (id && options.renamed.split(',').includes(id.split('-').pop()) ? `${id}Renamed` : id);
