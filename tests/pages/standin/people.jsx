// Pages that are lists of people: who follows, who was found, who is in a community.

import { byHandle, everybody, propsOf, useData } from './data.js';
import { TopBar } from './narrow.jsx';
import { Timeline } from './timeline.jsx';
import { cellHeight, UserCell } from './usercell.jsx';

export function People({ label, items }) {
  useData();
  return <Timeline label={label} items={items()} heightOf={cellHeight} row={(u) => <UserCell user={propsOf(u)} />} />;
}

export const Followers = ({ handle }) => (
  <People label="Followers" items={() => everybody().filter((u) => u.screen_name.toLowerCase() !== handle.toLowerCase())} />
);

export function Search({ q }) {
  const words = q.toLowerCase();
  return <People label="Search" items={() => everybody().filter((u) => `${u.name} ${u.screen_name} ${u.description}`.toLowerCase().includes(words))} />;
}

const MEMBERS = ['bellbuns_kf', 'pond_kf', 'moss_kf', 'quill_kf', 'plum_kf', 'gravel_kf'];

export const CommunityMembers = () => (
  <>
    <TopBar title="Members" />
    <People label="Members" items={() => MEMBERS.map(byHandle).filter(Boolean)} />
  </>
);

/** /i/connect_people and its kin. */
export const Connect = () => <><TopBar title="Connect" /><People label="Connect" items={everybody} /></>;
