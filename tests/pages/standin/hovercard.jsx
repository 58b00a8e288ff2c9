// The card over an avatar or name: opens after a rest of the pointer, fills later still.

import { useRef, useState } from 'react';
import { person } from './data.js';
import { FollowButton } from './follow.jsx';
import { Layer, useLate } from './layers.jsx';
import { useNarrow } from './layout.js';
import { note } from './log.js';
import { options } from './options.js';
import { Link } from './press.jsx';
import { Avatar, FollowsYou, NameBlock, Rich, shownBio } from './text.jsx';

/** [handlers for the thing hovered, the card or null]; the narrow layout has none. */
export function useHoverCard(userId) {
  const narrow = useNarrow();
  const [at, setAt] = useState(null);
  const timer = useRef(0);
  const later = (fn) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(fn, options.late);
  };
  const leave = () => later(() => setAt(null));
  const enter = (e) => {
    const { left, bottom } = e.currentTarget.getBoundingClientRect();
    later(() => setAt({ left, top: bottom }));
  };
  const card = at && <HoverCard userId={userId} at={at} onMouseEnter={() => clearTimeout(timer.current)} onMouseLeave={leave} />;
  if (narrow) return [{}, null];
  return [{ onMouseEnter: enter, onMouseLeave: leave }, card];
}

function HoverCard({ userId, at, ...mouse }) {
  const ready = useLate();
  const user = person(userId);
  return (
    <Layer>
      <div data-testid="hoverCardParent" className="hovercard" style={at} {...mouse} onClick={(e) => e.stopPropagation()}>
        <div data-testid="HoverCard">
          {ready ? <Filled user={user} /> : <div role="progressbar">…</div>}
        </div>
      </div>
    </Layer>
  );
}

function Filled({ user }) {
  note('hovercard', user.screen_name);
  return (
    <div>
      <div className="row"><Avatar user={user} /><FollowButton userId={user.id_str} /></div>
      <NameBlock user={user}><FollowsYou user={user} /></NameBlock>
      <div dir="auto" className="bio"><Rich text={shownBio(user)} /></div>
      <div className="row">
        <Link to={`/${user.screen_name}/following`}>{user.friends_count} Following</Link>
        <Link to={`/${user.screen_name}/followers`}>{user.followers_count} Followers</Link>
      </div>
    </div>
  );
}
