// The new Chat: another program inside X's page. It navigates by itself and tells X
// with a made-up popstate, its buttons are plain ones, and its dock lies outside the
// app and its layers.

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { everybody, ownId, person } from './data.js';
import { note, watched } from './log.js';
import { partnerIn } from './messages.jsx';
import { Link } from './press.jsx';
import { Rich } from './text.jsx';
import { word } from './words.js';

export function visitChat(conversation, instead = false) {
  const key = Math.random().toString(36).slice(2, 8);
  window.history[instead ? 'replaceState' : 'pushState']({ key }, '', `/i/chat/${conversation}`);
  window.dispatchEvent(new PopStateEvent('popstate', { state: { key } }));
}

/** /i/chat, and /i/chat/<a>-<b>. */
export function ChatPage({ conversation }) {
  const user = conversation && partnerIn(conversation);
  return (
    <div data-testid="dm-container" className="chat">
      {user ? <Conversation key={user.id_str} user={user} /> : <Inbox />}
    </div>
  );
}

function Inbox() {
  const id = (u) => [ownId(), u.id_str].sort((a, b) => a - b).join('-');
  return (
    <>
      <input data-testid="dm-search-bar" aria-label="Search" />
      {everybody().slice(0, 6).map((u) => (
        <button key={u.id_str} type="button" data-testid={`dm-conversation-item-${id(u)}`}
          {...watched('dm-conversation-item', { onClick: () => visitChat(id(u)) })}><Rich text={u.name} plain /></button>
      ))}
    </>
  );
}

/** Only the address, or here the link in the head, says with whom. */
function Conversation({ user }) {
  const box = useRef(null);
  const [text, setText] = useState('');
  useEffect(() => note('dm-opened', user.screen_name), []);
  function send() {
    if (!text.trim()) return;
    note('messaged', user.screen_name, text.trim());
    setText('');
  }
  const onKeyDown = (e) => {
    if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return;
    e.preventDefault();
    send();
  };
  return (
    <>
      <div data-testid="dm-conversation-header"><Link to={`/${user.screen_name}`}><Rich text={user.name} plain /></Link></div>
      <div data-testid="dm-message-list" />
      <div className="row">
        <textarea ref={box} data-testid="dm-composer-textarea" aria-label={word('message')} value={text} className="grow"
          {...watched('dm-composer-textarea', { onKeyDown })} onChange={(e) => setText(e.target.value)} />
        {text.trim() && <button type="button" data-testid="dm-composer-send-button" aria-label={word('send')}
          {...watched('dm-composer-send-button', { onClick: send })}><svg width="16" height="16"><path d="M0 0h16v16z" /></svg></button>}
      </div>
    </>
  );
}

let docked;
const listeners = new Set();
const subscribe = (fn) => {
  listeners.add(fn);
  return () => listeners.delete(fn);
};

export function openDrawer(userId) {
  docked = userId;
  listeners.forEach((fn) => fn());
}

/** The dock at the bottom right, over whatever page this is. */
export function Drawer() {
  const user = person(useSyncExternalStore(subscribe, () => docked, () => docked));
  return user ? <div data-testid="chat-drawer-root" className="drawer chat"><Conversation key={user.id_str} user={user} /></div> : null;
}
