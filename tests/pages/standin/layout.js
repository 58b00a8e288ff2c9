// X's two layouts. One app: which of them is drawn goes by the window's width, live,
// unless an option says.

import { useSyncExternalStore } from 'react';
import { options } from './options.js';

const media = globalThis.matchMedia?.('(max-width: 700px)');

export const isNarrow = () => (options.layout === 'auto' ? Boolean(media?.matches) : options.layout === 'mobile');

const subscribe = (fn) => {
  media.addEventListener('change', fn);
  return () => media.removeEventListener('change', fn);
};
export const useNarrow = () => useSyncExternalStore(subscribe, isNarrow, isNarrow);
