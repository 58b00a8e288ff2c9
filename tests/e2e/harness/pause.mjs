// The extension's dialog, seen from outside. On X it is in a frame that the page cannot look into, on a page to practise
// on in a closed shadow root. The browser's own tools look into both: Chromium's accessibility tree (also what a screen
// reader gets), and Firefox's BiDi, which serialises closed roots. Works with open roots (test builds) just the same.

import { until } from './page.mjs';

/**
 * The dialog now showing, or null: {name, description, modal, text, buttons: [names],
 * others: [names of all other controls], marked: [the words marked], focused: name of
 * the control with focus, dir, lang, background, color, rect}.
 */
export async function pauseOf(page) {
  const seen = await look(page);
  const names = (main) => seen.buttons.filter((b) => b.main === main).map((b) => b.name);
  return seen && { ...seen, buttons: names(true), others: names(false) };
}

/** The dialog once it has the focus: that comes last. */
export const untilPause = (page, options) => until(() => pauseOf(page), (pause) => pause?.focused, { what: 'the pause', ...options });
/** The notice that follows when the control has gone. */
export const untilNotice = (page) => until(() => pauseOf(page), (p) => p?.name === 'Nothing was done' && p.focused, { what: 'the notice' });
export const untilNoPause = (page, options) => until(() => pauseOf(page), (p) => !p, { what: 'the pause to go', ...options });

/** Presses one of the dialog's buttons with the real mouse. */
export async function pressInPause(page, name) {
  const seen = await until(() => look(page), Boolean, { what: 'the pause' });
  const button = seen.buttons.find((b) => b.name === name);
  if (!button) throw new Error(`no button "${name}" among ${seen.buttons.map((b) => b.name)}`);
  await page.mouse.click(button.x, button.y);
}

async function look(page) {
  const bidi = 'connection' in page.browser(); // Firefox; Chromium speaks CDP
  const frame = frameOf(page);
  try {
    if (frame) return await lookInFrame(page, frame, bidi);
    return await (bidi ? lookInFirefox(page) : lookInChromium(page));
  } catch (error) {
    if (/no such (node|frame)|No node|not f[io]u?nd|stale|detached|destroyed/i.test(error.message)) return null; // it closed as we looked
    throw error;
  }
}

/** The question's own frame, drawn or not; the last, if Firefox has left an older one behind. */
export const frameOf = (page) => page.frames().findLast((frame) => frame.url() === 'about:srcdoc' && !frame.detached);

/** Whether the question is drawn and has the focus: quicker to ask than what it says. */
export const isShown = async (page) => {
  const has = () => innerWidth > 0 && Boolean(document.activeElement?.closest('dialog'));
  return await frameOf(page)?.evaluate(has).catch(() => false) ?? false;
};

async function lookInFrame(page, frame, bidi) {
  const seen = await frame.evaluate(`(() => { const d = innerWidth > 0 && document.querySelector('dialog[open]'); return d && { ...(${describe})(d), inner: innerWidth }; })()`);
  if (!seen) return null;
  // It stands in the middle of the window, as high as that.
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  const { inner, ...told } = seen;
  const shift = (box) => ({ ...box, x: box.x + (width - inner) / 2 });
  const moved = { ...told, rect: shift(told.rect), buttons: told.buttons.map(shift) };
  return bidi ? moved : { ...moved, ...await namedInChromium(page, frame) };
}

/** Name and description as the accessibility tree has them. */
async function namedInChromium(page, frame) {
  const { nodes } = await (await session(page)).send('Accessibility.getFullAXTree', { frameId: frame._id });
  const node = nodes.find(({ ignored, role }) => !ignored && role?.value === 'dialog');
  return { name: node?.name?.value ?? '', description: node?.description?.value ?? '' };
}

/** Runs in the page, on the <dialog> element the browser handed over. */
function describe(dialog) {
  const root = dialog.getRootNode();
  const label = (el) => (el.getAttribute('aria-label') ?? el.innerText ?? '').trim();
  const by = (attribute) => (dialog.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean)
    .map((id) => root.getElementById(id)?.textContent.trim() ?? '').join(' ');
  const style = getComputedStyle(dialog);
  const { x, y, width, height } = dialog.getBoundingClientRect();
  const shown = (selector) => [...dialog.querySelectorAll(selector)].filter((el) => el.checkVisibility());
  const buttons = shown('button, summary, a').map((b) => {
    const box = b.getBoundingClientRect();
    return { name: label(b), main: Boolean(b.closest('#answers')), x: box.x + box.width / 2, y: box.y + box.height / 2 };
  });
  return {
    name: dialog.getAttribute('aria-label') ?? by('aria-labelledby'),
    description: by('aria-describedby'),
    modal: dialog.matches(':modal'),
    text: shown('*').filter((el) => !el.children.length).map((el) => el.innerText).join('\n'),
    marked: shown('mark').map((el) => el.textContent),
    noted: shown('[role=status]').map((el) => el.textContent).filter(Boolean),
    focused: root.activeElement?.closest('dialog') ? label(root.activeElement) : null,
    dir: style.direction, lang: dialog.closest('[lang]')?.lang ?? root.host?.lang ?? '',
    background: style.backgroundColor, color: style.color,
    rect: { x, y, width, height },
    buttons,
  };
}

async function lookInChromium(page) {
  // The tree of a page with a long text takes long to make.
  const isThere = await page.evaluate(() => [...document.documentElement.children].some(({ localName }) => localName === 'div'));
  if (!isThere) return null;
  const cdp = await session(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  for (const node of nodes) {
    if (node.ignored || !/dialog$/.test(node.role?.value)) continue;
    const { node: dom } = await cdp.send('DOM.describeNode', { backendNodeId: node.backendDOMNodeId });
    if (dom.localName !== 'dialog') continue; // X's own dialogs are divs with a role
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId, functionDeclaration: `function () { return this.querySelector('iframe') ? null : (${describe})(this); }`, returnByValue: true,
    });
    if (!result.value) continue; // what stands around a frame
    // Name and description as the accessibility tree has them.
    return { ...result.value, name: node.name?.value ?? '', description: node.description?.value ?? '' };
  }
  return null;
}

async function lookInFirefox(page) {
  const { connection } = page.browser();
  const target = { context: page.mainFrame()._id };
  const { result: { result: html } } = await connection.send('script.evaluate', {
    expression: 'document.documentElement', target, awaitPromise: false,
    serializationOptions: { maxDomDepth: 1, includeShadowTree: 'all' },
  });
  for (const host of html?.value?.children ?? []) {
    if (!host.value.shadowRoot) continue;
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration: `(root) => { const d = root.querySelector('dialog[open]:not(:has(iframe))'); return d && JSON.stringify((${describe})(d)); }`,
      arguments: [{ sharedId: host.value.shadowRoot.sharedId }], target, awaitPromise: false,
    });
    if (result.result?.type === 'string') return JSON.parse(result.result.value);
  }
  return null;
}

const sessions = new WeakMap();
async function session(page) {
  if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
  return sessions.get(page);
}

/** Chromium's whole accessibility tree, closed roots included, as [{role, name, description}]. */
export async function accessibilityTree(page) {
  const { nodes } = await (await session(page)).send('Accessibility.getFullAXTree');
  return nodes.filter((n) => !n.ignored).map((n) => ({ role: n.role?.value, name: n.name?.value ?? '', description: n.description?.value ?? '' }));
}
