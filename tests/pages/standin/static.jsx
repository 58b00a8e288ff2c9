// For `react=none`: the same page as dead HTML, drawn once on the server.

import { renderToStaticMarkup } from 'react-dom/server';
import { load } from './data.js';
import { history } from './history.js';
import { setOptions } from './options.js';
import { Provider } from './shell.jsx';

export function drawStatic(pathname, search, ...sources) {
  setOptions(...sources);
  load();
  history.location = { pathname, search };
  return renderToStaticMarkup(<div className="root"><Provider /></div>);
}
