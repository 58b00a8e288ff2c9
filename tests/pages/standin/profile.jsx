// A profile: its header and its posts.

import { useEffect, useState } from 'react';
import { listsItem } from './actions.jsx';
import { byHandle, control, ownId, patchUser, postIds, tweet, useData } from './data.js';
import { FollowButton, SubscribeButton, subscribePath } from './follow.jsx';
import { Menu } from './layers.jsx';
import { useNarrow } from './layout.js';
import { note } from './log.js';
import { openChat } from './messages.jsx';
import { PostFab, TopBar } from './narrow.jsx';
import { Link, Press } from './press.jsx';
import { Post, postHeight } from './post.jsx';
import { Avatar, FollowsYou, NameBlock, Rich, shownBio } from './text.jsx';
import { Timeline } from './timeline.jsx';
import { about, word } from './words.js';

export function Profile({ handle }) {
  useData();
  const narrow = useNarrow();
  const user = byHandle(handle);
  if (!user) return <div data-testid="emptyState">This account does not exist</div>;
  const ids = postIds((p) => p.by === user.screen_name).filter((id) => !user.protected || !id);
  return (
    <>
      <StickyBar user={user} />
      <Header user={user} />
      <nav className="row tabs">
        <Link to={`/${user.screen_name}`}>Posts</Link>
        <Link to={`/${user.screen_name}/with_replies`}>Replies</Link>
      </nav>
      <Timeline label="Posts" items={ids} heightOf={postHeight} row={(id) => <Post tweet={tweet(id)} />} />
      {narrow && <PostFab />}
    </>
  );
}

function Header({ user }) {
  return (
    <div className="header">
      <div className="row">
        <Avatar user={user} link={false} />
        {user.id_str === ownId() ? <Link to="/settings/profile" data-testid="editProfileButton">Edit profile</Link> : <Buttons user={user} />}
      </div>
      <NameBlock user={user} testid="UserName" link={false}><FollowsYou user={user} /></NameBlock>
      {user.description && <div data-testid="UserDescription" dir="auto" className="bio"><Rich text={shownBio(user)} /></div>}
      <div data-testid="UserProfileHeader_Items">
        {user.location && <span data-testid="UserLocation">{user.location}</span>}
        <span data-testid="UserJoinDate">Joined May 2020</span>
      </div>
      <div className="row">
        <Link to={`/${user.screen_name}/following`}>{user.friends_count} Following</Link>
        <Link to={`/${user.screen_name}/followers`}>{user.followers_count} Followers</Link>
        {user.super_follow_eligible && <Link to={subscribePath(user)}>{word('subscribe')}</Link>}
      </div>
    </div>
  );
}

function Buttons({ user }) {
  const [menu, setMenu] = useState(false);
  const { gone, nonce } = control(user.id_str);
  if (!ownId()) return <div data-testid="placementTracking"><FollowButton userId={user.id_str} /></div>;
  const message = () => {
    note('dm', user.screen_name);
    openChat(user.id_str);
  };
  return (
    <div className="row">
      <Press testid="userActions" aria-haspopup="menu" aria-expanded={menu} onPress={() => setMenu(true)}>…</Press>
      {user.can_dm && !gone && <Press key={`dm${nonce}`} testid="sendDMFromProfile" onPress={message}>DM</Press>}
      {user.following && !gone && <Bell key={`bell${nonce}`} user={user} />}
      <SubscribeButton userId={user.id_str} />
      <div data-testid="placementTracking"><FollowButton userId={user.id_str} /></div>
      {menu && <Menu onClose={() => setMenu(false)} items={[
        listsItem(user),
        { text: about('mute', user), testid: 'mute', onPress: () => note('muted', user.screen_name) },
        { text: about('block', user), testid: 'block', onPress: () => note('blocked', user.screen_name) },
      ]} />}
    </div>
  );
}

/** Neither it nor the div around it has a test id, and its label is in the reader's language. */
function Bell({ user }) {
  const on = user.notifications;
  const ring = () => {
    note(on ? 'bell-off' : 'bell', user.screen_name);
    patchUser(user.id_str, { notifications: !on });
  };
  return <div><Press name="bell" aria-label={word(on ? 'bellOff' : 'bell')} onPress={ring}>{on ? '●' : '○'}</Press></div>;
}

/** Once the header's button has scrolled away, a second one shows up top, with no bio near. */
function StickyBar({ user }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const read = () => setShown(window.scrollY > 300);
    window.addEventListener('scroll', read, { passive: true });
    return () => window.removeEventListener('scroll', read);
  }, []);
  return <TopBar title={<Rich text={user.name} plain />}>{shown && <FollowButton userId={user.id_str} />}</TopBar>;
}
