// What can be done to a post: the bar below it, and its menus.

import { useState } from 'react';
import { author, control, ownId, patchPost, person, post, useData } from './data.js';
import { askLogin, follow, subscribePath, unfollow } from './follow.jsx';
import { history } from './history.js';
import { Menu } from './layers.jsx';
import { note } from './log.js';
import { options } from './options.js';
import { Link, Press } from './press.jsx';
import { idOf } from './shapes.js';
import { about, word } from './words.js';

const isImmersive = () => /\/mediaviewer$/i.test(history.location.pathname);

export function openReply(id) {
  const user = author(id);
  if (!ownId()) return askLogin(user);
  if (post(id).limited) return note('limited', id);
  note('reply-opened', user.screen_name);
  // In the immersive viewer the icon only leads to the post.
  if (isImmersive()) return history.push(`/${user.screen_name}/status/${id}`);
  return history.push({ pathname: '/compose/post', state: { inReplyToStatusId: id } });
}

export function like(id) {
  const liked = !post(id).liked;
  note(liked ? 'liked' : 'unliked', author(id).screen_name);
  patchPost(id, { liked });
}

function keep(id) {
  const kept = !post(id).kept;
  note(kept ? 'bookmarked' : 'unbookmarked', id);
  patchPost(id, { kept });
}

export function ActionBar({ tweet }) {
  useData();
  const id = idOf(tweet);
  const { limited, liked, kept, reposted } = post(id);
  const user = author(id);
  const [open, setOpen] = useState('');
  const { gone, nonce } = control(user.id_str);
  const close = () => setOpen('');
  const act = (fn) => () => (ownId() ? fn() : askLogin(user));
  return (
    <div role="group" className="actions" aria-label="1 reply, 2 likes">
      {/* Where replies are limited, X fades the button by an ancestor and says so when pressed. */}
      <div aria-disabled={limited || undefined}>
        {!gone && <Press key={nonce} testid="reply" aria-label={`1 ${word('reply')}`} onPress={() => openReply(id)}>1</Press>}
      </div>
      <div><Press testid={reposted ? 'unretweet' : 'retweet'} aria-haspopup="menu" aria-expanded={open === 'repost'} onPress={act(() => setOpen('repost'))}>0</Press></div>
      <div><Press testid={liked ? 'unlike' : 'like'} onPress={act(() => like(id))}>2</Press></div>
      <div><Link to={`/${user.screen_name}/status/${id}/analytics`}>90</Link></div>
      <div><Press testid={kept ? 'removeBookmark' : 'bookmark'} onPress={act(() => keep(id))}>+</Press></div>
      <div><Press name="share" aria-haspopup="menu" aria-expanded={open === 'share'} onPress={() => { note('share'); setOpen('share'); }}>^</Press></div>
      {open === 'repost' && <Menu onClose={close} items={repostItems(id)} />}
      {open === 'share' && <Menu onClose={close} items={shareItems(id)} />}
    </div>
  );
}

/** Quote is the item after the first, whatever that is called this year; "View quotes" may follow it. */
function repostItems(id) {
  const { screen_name } = author(id);
  const undo = post(id).reposted;
  const testid = `${undo ? 'un' : ''}${options.repost === 'new' ? 'repost' : 'retweet'}Confirm`;
  const repost = () => {
    note(undo ? 'unreposted' : 'reposted', id);
    patchPost(id, { reposted: !undo });
  };
  return [
    { text: word(undo ? 'unrepost' : 'repost'), testid, onPress: repost },
    {
      text: word('quote'), name: 'quote', href: '/compose/post', state: { quotedStatus: { id_str: id } },
      onPress: () => note('quote-opened', screen_name),
    },
    { text: word('viewQuotes'), name: 'view-quotes', href: `/${screen_name}/status/${id}/quotes` },
  ];
}

/** None of these has a test id. */
const shareItems = (id) => [
  { text: word('copyLink'), name: 'copy-link', onPress: () => note('link-copied', id) },
  { text: word('sendPost'), name: 'send-post', href: '/messages/compose', state: { tweetAttachment: { id_str: id } } },
];

/** X's item order; the follow item has no test id, and an item before it may name the author too. */
export function Caret({ user }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Press testid="caret" aria-haspopup="menu" aria-expanded={open} onPress={() => setOpen(true)}>…</Press>
      {open && <Menu items={caretItems(person(user.id_str))} onClose={() => setOpen(false)} />}
    </>
  );
}

function caretItems(user) {
  const { following, id_str, screen_name, super_follow_eligible } = user;
  if (id_str === ownId()) {
    return [
      { text: word('delete'), name: 'delete', onPress: () => note('deleted') },
      { text: word('pin'), name: 'pin', onPress: () => note('pinned') },
    ];
  }
  return [
    options.feedback === 'names'
      ? { text: about('fewer', user), name: 'feedback', onPress: () => note('feedback') }
      : { text: word('notInterested'), name: 'feedback', onPress: () => note('feedback') },
    {
      text: about(following ? 'unfollowAt' : 'followAt', user), name: following ? 'menu-unfollow' : 'menu-follow',
      onPress: () => (following ? unfollow : follow)(id_str),
    },
    ...(super_follow_eligible ? [{ text: about('subscribeAt', user), testid: 'subscribe', onPress: () => history.push(subscribePath(user)) }] : []),
    listsItem(user),
    { text: about('mute', user), testid: 'mute', onPress: () => note('muted', screen_name) },
    { text: about('block', user), testid: 'block', onPress: () => note('blocked', screen_name) },
    { text: word('report'), testid: 'report', onPress: () => note('reported') },
  ];
}

export const listsItem = (user) => (
  { text: word('lists'), name: 'add-to-lists', href: '/i/lists/add_member', state: { userId: user.id_str } }
);
