// The Follow button, the same everywhere: acts at once, and becomes another node
// with another test id. Unfollow asks first. Subscribe only leads to a page.

import { useState } from 'react';
import { control, ownId, patchUser, person } from './data.js';
import { history } from './history.js';
import { Sheet } from './layers.jsx';
import { note } from './log.js';
import { Link, Press } from './press.jsx';
import { about, word } from './words.js';

export function follow(id) {
  note('followed', person(id).screen_name);
  patchUser(id, { following: true });
}

export function unfollow(id) {
  note('unfollowed', person(id).screen_name);
  patchUser(id, { following: false });
}

/** What every control does for somebody who is not logged in. */
export function askLogin(user) {
  note('login-asked', user.screen_name);
  history.push('/i/flow/login');
}

export function FollowButton({ userId }) {
  const [asking, setAsking] = useState(false);
  const { gone, nonce } = control(userId);
  const user = person(userId);
  const { following, followed_by, screen_name } = user;
  if (gone || userId === ownId()) return null;
  // Logged out, a link that says so only in its label.
  if (!ownId()) return <Link to="/i/flow/login" name="follow-link" aria-label={`${word('follow')} @${screen_name}`} onPress={() => askLogin(user)}>{word('follow')}</Link>;
  const kind = following ? 'unfollow' : 'follow';
  return (
    <>
      <Press key={`${kind}${nonce}`} testid={`${userId}-${kind}`} aria-label={`${word(kind)} @${screen_name}`}
        onPress={() => (following ? setAsking(true) : follow(userId))}>
        {!following && followed_by ? word('followBack') : word(kind)}
      </Press>
      {asking && <Sheet text={`${about('unfollowAt', user)}?`} onConfirm={() => unfollow(userId)} onClose={() => setAsking(false)} />}
    </>
  );
}

export const subscribePath = (user) => `/${user.screen_name}/creator-subscriptions/subscribe`;

export function SubscribeButton({ userId }) {
  const user = person(userId);
  if (!user.super_follow_eligible || userId === ownId() || !ownId()) return null;
  const kind = user.super_following ? 'subscribed' : 'subscribe';
  return (
    <Press key={kind} testid={`${userId}-${user.super_following ? 'manageSubscription' : 'subscribe'}`}
      aria-label={`${word(kind)} @${user.screen_name}`} onPress={() => history.push(subscribePath(user))}>
      {word(kind)}
    </Press>
  );
}
