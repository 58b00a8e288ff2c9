// Home: one's own box, and everybody's posts, with an account between them that paid for it.

import { byHandle, homeIds, propsOf, tweet, useData } from './data.js';
import { Composer } from './composer.jsx';
import { useNarrow } from './layout.js';
import { PostFab, TopBar } from './narrow.jsx';
import { options } from './options.js';
import { Post, postHeight } from './post.jsx';
import { Timeline } from './timeline.jsx';
import { cellHeight, UserCell } from './usercell.jsx';

export function Home() {
  useData();
  const narrow = useNarrow();
  const ids = homeIds();
  const items = options.promoted ? [ids[0], { promoted: byHandle(options.promoted) }, ...ids.slice(1)] : ids;
  return (
    <>
      <TopBar root />
      {narrow ? <PostFab /> : <Composer sendId="tweetButtonInline" />}
      <Timeline label="Home" items={items} heightOf={(i) => (i.promoted ? cellHeight() + 20 : postHeight(i))}
        row={(i) => (i.promoted ? <Promoted user={i.promoted} /> : <Post tweet={tweet(i)} />)} />
    </>
  );
}

const Promoted = ({ user }) => (
  <div data-testid="placementTracking">
    <UserCell user={propsOf(user)} />
    <div className="at">Promoted</div>
  </div>
);
