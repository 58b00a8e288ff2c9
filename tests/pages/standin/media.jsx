// A picture laid over the page, and the immersive viewer. Both have the action bar
// of the post outside any article; beside the picture, articles follow.

import { useRef } from 'react';
import { ActionBar } from './actions.jsx';
import { author, post, tweet, useData } from './data.js';
import { Beside } from './detail.jsx';
import { FollowButton } from './follow.jsx';
import { history } from './history.js';
import { Layer, useModalFocus } from './layers.jsx';
import { useNarrow } from './layout.js';
import { TopBar } from './narrow.jsx';
import { Press } from './press.jsx';
import { Avatar, DOT, NameBlock, Rich } from './text.jsx';

/** /:handle/status/:id/photo/:n */
export function Lightbox({ id }) {
  useData();
  const narrow = useNarrow();
  const dialog = useRef(null);
  useModalFocus(dialog, history.leave);
  if (!post(id)) return null;
  return (
    <Layer>
      <div ref={dialog} role="dialog" aria-modal="true" tabIndex={-1} className="lightbox">
        <div className="stage">
          <Press testid="app-bar-close" onPress={history.leave}>×</Press>
          <div data-testid="swipe-to-dismiss"><img className="large" alt="Image" src={DOT} /></div>
          <ActionBar tweet={tweet(id)} />
        </div>
        {!narrow && <div className="panel"><Beside id={id} /></div>}
      </div>
    </Layer>
  );
}

/** /:handle/status/:id/mediaviewer */
export function Immersive({ id }) {
  useData();
  if (!post(id)) return null;
  const user = author(id);
  return (
    <>
      <TopBar />
      <div data-testid={`immersive-tweet-ui-content-container-${id}`} className="post">
        <img className="large" alt="Image" src={DOT} />
        <div className="row"><Avatar user={user} /><NameBlock user={user} /><FollowButton userId={user.id_str} /></div>
        <div dir="auto"><Rich text={post(id).text} /></div>
        <ActionBar tweet={tweet(id)} />
      </div>
    </>
  );
}
