// The frame: side nav with one's own account, the page, the sidebar, what lies over it.

import { useSyncExternalStore } from 'react';
import { author, byHandle, ownId, person, post, useData } from './data.js';
import { ChatPage, Drawer } from './chat.jsx';
import { history } from './history.js';
import { KEYS } from './keys.js';
import { useNarrow } from './layout.js';
import { BottomNav } from './narrow.jsx';
import { Link, Press } from './press.jsx';
import { Over, Page, chatAt, isPicture } from './routes.jsx';
import { Avatar, NameBlock } from './text.jsx';
import { cellFor } from './usercell.jsx';

/** X hands store and history down from here; outsiders find them in its props. */
export function Provider() {
  const location = useSyncExternalStore(history.listen, () => history.location, () => history.location);
  const narrow = useNarrow();
  const [page = location, ...modals] = history.isModal() ? [...history.beneath, location] : [location];
  // In the narrow layout all of them but pictures are pages.
  const top = narrow && history.isModal() && !isPicture(location.pathname) ? location : undefined;
  const chat = chatAt(page.pathname);
  return (
    <div className="boundary">
      <div id="layers" />
      <div className={narrow ? 'app narrow' : 'app'} data-at-shortcutkeys={JSON.stringify(KEYS)}>
        {!narrow && <SideNav />}
        <main role="main">
          {chat !== undefined && !top ? <ChatPage conversation={chat} /> : (
            <div data-testid="primaryColumn">{top ? <Over key={top.key} {...top} page /> : <Page {...page} />}</div>
          )}
          {!narrow && chat === undefined && <Sidebar {...page} />}
        </main>
      </div>
      {narrow && !top && <BottomNav />}
      {!top && modals.map((modal) => <Over key={`${modal.key}${modal.pathname}`} {...modal} />)}
      <Drawer />
    </div>
  );
}

function Sidebar({ pathname }) {
  const id = pathname.split('/status/')[1]?.split('/')[0];
  const relevant = id && post(id);
  const suggested = ['bellbuns_kf', 'quill_kf', 'plum_kf', 'fern_kf', 'propsonly_kf', 'unseen_kf'].map(byHandle).filter(Boolean);
  return (
    <div data-testid="sidebarColumn">
      {relevant && <aside role="complementary" aria-label="Relevant people">{cellFor(author(id))}</aside>}
      <aside role="complementary" aria-label="Who to follow">{suggested.map((u) => cellFor(u, { compact: true }))}</aside>
    </div>
  );
}

function SideNav() {
  useData();
  const own = person(ownId());
  return (
    <header role="banner">
      <nav role="navigation">
        <Link to="/home" data-testid="AppTabBar_Home_Link">Home</Link>
        {own && <Link to={`/${own.screen_name}`} data-testid="AppTabBar_Profile_Link">Profile</Link>}
        {own && <Press testid="SideNav_NewTweet_Button" onPress={() => history.push('/compose/post')}>Post</Press>}
      </nav>
      {own ? (
        <Press testid="SideNav_AccountSwitcher_Button" onPress={() => {}}>
          <Avatar user={own} link={false} />
          <NameBlock user={own} link={false} />
        </Press>
      ) : <Link to="/i/flow/login">Log in</Link>}
    </header>
  );
}
