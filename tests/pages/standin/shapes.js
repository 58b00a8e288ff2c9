// How X's own data writes down people and posts: flat, as its store has them, and in
// the three shapes of its GraphQL answers, the newest of which has no `legacy` left.

/** The id in any of the shapes. */
export const idOf = (thing) => thing.id_str ?? thing.rest_id;

const USERS = {
  flat: (u) => u,
  old: ({ id_str, verified_type, is_blue_verified, ...legacy }) => ({
    __typename: 'User', rest_id: id_str, is_blue_verified, legacy: { ...legacy, verified_type },
  }),
  new: (u) => ({
    ...common(u),
    location: { location: u.location },
    legacy: { description: u.description, followers_count: u.followers_count, friends_count: u.friends_count, entities: u.entities },
  }),
  newest: (u) => ({
    ...common(u),
    location: { location: u.location },
    profile_bio: { description: u.description, entities: u.entities },
    relationship_counts: { followers: u.followers_count, following: u.friends_count },
    tweet_counts: { tweets: u.statuses_count },
  }),
};

const common = (u) => ({
  __typename: 'User', rest_id: u.id_str,
  core: { screen_name: u.screen_name, name: u.name, created_at: 'Fri May 01 09:00:00 +0000 2020' },
  relationship_perspectives: { followed_by: u.followed_by, following: u.following },
  privacy: { protected: u.protected },
  verification: { verified: u.verified, verified_type: u.verified_type, is_blue_verified: u.is_blue_verified },
  dm_permissions: { can_dm: u.can_dm },
});

export const userIn = (shape, u) => (USERS[shape] ?? USERS.flat)(u);

/** Where a page is to hold no more than whose it is. */
export const bareIn = (shape, id) => (shape === 'flat' ? { id_str: id } : { __typename: 'User', rest_id: id });

/** `repost` and `quote` are posts in the same shape; `facts` is the rest, in X's flat names. */
export function tweetIn(shape, { id, user, repost, quote, facts }) {
  if (shape === 'flat') return { id_str: id, user, retweeted_status: repost, quoted_status: quote, ...facts };
  const { text, ...legacy } = facts;
  return {
    __typename: 'Tweet', rest_id: id, core: { user_results: { result: user } },
    legacy: { ...legacy, full_text: text, retweeted_status_result: repost && { result: repost } },
    quoted_status_result: quote && { result: quote },
  };
}
