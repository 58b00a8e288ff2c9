// One account in a list: with its bio (follow lists, People search, "Relevant people")
// or compact, without (the sidebar's "Who to follow").

import { propsOf, person, useData } from './data.js';
import { FollowButton } from './follow.jsx';
import { history } from './history.js';
import { useHoverCard } from './hovercard.jsx';
import { isNarrow } from './layout.js';
import { note } from './log.js';
import { fontScale } from './look.js';
import { options } from './options.js';
import { Press } from './press.jsx';
import { idOf } from './shapes.js';
import { Avatar, FollowsYou, NameBlock, Rich, shownBio } from './text.jsx';

export const cellHeight = () => Math.ceil((110 + (isNarrow() ? 50 : 0)) * fontScale());

// By default a div, for a native button may not hold another; X itself has all three.
const KINDS = { div: { tag: 'div' }, button: { tag: 'button' }, listitem: { tag: 'div', role: 'listitem' } };

/**
 * `user` is what X's own cell has in its props; drawing looks the account up again.
 * `control` draws something else in place of the Follow button.
 */
export function UserCell({ user: told, compact = false, control }) {
  useData();
  const user = person(idOf(told));
  const [hover, card] = useHoverCard(user.id_str);
  const open = () => {
    note('opened', user.screen_name);
    history.push(`/${user.screen_name}`);
  };
  return (
    <Press {...(KINDS[options.cell] ?? KINDS.div)} testid="UserCell" className="cell" onPress={open}>
      <div className="row">
        <Avatar user={user} hover={hover} />
        <div className="grow">
          <div className="row">
            <NameBlock user={user} hover={hover}><FollowsYou user={user} /></NameBlock>
            {control ? control(user) : <FollowButton userId={user.id_str} />}
          </div>
          {!compact && <div dir="auto" className="bio">{user.description && <Rich text={shownBio(user)} />}</div>}
        </div>
      </div>
      {card}
    </Press>
  );
}

export const cellFor = (u, props) => <UserCell key={u.id_str} user={propsOf(u)} {...props} />;
