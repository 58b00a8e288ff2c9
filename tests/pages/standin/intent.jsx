// What other sites' buttons lead to: a page with a question over it that acts on yes.

import { useState } from 'react';
import { like } from './actions.jsx';
import { author, byHandle, person, post } from './data.js';
import { Detail } from './detail.jsx';
import { follow } from './follow.jsx';
import { history } from './history.js';
import { Sheet } from './layers.jsx';
import { note } from './log.js';
import { Profile } from './profile.jsx';
import { about, word } from './words.js';

export function Intent({ kind, search }) {
  const query = new URLSearchParams(search);
  if (['follow', 'user'].includes(kind)) return <FollowIntent user={byHandle(query.get('screen_name')) ?? person(query.get('user_id'))} />;
  return post(query.get('tweet_id')) ? <PostIntent kind={kind} id={query.get('tweet_id')} /> : <p>/intent/{kind}</p>;
}

function FollowIntent({ user }) {
  const [asking, setAsking] = useState(true);
  if (!user) return <div data-testid="emptyState">This account does not exist</div>;
  const leave = () => {
    setAsking(false);
    history.replace(`/${user.screen_name}`);
  };
  return (
    <>
      <Profile handle={user.screen_name} />
      {asking && !user.following && <Sheet text={user.name} confirm={about('followAt', user)}
        onConfirm={() => follow(user.id_str)} onClose={leave} />}
    </>
  );
}

const POST_ACTS = {
  like: { label: 'like', act: like },
  favorite: { label: 'like', act: like },
  retweet: { label: 'repost', act: (id) => note('reposted', id) },
};

function PostIntent({ kind, id }) {
  const [asking, setAsking] = useState(true);
  const leave = () => {
    setAsking(false);
    history.replace(`/${author(id).screen_name}/status/${id}`);
  };
  const { label, act } = POST_ACTS[kind] ?? POST_ACTS.like;
  return (
    <>
      <Detail id={id} />
      {asking && <Sheet text={word(label)} confirm={word(label)} onConfirm={() => act(id)} onClose={leave} />}
    </>
  );
}
