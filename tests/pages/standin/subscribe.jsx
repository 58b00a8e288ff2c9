// /:handle/creator-subscriptions/subscribe, which every Subscribe button leads to.

import { useEffect } from 'react';
import { byHandle, patchUser, useData } from './data.js';
import { note } from './log.js';
import { TopBar } from './narrow.jsx';
import { Press } from './press.jsx';
import { Avatar, NameBlock } from './text.jsx';
import { about, word } from './words.js';

export function Subscribe({ handle }) {
  useData();
  const user = byHandle(handle);
  useEffect(() => note('subscribe-opened', user.screen_name), []);
  const pay = () => {
    note('subscribed', user.screen_name);
    patchUser(user.id_str, { super_following: true });
  };
  return (
    <>
      <TopBar title={word('subscribe')} />
      <div className="cell">
        <Avatar user={user} /><NameBlock user={user} />
        {!user.super_following && <Press name="subscribe-pay" onPress={pay}>{about('subscribeAt', user)}</Press>}
      </div>
    </>
  );
}
