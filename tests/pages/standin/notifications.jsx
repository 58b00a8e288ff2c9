// Notifications: rows that name several people, with or without a button, and posts.

import { byHandle, ownId, person, postIds, post, tweet, useData } from './data.js';
import { FollowButton } from './follow.jsx';
import { history } from './history.js';
import { note, watched } from './log.js';
import { TopBar } from './narrow.jsx';
import { Link } from './press.jsx';
import { Post, postHeight } from './post.jsx';
import { Avatar, Rich } from './text.jsx';
import { Timeline } from './timeline.jsx';

const ROWS = [
  { who: ['fern_kf'], says: 'followed you', button: true },
  { who: ['kettle_kf', 'pond_kf'], says: 'liked your post' },
  { who: ['heron_kf'], says: 'followed you', button: true },
];

export function Notifications() {
  useData();
  const own = person(ownId())?.screen_name;
  const toOwn = (p) => (p.reply_to && post(p.reply_to).by === own) || p.text?.includes(`@${own}`);
  const items = [...ROWS, ...postIds(toOwn)];
  return (
    <>
      <TopBar title="Notifications" root />
      <Timeline label="Notifications" items={items} heightOf={(i) => (i.who ? 110 : postHeight(i))}
        row={(i) => (i.who ? <Row row={i} /> : <Post tweet={tweet(i)} />)} />
    </>
  );
}

function Row({ row: { who, says, button } }) {
  const users = who.map(byHandle);
  const open = () => {
    note('opened', 'notification');
    history.push('/i/timeline');
  };
  return (
    <article data-testid="notification" role="article" tabIndex={0} className="post" {...watched('notification', { onClick: (e) => !e.altKey && open() })}>
      <div className="row">
        {users.map((user) => <Avatar key={user.id_str} user={user} />)}
        <div className="grow" />
        {button && <FollowButton userId={users[0].id_str} />}
      </div>
      <div dir="ltr">
        {users.map((user) => <Link key={user.id_str} to={`/${user.screen_name}`}><Rich text={user.name} plain /> </Link>)} {says}
      </div>
    </article>
  );
}
