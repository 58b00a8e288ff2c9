// The extension's dialog, seen from outside although it lives in a closed shadow root.
// The page cannot look into that root, but the browser's own tools can: Chromium's
// accessibility tree (also what a screen reader gets), and Firefox's BiDi, which
// serialises closed roots. Works with open roots (test builds) just the same.

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

export const untilPause = (page, options) => until(() => pauseOf(page), Boolean, { what: 'the pause', ...options });
/** The notice that follows when the control has gone. */
export const untilNotice = (page) => until(() => pauseOf(page), (p) => p?.name === 'Nothing was done', { what: 'the notice' });
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
  try {
    return await (bidi ? lookInFirefox(page) : lookInChromium(page));
  } catch (error) {
    if (/no such node|No node|not find|stale/i.test(error.message)) return null; // it closed as we looked
    throw error;
  }
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
    focused: root.activeElement ? label(root.activeElement) : null,
    dir: style.direction, lang: dialog.closest('[lang]')?.lang ?? root.host?.lang ?? '',
    background: style.backgroundColor, color: style.color,
    rect: { x, y, width, height },
    buttons,
  };
}

async function lookInChromium(page) {
  const cdp = await session(page);
  const { nodes } = await cdp.send('Accessibility.getFullAXTree');
  for (const node of nodes) {
    if (node.ignored || !/dialog$/.test(node.role?.value)) continue;
    const { node: dom } = await cdp.send('DOM.describeNode', { backendNodeId: node.backendDOMNodeId });
    if (dom.localName !== 'dialog') continue; // X's own dialogs are divs with a role
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: node.backendDOMNodeId });
    const { result } = await cdp.send('Runtime.callFunctionOn', {
      objectId: object.objectId, functionDeclaration: `function () { return (${describe})(this); }`, returnByValue: true,
    });
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
      functionDeclaration: `(root) => { const d = root.querySelector('dialog[open]'); return d && JSON.stringify((${describe})(d)); }`,
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
