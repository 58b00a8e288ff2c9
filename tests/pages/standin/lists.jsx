// Lists: putting somebody on one, from a menu's link or from a list's own page.

import { useEffect } from 'react';
import { everybody, patchUser, person, propsOf, useData } from './data.js';
import { history } from './history.js';
import { Modal } from './layers.jsx';
import { note } from './log.js';
import { TopBar } from './narrow.jsx';
import { Link, Press } from './press.jsx';
import { Timeline } from './timeline.jsx';
import { cellHeight, UserCell } from './usercell.jsx';
import { word } from './words.js';

const LISTS = [
  { id: '7001', name: 'Ponds I know', own: true },
  { id: '7002', name: 'Hedges of the county' }, // somebody else's
  { id: '7003', name: 'Reading', own: true },
];

function toggle(user, list) {
  const on = user.lists.includes(list);
  note(on ? 'unlisted' : 'listed', user.screen_name);
  patchUser(user.id_str, { lists: on ? user.lists.filter((l) => l !== list) : [...user.lists, list] });
}

export const ListPage = ({ id }) => (
  <>
    <TopBar title={LISTS.find((l) => l.id === id)?.name} />
    <Link to={`/i/lists/${id}/members`}>Members</Link>
  </>
);

/** One's own list has Add or Remove in its rows, without a test id; anybody else's has Follow. */
export function ListMembers({ id, suggested }) {
  useData();
  const control = LISTS.find((l) => l.id === id)?.own && ((user) => (
    <Press name="list-add" onPress={() => toggle(user, id)}>{word(user.lists.includes(id) ? 'remove' : 'add')}</Press>
  ));
  return (
    <>
      <TopBar title="Members" />
      <nav className="row tabs">
        <Link to={`/i/lists/${id}/members`}>Members</Link>
        <Link to={`/i/lists/${id}/members/suggested`}>Suggested</Link>
      </nav>
      <Timeline label="Members" items={everybody().filter((u) => suggested || u.lists.includes(id))} heightOf={cellHeight}
        row={(u) => <UserCell user={propsOf(u)} control={control || undefined} />} />
    </>
  );
}

/** /i/lists/add_member: whom it is about only the history's state knows. */
export function AddToLists({ page = false }) {
  useData();
  const user = person(history.location.state?.userId);
  useEffect(() => note('lists-opened', user?.screen_name), []);
  const rows = user && LISTS.filter((l) => l.own).map((list) => {
    const on = user.lists.includes(list.id);
    return (
      <Press key={list.id} tag="div" role="checkbox" aria-checked={on} name="list-check" className="cell" onPress={() => toggle(user, list.id)}>
        {list.name} {on ? '✓' : ''}
      </Press>
    );
  });
  return page ? <><TopBar title={word('lists')} close />{rows}</> : <Modal>{rows}</Modal>;
}
