// Text as X draws it: emoji are <img alt>, mentions and tags are links, all of it in
// elements with their own dir=auto.

import { options, testId } from './options.js';
import { Link } from './press.jsx';

const EMOJI = /((?:\p{RI}\p{RI}|\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)*))/u;
const LINKS = /([@#][A-Za-z0-9_]+)/;
export const DOT = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"%3E%3Ccircle cx="4" cy="4" r="4" fill="%23fb3"/%3E%3C/svg%3E';

export function Rich({ text, plain = false }) {
  return text.split(EMOJI).map((part, i) => {
    if (i % 2) return <img key={i} className="emoji" alt={part} draggable="false" src={DOT} />;
    if (plain) return <span key={i}>{part}</span>;
    return part.split(LINKS).map((bit, j) =>
      j % 2 ? <Link key={`${i}.${j}`} to={bit[0] === '@' ? `/${bit.slice(1)}` : `/hashtag/${bit.slice(1)}`}>{bit}</Link> : <span key={`${i}.${j}`}>{bit}</span>,
    );
  });
}

/** X may draw a machine's translation in place of what was written; its data keeps the original. */
export const shownBio = (user) => (options.translated === 'yes' && user.translation) || user.description;

export function Avatar({ user, hover, link = true }) {
  const face = <div className="face" />;
  return (
    <div data-testid={`UserAvatar-Container-${user.screen_name}`} className="avatar">
      {link ? <Link to={`/${user.screen_name}`} aria-hidden="true" tabIndex={-1} {...hover}>{face}</Link> : face}
    </div>
  );
}

/** Name over handle; `User-Name` in posts, `UserName` on profiles. */
export function NameBlock({ user, testid, hover, link = true, children }) {
  const at = <span>@{user.screen_name}</span>;
  const name = <span><Rich text={user.name} plain /></span>;
  return (
    <div data-testid={testId(testid)} className="names">
      <div dir="ltr" className="name">{link ? <Link to={`/${user.screen_name}`} {...hover}>{name}</Link> : name}</div>
      <div dir="ltr" className="at">{link ? <Link to={`/${user.screen_name}`} tabIndex={-1}>{at}</Link> : at}</div>
      {children}
    </div>
  );
}

export function FollowsYou({ user }) {
  return user.followed_by ? <span data-testid="userFollowIndicator" className="chip">Follows you</span> : null;
}
