// X's list: rows absolute at translateY, only those near the viewport mounted. Here a
// slot's nodes are reused for the row that comes in as another goes out, and
// `__standin.recycle()` gives every slot another row without any scrolling.

import { useEffect, useRef, useState } from 'react';
import { shift, useData } from './data.js';
import { options } from './options.js';

const OVERSCAN = 400;

export function Timeline({ label, items, heightOf, row }) {
  useData();
  const list = useRef(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  useEffect(() => {
    const read = () => setView({ top: window.scrollY - (list.current?.offsetTop ?? 0), height: window.innerHeight });
    read();
    window.addEventListener('scroll', read, { passive: true });
    window.addEventListener('resize', read);
    return () => {
      window.removeEventListener('scroll', read);
      window.removeEventListener('resize', read);
    };
  }, []);

  const heights = items.map(heightOf);
  const tops = heights.map(((sum) => (h) => (sum += h) - h)(0));
  const total = heights.reduce((a, b) => a + b, 0);
  const slots = Math.min(items.length, Math.ceil((view.height + 2 * OVERSCAN) / Math.min(...heights, 1000)) + 1);
  const passed = tops.findIndex((t, i) => t + heights[i] > view.top - OVERSCAN);
  const first = Math.max(0, Math.min(passed < 0 ? items.length : passed, items.length - slots));
  const still = options.react === 'none';

  return (
    <section role="region" aria-label={label}>
      <div ref={list} aria-label={label} className="timeline" style={still ? undefined : { minHeight: total }}>
        {Array.from({ length: slots }, (_, n) => first + n).map((i) => (
          <div key={i % slots} data-testid="cellInnerDiv"
            style={still ? undefined : { position: 'absolute', width: '100%', height: heights[i], transform: `translateY(${tops[i]}px)` }}>
            {row(items[(i + shift) % items.length])}
          </div>
        ))}
      </div>
    </section>
  );
}
