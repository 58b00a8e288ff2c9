// What a test does to the page and reads from it.

/** Everything the stand-in noted so far: [{what, detail, text?}]. */
export const logOf = (page) => page.evaluate(() => JSON.parse(JSON.stringify(window.__standin.log)));
export const clearLog = (page) => page.evaluate(() => window.__standin.clear());

/** The acts alone, as 'what detail': what X did, as against what it saw. */
export async function actsOf(page) {
  const log = await logOf(page);
  return log.filter((e) => !/^(react|page):/.test(e.what)).map((e) => `${e.what} ${e.detail}`.trim());
}

/** Events that reached React handlers of controls (`react`) or X's window listeners (`page`). */
export async function seenBy(page, who) {
  const log = await logOf(page);
  return log.filter((e) => e.what.startsWith(`${who}:`)).map((e) => `${e.what.slice(who.length + 1)} ${e.detail}`.trim());
}

/** Runs one of window.__standin's commands: recycle, removeControl, swapNode, rename, setUser… */
export const command = (page, name, ...args) => page.evaluate((n, a) => void window.__standin[n](...a), name, args);

/** Goes elsewhere inside the app, without a page load. */
export async function go(page, to) {
  await page.evaluate((t) => window.__standin.history.push(t), to);
  await settle(page);
}

/** Waits until React and the browser have drawn. */
export const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));

/** Polls `read` until `good`, and says what it last saw if that never comes. */
export async function until(read, good = Boolean, { timeout = 30_000, what = 'a condition' } = {}) {
  const end = Date.now() + timeout;
  let last;
  do {
    last = await read();
    if (good(last)) return last;
    await new Promise((done) => setTimeout(done, 20));
  } while (Date.now() < end);
  throw new Error(`waited ${timeout} ms for ${what}; last saw ${JSON.stringify(last)}`);
}

export const untilAct = (page, act) => until(() => actsOf(page), (acts) => acts.includes(act), { what: `act "${act}"` });

// --- gestures: real input, through the browser ---------------------------------------

/** Where the first match is, scrolled into view; refuses if something else lies on top. */
async function pointOf(page, selector) {
  const found = await page.evaluate((s) => {
    const el = document.querySelector(s);
    if (!el) return { problem: 'nothing matches' };
    const centre = () => {
      const { x, y, width, height } = el.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const top = () => document.elementFromPoint(centre().x, centre().y); // null off screen
    if (!el.contains(top())) el.scrollIntoView({ block: 'center', behavior: 'instant' });
    return el.contains(top()) ? centre() : { problem: `${top()?.outerHTML.slice(0, 80)} covers` };
  }, selector);
  if (found.problem) throw new Error(`${found.problem} ${selector}`);
  return found;
}

export async function mouse(page, selector, options) {
  const { x, y } = await pointOf(page, selector);
  await page.mouse.click(x, y, options);
}

/** Presses the mouse down on it; returns how to let it go on nothing of the page's. */
export async function press(page, selector) {
  const { x, y } = await pointOf(page, selector);
  await page.mouse.move(x, y);
  await page.mouse.down();
  return async () => {
    await page.mouse.move(5, 5);
    await page.mouse.up();
  };
}

export async function hover(page, selector) {
  const { x, y } = await pointOf(page, selector);
  await page.mouse.move(x, y);
}

/** A finger. Open the page with {touch: true} for Chromium to fire touch events. */
export async function tap(page, selector) {
  const { x, y } = await pointOf(page, selector);
  await page.touchscreen.tap(x, y);
}

export async function altClick(page, selector) {
  await page.keyboard.down('Alt');
  await mouse(page, selector);
  await page.keyboard.up('Alt');
}

/** Focuses the control and presses a key on it. */
export async function key(page, selector, name) {
  await page.focus(selector);
  await page.keyboard.press(name);
}

/** Keeps a key down, so that it repeats; returns the function that lets go. */
export async function hold(page, selector, name, repeats = 3) {
  await page.focus(selector);
  for (let i = 0; i <= repeats; i++) await page.keyboard.down(name);
  return () => page.keyboard.up(name);
}

/** The ways of pressing that every door is tried with. */
export const PRESSES = {
  mouse,
  enter: (page, selector) => key(page, selector, 'Enter'),
  space: (page, selector) => key(page, selector, ' '),
};

// --- traces --------------------------------------------------------------------------

/**
 * What an extension could leave behind: element and attribute names in the document,
 * children of <html>, <head> and <body>, attributes of <html> and <body>, style sheets.
 * Equal before and after means: no marks.
 */
export const marksOf = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('*')];
  const { documentElement: html, head, body } = document;
  const own = (el) => [...el.attributes].map((a) => `${a.name}=${a.value}`);
  return {
    tags: [...new Set(all.map((el) => el.localName))].sort(),
    attributes: [...new Set(all.flatMap((el) => el.getAttributeNames()))].sort(),
    children: [html, head, body].map((el) => [...el.children].map((c) => c.localName).join(' ')),
    own: [html, body].map(own),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    globals: Object.keys(window).sort(),
  };
});
