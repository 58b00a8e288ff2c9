// One post with its inline composer and replies. The composer is the focal article's
// next sibling; its send button has the same test id as Home's.

import { useEffect, useRef, useState } from 'react';
import { openReply } from './actions.jsx';
import { author, everybody, post, postIds, tweet, useData } from './data.js';
import { Composer } from './composer.jsx';
import { useNarrow } from './layout.js';
import { ReplyFab, TopBar } from './narrow.jsx';
import { Press } from './press.jsx';
import { Post, postHeight } from './post.jsx';
import { Timeline } from './timeline.jsx';
import { cellFor } from './usercell.jsx';
import { word } from './words.js';

const conversation = (id) => {
  const { reply_to } = post(id);
  return [...(reply_to ? [reply_to] : []), id, ...postIds((p) => p.reply_to === id)];
};

export function Detail({ id }) {
  useData();
  const narrow = useNarrow();
  if (!post(id)) return <div data-testid="emptyState">This post is not here</div>;
  const height = (i) => (i === id && !narrow ? 170 : 0) + postHeight(i);
  return (
    <div className="conversation">
      <ReplyBar id={id} />
      <Timeline label="Conversation" items={conversation(id)} heightOf={height}
        row={(i) => (i === id ? <Focal tweet={tweet(id)} id={id} /> : <Post tweet={tweet(i)} />)} />
      {narrow && <ReplyFab id={id} />}
    </div>
  );
}

/** The same beside an open picture, with the rows simply below each other. */
export const Beside = ({ id }) => conversation(id).map((i) => (
  <div key={i} data-testid="cellInnerDiv">{i === id ? <Focal tweet={tweet(id)} id={id} /> : <Post tweet={tweet(i)} />}</div>
));

/** Once the inline composer has scrolled away, the bar on top has a button in its place. */
function ReplyBar({ id }) {
  const narrow = useNarrow();
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const read = () => setGone(document.querySelector('main [data-testid="inline_reply_offscreen"]')?.getBoundingClientRect().bottom < 50);
    window.addEventListener('scroll', read, { passive: true });
    return () => window.removeEventListener('scroll', read);
  }, []);
  return <TopBar title="Post">{gone && !narrow && <Press name="bar-reply" onPress={() => openReply(id)}>{word('reply')}</Press>}</TopBar>;
}

function Focal({ tweet: focal, id }) {
  const narrow = useNarrow();
  const cell = useRef(null);
  // Whether X focuses the post it opens is not known; here it does, so that `r` has a target.
  useEffect(() => {
    if (document.activeElement === document.body) cell.current.querySelector('article').focus({ preventScroll: true });
  }, [id]);
  return (
    <div ref={cell}>
      <Post tweet={focal} focal />
      {!narrow && (
        <div data-testid="inline_reply_offscreen">
          <div className="at">Replying to @{author(id).screen_name}</div>
          <Composer sendId="tweetButtonInline" parent={id} />
        </div>
      )}
    </div>
  );
}

/** Who quoted, reposted or liked it. */
export function Engagements({ id, which }) {
  useData();
  if (which === 'quotes') return <Timeline label="Quotes" items={postIds((p) => p.quote === id)} heightOf={postHeight} row={(i) => <Post tweet={tweet(i)} />} />;
  return <Timeline label={which} items={everybody().slice(0, 8)} heightOf={() => 110} row={(u) => cellFor(u)} />;
}
