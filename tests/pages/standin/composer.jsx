// The box in which a post is written: on Home, under a post, in the modal, and as a
// page in the narrow layout. Draft.js's outside without its inside: tests type,
// nothing formats. The narrow layout's box is a plain textarea.

import { useEffect, useRef, useState } from 'react';
import { author, post, tweet } from './data.js';
import { history } from './history.js';
import { Modal } from './layers.jsx';
import { note, watched } from './log.js';
import { TopBar } from './narrow.jsx';
import { Press } from './press.jsx';
import { Post, Quoted } from './post.jsx';
import { word } from './words.js';

const handleOf = (id) => (id ? author(id).screen_name : '');

/** `parent` and `quoted` are ids of posts. `children` gets the box and the send button to lay out. */
export function Composer({ sendId, parent, quoted, onSent, autoFocus = false, plain = false, children: arrange = stacked }) {
  const box = useRef(null);
  const [text, setText] = useState('');
  useEffect(() => {
    if (autoFocus) box.current.focus();
  }, [autoFocus]);

  const read = () => (plain ? box.current.value : box.current.textContent);
  function send() {
    const typed = read().trim();
    if (!typed) return;
    note(parent ? 'replied' : quoted ? 'quoted' : 'posted', handleOf(parent ?? quoted), typed);
    if (plain) box.current.value = '';
    else box.current.textContent = '';
    setText('');
    onSent?.();
  }
  const own = {
    onInput: () => setText(read()),
    onKeyDown: (e) => {
      if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return;
      e.preventDefault();
      note('shortcut', 'mod+enter');
      send();
    },
  };
  return arrange(
    // X's wrappers share the box's test id as a prefix; a click on them goes into the box.
    <div data-testid="tweetTextarea_0_label" onClick={() => box.current.focus()}>
      {plain ? <textarea ref={box} aria-label="Post text" {...watched('tweetTextarea_0', own)} /> : (
        <div data-testid="tweetTextarea_0RichTextInputContainer" className="DraftEditor-root">
          <div ref={box} data-testid="tweetTextarea_0" role="textbox" contentEditable suppressContentEditableWarning
            aria-multiline="true" aria-label="Post text" className="public-DraftEditor-content" {...watched('tweetTextarea_0', own)} />
        </div>
      )}
    </div>,
    <Press testid={sendId} disabled={!text.trim()} onPress={send}>{parent ? word('reply') : word('post')}</Press>,
  );
}

const stacked = (box, button) => (
  <div className="composer">
    {box}
    <div data-testid="toolBar" className="row">{button}</div>
  </div>
);

/** What /compose/post or an intent is to write about: ids of the post answered, or quoted. */
function subject() {
  const { state, search } = history.location;
  const known = (id) => (id && post(id) ? id : undefined);
  return {
    parent: known(state?.inReplyToStatusId ?? new URLSearchParams(search).get('in_reply_to')),
    quoted: known(state?.quotedStatus?.id_str),
  };
}

/** /compose/post over whatever was there: a reply, a quote or a new post. */
export function ModalComposer() {
  const [{ parent, quoted }] = useState(subject);
  useEffect(() => note('composer-opened', handleOf(parent)), []);
  return (
    <Modal maskId="twc-cc-mask">
      {parent && <Post tweet={tweet(parent)} />}
      <Composer sendId="tweetButton" parent={parent} quoted={quoted} autoFocus onSent={history.leave} />
      {quoted && <Quoted tweet={tweet(quoted)} />}
    </Modal>
  );
}

/** The same as a page of its own, with the send button in the bar at the top. */
export function ComposePage() {
  const [{ parent, quoted }] = useState(subject);
  useEffect(() => note('composer-opened', handleOf(parent)), []);
  return (
    <Composer sendId="tweetButton" parent={parent} quoted={quoted} autoFocus plain onSent={history.leave}>
      {(box, button) => (
        <>
          <TopBar close>{button}</TopBar>
          {parent && <Post tweet={tweet(parent)} />}
          <div className="composer">{box}</div>
          {quoted && <Quoted tweet={tweet(quoted)} />}
        </>
      )}
    </Composer>
  );
}
