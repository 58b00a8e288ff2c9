// Popups: portals into #layers, shown a moment before they are filled.

import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { history } from './history.js';
import { useNarrow } from './layout.js';
import { note, watched } from './log.js';
import { options } from './options.js';
import { Press } from './press.jsx';
import { word } from './words.js';

export function Layer({ children }) {
  // Not there yet when a page is loaded straight into a modal route.
  const [host, setHost] = useState(() => globalThis.document?.getElementById('layers'));
  useEffect(() => setHost(document.getElementById('layers')), []);
  return host ? createPortal(<div className="layer">{children}</div>, host) : null;
}

/** False at first, true once the popup would have its content. */
export function useLate(ms = options.late) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return ready;
}

export function useEscape(onClose) {
  useEffect(() => {
    const onKey = (e) => e.key === 'Escape' && onClose();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onClose]);
}

/** Items: {text, testid?, name?, onPress} or {text, href, state}; `name` is for the log alone. */
export function Menu({ items, onClose }) {
  const ready = useLate(options.late / 2);
  const narrow = useNarrow();
  useEscape(onClose);
  const choose = (item) => () => {
    onClose();
    item.onPress?.();
    if (item.href) history.push({ pathname: item.href, state: item.state });
  };
  const rows = ready && items.map((item) => <Item key={item.text} item={item} onPress={choose(item)} />);
  return (
    <Layer>
      <div className="mask" onClick={(e) => { e.stopPropagation(); onClose(); }} />
      {narrow
        ? <div data-testid="sheetDialog" className="sheet"><div role="menu">{rows}</div></div>
        : <div role="menu" className="menu" style={ready ? undefined : { opacity: 0 }}><div data-testid="Dropdown">{rows}</div></div>}
    </Layer>
  );
}

function Item({ item: { text, testid, name = testid ?? text, href }, onPress }) {
  if (!href) return <Press tag={options.menu === 'native' ? 'button' : 'div'} role="menuitem" testid={testid} name={name} onPress={onPress}>{text}</Press>;
  const onClick = (e) => {
    e.preventDefault();
    e.stopPropagation();
    if (!e.altKey) onPress();
  };
  return <a role="menuitem" href={href} data-testid={testid} {...watched(name, { onClick })}>{text}</a>;
}

/** X's own "are you sure", as for Unfollow; what an intent asks says whom it is about. */
export function Sheet({ text, confirm = word('yes'), onConfirm, onClose }) {
  useEscape(onClose);
  return (
    <Layer>
      <div className="mask" data-testid="mask" onClick={(e) => e.stopPropagation()} />
      <div role="alertdialog" aria-modal="true" data-testid="confirmationSheetDialog" className="sheet">
        <p>{text}</p>
        <Press testid="confirmationSheetConfirm" onPress={() => { onClose(); onConfirm(); }}>{confirm}</Press>
        <Press testid="confirmationSheetCancel" onPress={() => { note('cancelled'); onClose(); }}>{word('cancel')}</Press>
      </div>
    </Layer>
  );
}

/** Whether a layer was opened after the one this node is in. */
const above = (node) => Boolean(node.closest('.layer')?.matches(':has(~ .layer)'));

/**
 * X keeps focus inside its topmost modal and gives it back at the end; Escape is the
 * topmost one's too. Menus opened from within count as inside.
 */
export function useModalFocus(dialog, close) {
  const [before] = useState(() => globalThis.document?.activeElement); // before the box takes it
  useEffect(() => {
    if (dialog.current && !dialog.current.contains(document.activeElement)) dialog.current.focus();
    const pull = (e) => {
      if (!dialog.current || above(dialog.current) || dialog.current.contains(e.target)) return;
      note('trap-pulled');
      dialog.current.focus();
    };
    const escape = (e) => {
      if (e.key !== 'Escape' || !dialog.current || above(dialog.current)) return;
      note('modal-escaped');
      close();
    };
    document.addEventListener('focusin', pull);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('focusin', pull);
      document.removeEventListener('keydown', escape);
      if (before?.isConnected) before.focus();
    };
  }, []);
}

/** X's dialog over a page. */
export function Modal({ maskId, children }) {
  const dialog = useRef(null);
  useModalFocus(dialog, history.leave);
  return (
    <Layer>
      <div className="mask" data-testid={maskId} />
      <div ref={dialog} role="dialog" aria-modal="true" aria-labelledby="modal-header" tabIndex={-1} className="modal">
        <h2 id="modal-header" className="row"><Press testid="app-bar-close" onPress={history.leave}>×</Press></h2>
        {children}
      </div>
    </Layer>
  );
}
