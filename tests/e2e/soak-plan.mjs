// What the soak does, gesture by gesture, from a seed alone; and what should come of it.
import { readFileSync } from 'node:fs';

const { accounts, posts } = JSON.parse(readFileSync(new URL('../pages/accounts.json', import.meta.url), 'utf8'));

/** Gestures to a page load. */
export const STRETCH = 50;

// Who stands in the first rows of the list: some are asked about, some never are.
const ASKED = ['bellbuns_kf', 'kettle_kf', 'moss_kf', 'plum_kf', 'noprofs_kf', 'both_kf', 'long_kf', 'markup_kf'];
const NEVER = ['openlane_kf', 'quill_kf', 'fen_kf', 'lantern_kf', 'gravel_kf', 'tribal_kf', 'patrol_kf', 'blank_kf'];
const PEOPLE = [...ASKED, ...NEVER];
const idOf = (handle) => accounts.find((one) => one.handle === handle).id;

// Posts of theirs among the first on Home.
const POSTS = posts.slice(0, 13).filter((post) => PEOPLE.includes(post.by));

/** Presses by the mouse: at once, held a while, and let go elsewhere. */
export const POINTED = ['mouse', 'held', 'elsewhere'];

/** Faults of ours before a gesture, and what the page does while a question stands. */
const FAULTS = ['core', 'note', 'ask', 'full', 'kill', 'back', 'forth'];
const MISCHIEF = ['swap', 'gone', 'strip', 'hide', 'move', 'steal', 'click'];

/** Numbers from a seed: mulberry32. */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The gestures of the page load that begins with gesture `first`. */
export function plan(seed, first) {
  const draw = chance(Math.imul(seed, 0x9e3779b1) + first);
  const one = (list) => list[Math.floor(draw() * list.length)];
  const isHome = draw() < 0.5;
  const path = isHome ? '/home' : '/pond_kf/followers';
  // Some page loads are without faults of ours: there, each question that is due must come.
  const isCalm = draw() < 0.4;
  return Array.from({ length: STRETCH }, (_, nth) => {
    const action = isHome ? one(['reply', 'reply', 'r', 'like']) : 'follow';
    const post = one(POSTS);
    const handle = isHome ? post.by : one(PEOPLE);
    const selector = action === 'follow' ? `[data-testid="primaryColumn"] [data-testid="${idOf(handle)}-follow"]`
      : `article:has(a[href$="/status/${post.id}"]) [data-testid$="${action === 'like' ? 'like' : 'reply'}"]`;
    const press = action === 'r' ? 'r' : one([...POINTED, 'enter', 'enter', 'space', 'space']);
    const acts = { follow: [`followed ${handle}`], like: [`liked ${handle}`, `unliked ${handle}`] }[action] ?? [`reply-opened ${handle}`];
    return {
      at: first + nth, path, action, handle, selector, press, answer: one(['on', 'on', 'leave', 'escape']),
      acts,
      fault: !isCalm && draw() < 0.12 ? one(FAULTS) : undefined,
      page: draw() < 0.4 ? one(MISCHIEF) : undefined,
    };
  });
}

/** What should come of it: 'ask', 'through', 'nothing', or undefined where the first two are right. */
export function judge({ action, handle, press, fault }, known) {
  if (press === 'elsewhere') return 'nothing';
  if (action === 'like' || NEVER.includes(handle)) return 'through';
  const step = `${action === 'follow' ? 'follow' : 'reply'} ${handle}`;
  // What could not be kept, a core that is made anew asks again.
  if (known.asked.has(step)) return known.faults || fault ? undefined : 'through';
  // A core that broke twice is not built again; faults come when what they break is next used.
  if (fault || known.faults) return undefined;
  known.asked.add(step);
  return 'ask';
}
