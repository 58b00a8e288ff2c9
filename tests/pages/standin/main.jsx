// Starts the stand-in. The nesting below is where X's store is found from outside:
// #react-root's first child, props.children.props.children.props.store.

import { createRoot } from 'react-dom/client';
import { byHandle, exposedStore, load, patchUser, recycle, rename, setControl, storeReads } from './data.js';
import { history } from './history.js';
import { listenToKeys } from './keys.js';
import { log, note, watchPage } from './log.js';
import { dress } from './look.js';
import { options, setOptions } from './options.js';
import { Provider } from './shell.jsx';

const ErrorBoundary = ({ children }) => children;
const idOf = (handle) => byHandle(handle).id_str;

setOptions(window.__standinOptions, Object.fromEntries(new URLSearchParams(window.location.search)));
watchPage();
dress();
load();
history.read();
window.addEventListener('popstate', history.read);

let nonce = 0;
window.__standin = {
  log,
  note,
  history,
  clear: () => { log.length = 0; },
  recycle,
  setLook: (patch) => { Object.assign(options, patch); dress(); recycle(0); },
  storeReads: () => storeReads,
  rename,
  setUser: (handle, patch) => patchUser(idOf(handle), patch),
  removeControl: (handle) => setControl(idOf(handle), { gone: true }),
  restoreControl: (handle) => setControl(idOf(handle), { gone: false }),
  swapNode: (handle) => setControl(idOf(handle), { nonce: ++nonce }),
};

createRoot(document.getElementById('react-root')).render(
  <div className="root">
    <ErrorBoundary>
      <Provider store={exposedStore()} history={history} contextProviderProps={{ featureSwitches: {} }} />
    </ErrorBoundary>
  </div>,
);
listenToKeys();
