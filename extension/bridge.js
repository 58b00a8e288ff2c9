// The page-world reader. It runs in X's own world because only there can
// React's properties be read; it keeps nothing and changes nothing.
//
// It answers one kind of event, whose name is a secret handed over before any
// script of the page has run: dispatched at a node, it says which account is
// meant; the answer is what the page's own data has of that account, found in
// the React properties above that node or else in the page's store.
(() => {
  // Kept from before the page could replace them.
  const { stringify } = JSON;
  const { keys } = Object;
  const { apply } = Reflect;
  const Answer = CustomEvent;
  const dispatch = EventTarget.prototype.dispatchEvent;
  const getter = (owner, name) => Object.getOwnPropertyDescriptor(owner, name).get;
  const stop = Event.prototype.stopImmediatePropagation;
  const [detailOf, targetOf] = [getter(CustomEvent.prototype, 'detail'), getter(Event.prototype, 'target')];
  const { split } = String.prototype;
  const HIGHEST_CLIMB = 300;
  const LONGEST_TEXT = 16384;

  const fiberOf = (node) => {
    const key = keys(node).find((name) => name.startsWith('__reactFiber$'));
    return key && node[key];
  };

  const is = (user, asked) => {
    const id = user?.id_str ?? user?.rest_id;
    const handle = user?.screen_name ?? user?.core?.screen_name ?? user?.legacy?.screen_name;
    if (asked.id && id) return asked.id === id;
    return Boolean(handle && asked.handle) && handle.toLowerCase() === asked.handle.toLowerCase();
  };

  const usersIn = (props) => [
    props, props?.user, props?.tweet?.user, props?.tweet?.retweeted_status?.user,
    props?.user?.result, props?.tweet?.core?.user_results?.result,
  ];

  const text = (value) => (typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : undefined);
  // X has moved these about; a place that is still there may be empty.
  const first = (...values) => text(values.find((one) => typeof one === 'string' && one) ?? values.find((one) => typeof one === 'string'));
  const flag = (value) => (typeof value === 'boolean' ? value : undefined);

  const told = (user) => ({
    id: first(user.id_str, user.rest_id),
    handle: first(user.screen_name, user.core?.screen_name, user.legacy?.screen_name),
    name: first(user.name, user.core?.name, user.legacy?.name),
    bio: first(user.profile_bio?.description, user.description, user.legacy?.description),
    location: first(user.location?.location, user.location, user.legacy?.location),
    followedBy: flag(user.followed_by ?? user.relationship_perspectives?.followed_by ?? user.legacy?.followed_by),
    following: flag(user.following ?? user.relationship_perspectives?.following ?? user.legacy?.following),
    notifications: flag(user.notifications ?? user.legacy?.notifications),
  });

  const answer = (node, asked) => {
    let user, store;
    let fiber = fiberOf(node) ?? fiberOf(document.querySelector('#react-root')?.firstElementChild ?? node);
    for (let step = 0; fiber && step < HIGHEST_CLIMB; step += 1, fiber = fiber.return) {
      const props = fiber.memoizedProps;
      user ??= usersIn(props).find((one) => is(one, asked));
      store ??= [props?.store, props?.value?.store, props?.value].find((one) => typeof one?.getState === 'function');
    }
    let own, live;
    try {
      const state = store?.getState();
      const users = state?.entities?.users?.entities ?? {};
      const reader = users[state?.session?.user_id];
      own = reader && told(reader);
      const listed = users[asked.id] ?? Object.values(users).find((one) => is(one, asked));
      // A user in a post's properties often lacks the bio that the store has.
      if (listed && !text(user?.description)) user = listed;
      live = listed && told(listed);
    } catch { /* a store that throws is a store we do not have */ }
    const found = user && told(user);
    // How two people stand changes while a page is open: React's properties may
    // be those of an earlier drawing, the store's are not.
    for (const relation of ['followedBy', 'following', 'notifications']) {
      if (found) found[relation] = live?.[relation] ?? found[relation];
    }
    return { user: found, ownHandle: own?.handle, own: { name: own?.name, bio: own?.bio } };
  };

  addEventListener('knock-first', (hello) => {
    const secret = hello.detail;
    hello.stopImmediatePropagation();
    addEventListener(secret, (question) => {
      apply(stop, question, []);
      try {
        const asked = apply(split, apply(detailOf, question, []), [' ']);
        const detail = stringify(answer(apply(targetOf, question, []), { id: asked[0], handle: asked[1] }));
        apply(dispatch, window, [new Answer(`${secret}:told`, { detail })]);
      } catch { /* no answer is an answer: not found */ }
    }, true);
  }, { capture: true, once: true });
})();
