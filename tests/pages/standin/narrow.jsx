// What only the narrow layout has: a bar on top of every page, the nav in a layer at
// the bottom, and a floating button. The wide layout's bar has no test id.

import { createPortal } from 'react-dom';
import { useEffect, useState } from 'react';
import { openReply } from './actions.jsx';
import { ownId, person } from './data.js';
import { history } from './history.js';
import { useNarrow } from './layout.js';
import { note } from './log.js';
import { options } from './options.js';
import { Link, Press } from './press.jsx';
import { Avatar } from './text.jsx';
import { word } from './words.js';

/** `root` pages show one's own face, all others the way back. */
export function TopBar({ title, root = false, close = false, children }) {
  const narrow = useNarrow();
  const back = <Press testid={close ? 'app-bar-close' : 'app-bar-back'} onPress={history.leave}>{close ? '×' : '←'}</Press>;
  const bar = (
    <div className="sticky row">
      {!root ? back : narrow && ownId() && (
        <Press testid="DashButton_ProfileIcon_Link" onPress={() => note('drawer')}><Avatar user={person(ownId())} link={false} /></Press>
      )}
      <h2 dir="ltr" className="grow">{title}</h2>
      {children}
    </div>
  );
  if (narrow) return <div data-testid="TopNavBar" className="topnav">{bar}</div>;
  return root ? null : bar;
}

export function BottomNav() {
  const [host, setHost] = useState(null);
  useEffect(() => setHost(document.getElementById('layers')), []);
  return host && createPortal(
    <nav role="navigation" className="bottom row">
      <Link to="/home" data-testid="AppTabBar_Home_Link">Home</Link>
      <Link to="/notifications" data-testid="AppTabBar_Notifications_Link">Notifications</Link>
    </nav>,
    host,
  );
}

/** The button that floats over Home and profiles: a new post. */
export const PostFab = () => (
  <Link to="/compose/post" className="fab press" data-testid="FloatingActionButtons_Tweet_Button" name="fab-post" aria-label={word('post')}
    onPress={() => history.push('/compose/post')}>+</Link>
);

/** Over a post, it replies. What X calls that one is not known, nor whether it is a link. */
export function ReplyFab({ id }) {
  const reply = () => openReply(id);
  return options.fab === 'button'
    ? <Press name="fab-reply" className="fab press" aria-label={word('reply')} onPress={reply}>↩</Press>
    : <Link to="/compose/post" name="fab-reply" className="fab press" aria-label={word('reply')} onPress={reply}>↩</Link>;
}
