// Who and what is on the page, and the redux-like store X hangs on its props.
// Drawing uses `person()` and `post()`; outsiders see only what X would show: the store
// and the objects in React props, either of which a test may take away or spoil.

import { useSyncExternalStore } from 'react';
import raw from '../accounts.json';
import { options } from './options.js';
import { bareIn, tweetIn, userIn } from './shapes.js';

const people = {};
const posts = {};
const controls = {};
const listeners = new Set();
const OWN = raw.accounts.find((a) => a.handle === raw.own).id;
let state;
let version = 0;
export let shift = 0;

/** Nobody's when logged out. */
export const ownId = () => (options.session === 'none' ? undefined : OWN);

export function load() {
  for (const id of Object.keys(posts)) delete posts[id]; // the server draws more than one page
  for (const a of raw.accounts) people[a.id] = user(a);
  for (const p of raw.posts) posts[p.id] = { ...p };
  // Filler: enough rows to scroll, none of which anybody should be asked about.
  for (let i = homeIds().length; i < options.rows; i++) {
    const id = String(1900000000000100000n + BigInt(i));
    posts[id] = { id, by: ['pond_kf', 'gravel_kf', 'emoji_kf'][i % 3], text: `Row ${i}. Nothing to see.` };
  }
  changed();
}

function user(a) {
  const bio = a.pad ? `${'Words and more words. '.repeat(a.pad / 22 + 1).slice(0, a.pad - a.bio.length - 2)}. ${a.bio}` : a.bio;
  return {
    id_str: a.id, screen_name: a.handle, name: a.name, description: bio, location: a.location ?? '',
    followed_by: !!a.followed_by, following: !!a.following, protected: !!a.protected,
    verified: false, verified_type: a.verified_type, is_blue_verified: false, can_dm: a.can_dm ?? true,
    notifications: false, super_follow_eligible: !!a.subscribe, super_following: false,
    followers_count: 40 + (Number(a.id) % 50), friends_count: 12, statuses_count: 7,
    entities: { description: { urls: [] } }, professional: undefined,
    known: a.known ?? 'store', translation: a.translation, lists: a.lists ?? [],
  };
}

/** The account as X's data has it: without what is ours, and what this page is not to hold. */
const entity = ({ known, translation, lists, ...u }) => (known === 'nowhere' ? { ...u, description: undefined } : u);

const isMissing = (u) => u.known === 'props' || options.missing === 'all' || options.missing.split(',').includes(u.screen_name);

function changed() {
  const users = {};
  for (const u of Object.values(people)) if (!isMissing(u)) users[u.id_str] = entity(u);
  state = {
    entities: {
      users: { entities: users, errors: {}, fetchStatus: {} },
      tweets: { entities: Object.fromEntries(Object.values(posts).map((p) => [p.id, { id_str: p.id, ...factsOf(p), user: author(p.id).id_str }])), errors: {}, fetchStatus: {} },
    },
    session: { user_id: ownId() },
    settings: { local: { scale: options.font, themeColor: 'blue500', highContrastEnabled: options.theme === 'contrast' } },
    featureSwitch: {}, badgeCount: {},
  };
  version += 1;
  listeners.forEach((fn) => fn());
}

const subscribe = (fn) => {
  listeners.add(fn);
  return () => listeners.delete(fn);
};
/** Re-renders the caller whenever anything here changes. */
export const useData = () => useSyncExternalStore(subscribe, () => version, () => version);

export const person = (id) => people[id];
export const byHandle = (handle) => Object.values(people).find((u) => u.screen_name.toLowerCase() === handle?.toLowerCase());
export const everybody = () => Object.values(people).filter((u) => u.id_str !== ownId());

/** A post as this page draws it: {id, by, text, repost, quote, reply_to, limited, photo, title, away}. */
export const post = (id) => posts[id];
export const author = (id) => byHandle(posts[id].by);
export const postIds = (test = () => true) => Object.values(posts).filter(test).map((p) => p.id);
/** What Home shows; posts that are `away` stand elsewhere only. */
export const homeIds = () => postIds((p) => !p.away);

/** An account as a component's props carry it. */
export const propsOf = (u) => (options.props === 'none' ? bareIn(options.shape, u.id_str) : userIn(options.shape, entity(u)));

/** A post as a Tweet's props carry it: user, repost and quote hydrated. */
export function tweet(id) {
  const p = posts[id];
  return p && tweetIn(options.shape, {
    id: p.id, user: propsOf(author(id)), repost: p.repost && tweet(p.repost), quote: p.quote && tweet(p.quote), facts: factsOf(p),
  });
}

/** What a post says of itself besides its author, in X's names. */
function factsOf(p) {
  const to = p.reply_to && author(p.reply_to);
  const named = [...(p.text ?? '').matchAll(/@(\w+)/g)].map((found) => byHandle(found[1])).filter(Boolean);
  return {
    text: p.text ?? '', in_reply_to_status_id_str: p.reply_to,
    in_reply_to_user_id_str: to?.id_str, in_reply_to_screen_name: to?.screen_name,
    entities: { user_mentions: named.map(({ id_str, screen_name }) => ({ id_str, screen_name })) },
  };
}

export function patchUser(id, patch) {
  people[id] = { ...people[id], ...patch };
  changed();
}
export function patchPost(id, patch) {
  posts[id] = { ...posts[id], ...patch };
  changed();
}
export function rename(handle, to) {
  for (const p of Object.values(posts)) if (p.by === handle) p.by = to;
  patchUser(byHandle(handle).id_str, { screen_name: to });
}
export function recycle(by = 1) {
  shift += by;
  changed();
}
/** Controls of one account that a test took away (`gone`) or had remounted (`nonce`). */
export const control = (id) => controls[id] ?? { gone: false, nonce: 0 };
export function setControl(id, patch) {
  controls[id] = { ...control(id), ...patch };
  changed();
}

/** How often an outsider has looked into the store. */
export let storeReads = 0;

/** The store as outsiders find it on React's props. */
export function exposedStore() {
  const dispatch = () => {};
  switch (options.store) {
    case 'none': return undefined;
    case 'throws': return { dispatch, subscribe, getState() { throw new Error('stand-in: the store throws'); } };
    case 'garbage': return { dispatch, subscribe, getState: garbage };
    default: return { dispatch, subscribe, getState: () => (storeReads += 1, state) };
  }
}

// Answers of every wrong type at every level, a loop, and a getter that throws.
function garbage() {
  const bad = { id_str: 7, screen_name: { toString: null }, name: [], description: { length: 1e9 } };
  bad.self = bad;
  Object.defineProperty(bad, 'following', { enumerable: true, get() { throw new Error('stand-in: a getter throws'); } });
  return { entities: { users: { entities: new Proxy({}, { get: () => bad }) }, tweets: null }, session: 'nobody', settings: 42 };
}
