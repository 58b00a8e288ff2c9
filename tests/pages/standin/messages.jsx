// The way to a conversation, and the older Messages. X writes a conversation's id as
// the two account ids, smaller first.

import { useEffect, useRef, useState } from 'react';
import { everybody, ownId, person } from './data.js';
import { openDrawer, visitChat } from './chat.jsx';
import { FollowButton } from './follow.jsx';
import { history } from './history.js';
import { Modal } from './layers.jsx';
import { note, watched } from './log.js';
import { options } from './options.js';
import { Press } from './press.jsx';
import { Avatar, NameBlock, Rich, shownBio } from './text.jsx';
import { word } from './words.js';

const conversationId = (userId) => [ownId(), userId].sort((a, b) => a - b).join('-');
export const partnerIn = (conversation) => person(conversation.split('-').find((id) => id !== ownId()));

/** Where it leads depends on which Chat this is; `instead` of the current place, or after it. */
export function openChat(userId, instead = false) {
  if (options.chat === 'drawer') {
    if (instead) history.leave();
    openDrawer(userId);
  } else if (options.chat === 'old') {
    history[instead ? 'replace' : 'push'](`/messages/${conversationId(userId)}`);
  } else {
    visitChat(conversationId(userId), instead);
  }
}

/** /messages/compose: goes on by itself if it was told to whom. */
export function NewMessage({ page = false }) {
  const to = person(new URLSearchParams(history.location.search).get('recipient_id'));
  useEffect(() => {
    if (to) openChat(to.id_str, true);
  }, []);
  if (to) return null;
  return page ? <Recipients /> : <Modal><Recipients /></Modal>;
}

function Recipients() {
  const choose = (user) => () => {
    note('dm', user.screen_name);
    openChat(user.id_str, true);
  };
  return everybody().filter((u) => u.can_dm).slice(0, 8).map((user) => (
    <Press key={user.id_str} tag="div" name="dm-recipient" className="cell" onPress={choose(user)}>
      <Avatar user={user} link={false} /><NameBlock user={user} link={false} />
    </Press>
  ));
}

/** /messages/<a>-<b>, as it was before Chat. */
export function OldConversation({ conversation }) {
  const box = useRef(null);
  const [text, setText] = useState('');
  const user = partnerIn(conversation);
  useEffect(() => note('dm-opened', user.screen_name), [user.id_str]);
  function send() {
    const typed = box.current.textContent.trim();
    if (!typed) return;
    note('messaged', user.screen_name, typed);
    box.current.textContent = '';
    setText('');
  }
  const own = {
    onInput: () => setText(box.current.textContent),
    onKeyDown: (e) => {
      if (e.key !== 'Enter' || e.shiftKey) return;
      e.preventDefault();
      send();
    },
  };
  return (
    <section role="region" className="chat">
      <div className="cell">
        <Avatar user={user} />
        <NameBlock user={user} />
        <div dir="auto" className="bio"><Rich text={shownBio(user)} /></div>
        {!user.following && <FollowButton userId={user.id_str} />}
      </div>
      <aside role="complementary" className="row">
        <div ref={box} data-testid="dmComposerTextInput" role="textbox" contentEditable suppressContentEditableWarning
          aria-label={word('message')} className="public-DraftEditor-content grow" {...watched('dmComposerTextInput', own)} />
        <Press testid="dmComposerSendButton" aria-label={word('send')} disabled={!text.trim()} onPress={send}>→</Press>
      </aside>
    </section>
  );
}
