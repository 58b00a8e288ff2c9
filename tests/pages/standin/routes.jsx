// Which page stands at which path, and which of them lie over another.

import { useEffect } from 'react';
import { ComposePage, ModalComposer } from './composer.jsx';
import { person } from './data.js';
import { Detail, Engagements } from './detail.jsx';
import { history } from './history.js';
import { Home } from './home.jsx';
import { Intent } from './intent.jsx';
import { AddToLists, ListMembers, ListPage } from './lists.jsx';
import { Immersive, Lightbox } from './media.jsx';
import { NewMessage, OldConversation } from './messages.jsx';
import { Notifications } from './notifications.jsx';
import { CommunityMembers, Connect, Followers, Search } from './people.jsx';
import { Profile } from './profile.jsx';
import { Subscribe } from './subscribe.jsx';

const PEOPLE = ['followers', 'following', 'verified_followers', 'followers_you_follow'];

const FIRST = {
  '': () => <Home />,
  home: () => <Home />,
  search: (_, search) => <Search q={new URLSearchParams(search).get('q') ?? ''} />,
  notifications: () => <Notifications />,
  messages: ([, id]) => (id ? <OldConversation key={id} conversation={id} /> : <p>/messages</p>),
  intent: ([, kind], search) => <Intent key={search} kind={kind} search={search} />,
  i: ([, second, third, fourth, fifth]) => OF_I[second]?.(third, fourth, fifth),
  settings: () => null,
  hashtag: () => null,
};

const OF_I = {
  lists: (id, rest, tab) => (rest === 'members' ? <ListMembers id={id} suggested={tab === 'suggested'} /> : <ListPage id={id} />),
  communities: (id, rest) => (rest === 'members' ? <CommunityMembers /> : null),
  connect_people: () => <Connect />,
  follow_people: () => <Connect />,
  related_users: () => <Connect />,
  user: (id) => <Redirect to={`/${person(id)?.screen_name}`} />,
  status: (id) => <Detail key={id} id={id} />,
  web: (_, id) => <Detail key={id} id={id} />,
};

function Redirect({ to }) {
  useEffect(() => history.replace(to), [to]);
  return null;
}

/** The page at a path. Chat is none of them: it draws itself. */
export function Page({ pathname, search }) {
  const parts = pathname.split('/').slice(1);
  const [first, second, third, fourth] = parts;
  if (first in FIRST) return FIRST[first](parts, search) ?? <p>{pathname}</p>;
  if (second === 'status') return /^mediaviewer$/i.test(fourth) ? <Immersive key={third} id={third} />
    : ['quotes', 'retweets', 'reposts', 'likes'].includes(fourth) ? <Engagements key={pathname} id={third} which={fourth} />
      : <Detail key={third} id={third} />;
  if (PEOPLE.includes(second)) return <Followers handle={first} />;
  if (second === 'creator-subscriptions') return <Subscribe key={first} handle={first} />;
  return <Profile key={first} handle={first} />;
}

/** `page`: as the narrow layout has it. Pictures lie over the page in both. */
export function Over({ pathname, page }) {
  if (pathname === '/i/lists/add_member') return <AddToLists page={page} />;
  if (pathname === '/messages/compose') return <NewMessage page={page} />;
  if (isPicture(pathname)) return <Lightbox id={pathname.split('/')[3]} />;
  return page ? <ComposePage /> : <ModalComposer />;
}

export const isPicture = (pathname) => /\/(photo|video)\/\d+$/.test(pathname);

/** The conversation at a path, '' for Chat's front page, undefined elsewhere. */
export const chatAt = (pathname) => /^\/i\/chat(?:\/([\d-]+))?$/.exec(pathname)?.slice(1).map((id) => id ?? '')[0];
