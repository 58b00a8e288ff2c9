// A post: the article, a quoted post inside, a picture, a repost's row.

import { ActionBar, Caret } from './actions.jsx';
import { author, post, useData } from './data.js';
import { FollowButton, SubscribeButton } from './follow.jsx';
import { history } from './history.js';
import { useHoverCard } from './hovercard.jsx';
import { isNarrow, useNarrow } from './layout.js';
import { note, watched } from './log.js';
import { fontScale } from './look.js';
import { Link } from './press.jsx';
import { idOf } from './shapes.js';
import { Avatar, DOT, NameBlock, Rich } from './text.jsx';

export const pathOf = (id) => `/${author(id).screen_name}/status/${id}`;

/** X measures its rows; here the height is known beforehand. */
export function postHeight(id) {
  const { quote, photo, title, reply_to } = post(id);
  const lines = 150 + (quote ? 110 : 0) + (photo ? 90 : 0) + (title ? 40 : 0) + (reply_to ? 24 : 0) + (isNarrow() ? 70 : 0);
  return Math.ceil(lines * fontScale());
}

/** `tweet` is what X's own component has in its props; drawing looks the post up again. */
export function Post({ tweet, focal = false }) {
  useData();
  const narrow = useNarrow();
  const told = post(idOf(tweet));
  const shown = post(told.repost ?? told.id);
  const user = author(shown.id);
  const [hover, card] = useHoverCard(user.id_str);
  const path = pathOf(shown.id);
  const open = () => {
    note('opened', user.screen_name);
    history.push(path);
  };
  const original = tweet.retweeted_status ?? tweet.legacy?.retweeted_status_result?.result ?? tweet;
  return (
    <article data-testid="tweet" role="article" tabIndex={focal ? -1 : 0} className="post"
      {...watched('tweet', { onClick: (e) => !focal && !e.altKey && open() })}>
      {told.repost && <Context user={author(told.id)} />}
      <div className="row">
        <div data-testid="Tweet-User-Avatar"><Avatar user={user} hover={hover} /></div>
        <div className="grow">
          <div className="row">
            <NameBlock user={user} testid="User-Name" hover={hover}>
              <Link to={path} aria-label="2 May"><time dateTime="2026-05-02T09:00:00.000Z">2 May</time></Link>
            </NameBlock>
            {/* Where no column beside it has the button, the post's head does: in one column, and over long articles. */}
            {focal && (narrow || shown.title) && !user.following && <FollowButton userId={user.id_str} />}
            {focal && (narrow || shown.title) && <SubscribeButton userId={user.id_str} />}
            <Caret user={user} />
          </div>
          {shown.reply_to && !focal && <ReplyingTo user={author(shown.reply_to)} />}
          {shown.title && <h1 className="title">{shown.title}</h1>}
          <div data-testid="tweetText" dir="auto" lang="en"><Rich text={shown.text} /></div>
          {shown.photo && <Link to={`${path}/photo/1`}><img className="photo" alt="Image" src={DOT} /></Link>}
          {shown.quote && <Quoted tweet={original.quoted_status ?? original.quoted_status_result?.result} />}
          <ActionBar tweet={original} />
        </div>
      </div>
      {card}
    </article>
  );
}

const Context = ({ user }) => (
  <div className="context"><Link to={`/${user.screen_name}`}>
    <span data-testid="socialContext"><Rich text={user.name} plain /> reposted</span>
  </Link></div>
);

/** A link to somebody who is not the author, outside the text and the name. */
const ReplyingTo = ({ user }) => (
  <div className="at">Replying to <Link to={`/${user.screen_name}`}>@{user.screen_name}</Link></div>
);

/** The post inside a post: names and text of its own, but no actions. */
export function Quoted({ tweet }) {
  const { id, text } = post(idOf(tweet));
  const user = author(id);
  return (
    <div role="link" tabIndex={0} className="quoted" onClick={(e) => { e.stopPropagation(); history.push(pathOf(id)); }}>
      <div className="row">
        <div data-testid="Tweet-User-Avatar"><Avatar user={user} link={false} /></div>
        <NameBlock user={user} testid="User-Name" link={false}><time dateTime="2026-05-01T09:00:00.000Z">1 May</time></NameBlock>
      </div>
      <div data-testid="tweetText" dir="auto"><Rich text={text} /></div>
    </div>
  );
}
