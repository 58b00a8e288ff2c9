// Pages that mean us ill. Each of these functions is a script that the page runs, most of them before
// anything else of its own, as X itself could: `server.script = hostile('spy')`. They note what they
// have got hold of in `window.__loot`.

/** The text of the scripts of these names. */
export const hostile = (...names) => names.map((name) => `({ ${ATTACKS[name]} }).${name}();`).join('\n').replaceAll('</', '<\\/');

const ATTACKS = {
  /** Listens wherever a page can listen, and looks into all that it hears. */
  spy() {
    const loot = { calls: [], nodes: [], words: [], stacks: [], heard: {}, hosts: [] };
    window.__loot = loot;
    const isHidden = (node) => node instanceof Node && node.getRootNode() instanceof ShadowRoot;
    /** A node inside a closed root is all that there is to know. */
    loot.look = (node, how) => {
      if (isHidden(node)) loot.nodes.push(`${how}: ${node.nodeName}: ${String(node.getRootNode().textContent).slice(0, 80)}`);
    };
    const PARTS = ['target', 'currentTarget', 'srcElement', 'relatedTarget', 'originalTarget', 'explicitOriginalTarget',
      'composedTarget', 'rangeParent', 'fromElement', 'toElement', 'submitter', 'view', 'source'];
    const read = (event) => {
      loot.heard[event.type] = (loot.heard[event.type] ?? 0) + 1;
      for (const part of PARTS) {
        try { loot.look(event[part], `${event.type}.${part}`); } catch { /* not this one's */ }
      }
      for (const node of event.composedPath()) loot.look(node, `${event.type}.composedPath`);
      for (const touch of [...event.touches ?? [], ...event.changedTouches ?? []]) loot.look(touch.target, `${event.type}.touch`);
      loot.selection(event.type);
    };
    loot.selection = (when) => {
      const chosen = getSelection();
      if (!chosen) return;
      for (const node of [chosen.anchorNode, chosen.focusNode, chosen.rangeCount && chosen.getRangeAt(0).startContainer]) loot.look(node, `${when}: selection`);
      const text = String(chosen);
      if (text.trim() && !loot.words.includes(text)) loot.words.push(text);
    };
    const types = new Set();
    for (const place of [window, document, Document.prototype, HTMLElement.prototype, Element.prototype, Window.prototype, HTMLBodyElement.prototype]) {
      let names = place;
      for (; names; names = Object.getPrototypeOf(names)) {
        for (const name of Object.getOwnPropertyNames(names)) if (name.startsWith('on')) types.add(name.slice(2));
      }
    }
    for (const extra of ['focusin', 'focusout', 'DOMNodeInserted', 'DOMNodeRemoved', 'DOMSubtreeModified', 'compositionstart', 'DOMActivate', 'knock-first']) types.add(extra);
    for (const type of types) {
      for (const place of [window, document]) place.addEventListener(type, read, { capture: true, passive: true });
    }
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) if (node.localName === 'div' && node.parentNode === document.documentElement) loot.hosts.push(node);
      }
    }).observe(document, { childList: true, subtree: true });
    for (const type of globalThis.PerformanceObserver?.supportedEntryTypes ?? []) {
      try {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            for (const node of [entry.element, entry.target, ...(entry.sources ?? []).map((source) => source.node)]) loot.look(node, `performance ${type}`);
            if (/extension:/.test(JSON.stringify(entry))) loot.stacks.push(`${type}: ${entry.name}`);
          }
        }).observe({ type, buffered: true, durationThreshold: 16 });
      } catch { /* not to be observed */ }
    }
  },

  /** Takes hold of the question's frame as soon as any event leads to it: puts a document of its own in its place, or what `__how` says. */
  seize() {
    window.__seized = [];
    const own = "<script>onmessage = ({ data, ports }) => { parent.postMessage(['read', JSON.stringify(data)], '*'); ports[0]?.postMessage(['go', 9, 9, '']); };<\/script>Press Enter to go on";
    addEventListener('message', ({ data }) => window.__seized.push(`told ${JSON.stringify(data)}`));
    const taken = new Set();
    const take = (event) => {
      for (const part of ['target', 'originalTarget', 'explicitOriginalTarget', 'relatedTarget', 'rangeParent']) {
        const root = event[part] instanceof Node && event[part].getRootNode();
        if (!(root instanceof ShadowRoot)) continue;
        const frame = root.querySelector('iframe');
        if (!frame || taken.has(frame)) continue;
        taken.add(frame);
        window.__seized.push('a frame');
        for (const read of [() => frame.contentDocument.body.textContent, () => frame.contentWindow.document.body.textContent]) {
          try { window.__seized.push(`read ${read()}`); } catch (error) { window.__seized.push(`denied ${error.name}`); }
        }
        const layer = frame.parentNode;
        ({
          replace: () => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => window.__seized.push(`drew ${JSON.stringify(data)}`);
            frame.contentWindow.postMessage({ steps: '<p\\n"Ours\\n/', style: '' }, '*', [port2]);
            frame.setAttribute('sandbox', 'allow-scripts');
            frame.srcdoc = own;
          },
          remove: () => frame.remove(),
          hide: () => frame.style.setProperty('display', 'none', 'important'),
          fade: () => frame.style.setProperty('opacity', '0', 'important'),
          'make inert': () => { frame.inert = true; },
          forge: () => {
            for (const target of [frame, layer, layer.querySelector('button')]) {
              for (const type of ['close', 'cancel', 'submit']) target.dispatchEvent(new Event(type, { bubbles: true }));
              for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { key: 'Escape', bubbles: true }));
            }
            layer.before(document.createElement('dialog'), 'Press Enter to go on');
          },
        })[window.__how ?? 'replace']();
      }
    };
    for (const type of ['focus', 'blur', 'focusin', 'focusout', 'load', 'pointermove', 'pointerover', 'mousemove', 'scroll', 'toggle', 'beforetoggle', 'close', 'cancel']) {
      for (const place of [window, document]) place.addEventListener(type, take, true);
    }
  },

  /** Replaces what scripts are made of, and notes every call that comes from an extension's. */
  replace() {
    window.__loot ??= { calls: [] };
    const loot = window.__loot;
    const { apply } = Reflect;
    const { push } = Array.prototype;
    const includes = String.prototype.includes;
    let within = false;
    const saw = (name, self, given) => {
      if (within) return;
      within = true;
      try {
        if (apply(includes, String(new Error().stack), ['extension:'])) {
          let words = '';
          try { words = `${self?.type ?? ''} ${typeof self === 'string' ? self : ''} ${given.map((one) => one?.type ?? String(one)).join(' ')}`; } catch { /* cannot be told */ }
          apply(push, loot.calls, [`${name} ${words}`.slice(0, 300)]);
          if (window.__throws) throw window.__throws;
        }
      } finally { within = false; }
    };
    const wrap = (owner, key, name) => {
      const described = Object.getOwnPropertyDescriptor(owner, key);
      if (!described?.configurable) return;
      const around = (was) => was && function (...given) {
        saw(name, this, given);
        return new.target ? Reflect.construct(was, given, new.target === around ? was : new.target) : apply(was, this, given);
      };
      if (typeof described.value === 'function' && key !== 'constructor') {
        const was = described.value;
        const made = around(was);
        Object.defineProperty(made, 'name', { value: was.name });
        try { if (was.prototype) made.prototype = was.prototype; Object.setPrototypeOf(made, was); } catch { /* as it is */ }
        Object.defineProperty(owner, key, { ...described, value: made });
      } else if (described.get) {
        Object.defineProperty(owner, key, { ...described, get: around(described.get), set: described.set && around(described.set) });
      }
    };
    const owners = { Array: [].__proto__, String: ''.__proto__, Event: Event.prototype, CustomEvent: CustomEvent.prototype, EventTarget: EventTarget.prototype,
      JSON, Reflect, Object, Node: Node.prototype, Element: Element.prototype, Document: Document.prototype, HTMLElement: HTMLElement.prototype,
      HTMLDialogElement: HTMLDialogElement.prototype, CSSStyleSheet: CSSStyleSheet.prototype, Map: Map.prototype, Set: Set.prototype, Promise: Promise.prototype,
      RegExp: RegExp.prototype };
    for (const [name, owner] of Object.entries(owners)) {
      for (const key of Reflect.ownKeys(owner)) {
        if (key === 'prototype' || key === Symbol.toStringTag) continue;
        try { wrap(owner, key, `${name}.${String(key)}`); } catch { /* cannot be replaced */ }
      }
    }
    for (const key of ['CustomEvent', 'Event', 'structuredClone', 'queueMicrotask', 'addEventListener', 'dispatchEvent']) wrap(window, key, key);
  },

  /** Takes our layer out as soon as it is there. */
  strip() {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) if (node.localName === 'div') node.remove();
    }).observe(document.documentElement, { childList: true });
  },

  /** The same, once, and keeps it. */
  hoard() {
    new MutationObserver((changes, observer) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          if (node.localName !== 'div') continue;
          node.remove();
          observer.disconnect();
          window.__hoarded = node;
        }
      }
    }).observe(document.documentElement, { childList: true });
  },

  /** Pulls the focus back to itself, whatever happens. */
  trap() {
    const pull = () => document.querySelector('[data-testid="primaryColumn"] button, a')?.focus();
    for (const type of ['focus', 'blur', 'focusin', 'focusout', 'pointermove', 'keydown']) window.addEventListener(type, pull, true);
    setInterval(pull, 5);
  },

  /** Floods whoever may be listening, and asks in our name. */
  flood() {
    window.__answers = [];
    const forged = '11111111-2222-4333-8444-555555555555';
    for (const name of [forged, `${forged}:told`, 'knock-first']) window.addEventListener(name, ({ detail }) => window.__answers.push([name, detail]), true);
    const shout = () => {
      for (let times = 0; times < 2000; times += 1) {
        window.dispatchEvent(new CustomEvent('knock-first', { detail: forged }));
        document.dispatchEvent(new CustomEvent(forged, { detail: '90000002 bellbuns_kf', bubbles: true }));
        window.dispatchEvent(new CustomEvent(`${crypto.randomUUID()}:told`, { detail: '{"user":{}}' }));
        window.postMessage('knock-first', '*');
      }
    };
    shout();
    setInterval(shout, 250);
  },

  /** Names fields after what scripts ask of forms, and pictures after what they ask of the document; once the page is drawn. */
  clobber() {
    const form = document.createElement('form');
    form.id = 'clobbered';
    const field = (name) => {
      const input = document.createElement('input');
      input.name = name;
      input.hidden = true;
      return input;
    };
    const names = ['parentElement', 'parentNode', 'closest', 'matches', 'firstChild', 'nextSibling', 'getAttribute', 'querySelector', 'querySelectorAll', 'tagName', 'nodeType', 'isConnected', 'textContent', 'ownerDocument'];
    form.append(...names.map(field));
    // What stands before the form says that it comes after it.
    const before = field('nextSibling');
    before.setAttribute('form', 'clobbered');
    const root = document.querySelector('#react-root');
    Node.prototype.appendChild.call(form, root);
    document.body.append(before, form);
    const pictures = ['documentElement', 'activeElement', 'body', 'defaultView', 'createElement'].map((name) => {
      const picture = document.createElement('img');
      picture.setAttribute('name', name);
      return picture;
    });
    root.append(...pictures);
  },
};
