// Saves the stand-in's pages as a browser draws them, for tests/page/mod.rs, which
// reads them without one. Run `node tests/pages/save.mjs` after changing the
// stand-in, and look at the difference before keeping it.

import { mkdirSync, writeFileSync } from 'node:fs';
import { go, hover, launch, settle, startServer } from '../e2e/harness/index.mjs';

const BUNS = '/bellbuns_kf/status/1900000000000000001';
const FEW = 'rows=20'; // no filler: every row a page shows is somebody's

const PAGES = {
  profile: { path: '/bellbuns_kf' },
  followers: { path: '/pond_kf/followers' },
  timeline: { path: `/home?${FEW}`, height: 4000 },
  detail: { path: BUNS },
  hovercard: {
    path: `/home?${FEW}`,
    reach: async (page) => {
      await hover(page, `article:has(a[href$="${BUNS}"]) [data-testid="Tweet-User-Avatar"] a`);
      await page.waitForSelector('[data-testid="HoverCard"] [data-testid$="-follow"]');
    },
  },
  narrow: { path: BUNS, width: 390 },
  menu: {
    path: '/bellbuns_kf',
    reach: async (page) => {
      // By script: a pointer would leave its own traces.
      await page.$eval('[data-testid="caret"]', (caret) => caret.click());
      await page.waitForSelector('[role="menuitem"]');
    },
  },
  members: { path: '/i/lists/7001/members/suggested' },
  chat: {
    path: '/i/chat/90000001-90000002',
    reach: async (page) => {
      await page.type('[data-testid="dm-composer-textarea"]', 'Good morning');
      await page.waitForSelector('[data-testid="dm-composer-send-button"]');
    },
  },
  messages: {
    path: '/messages/90000001-90000002',
    reach: async (page) => page.type('[data-testid="dmComposerTextInput"]', 'Good morning'),
  },
  composer: {
    path: `/home?${FEW}`,
    reach: async (page) => {
      await go(page, { pathname: '/compose/post', state: { inReplyToStatusId: BUNS.split('/').pop() } });
      await page.waitForSelector('[role="dialog"] [data-testid="tweetTextarea_0"]');
    },
  },
};

const folder = new URL('saved/', import.meta.url);
mkdirSync(folder, { recursive: true });
const server = await startServer();
try {
  for (const [name, { path, width, height, reach }] of Object.entries(PAGES)) {
    const rig = await launch({ browser: 'chromium', server, width, height });
    try {
      const page = await rig.open(path);
      await reach?.(page);
      await settle(page);
      const html = await page.evaluate(() => {
        for (const script of document.querySelectorAll('script')) script.remove();
        return document.documentElement.outerHTML;
      });
      // A line to each block, so that a difference can be read; none within
      // links and what people wrote, where a line break would be a text of ours.
      const lines = html.replaceAll(/(?<!<a\b[^>]*)>(?=<(?:article|aside|button|div|header|main|nav|section)\b)/g, '>\n');
      writeFileSync(new URL(`${name}.html`, folder), `<!doctype html>\n${lines}\n`);
    } finally {
      await rig.close();
    }
  }
} finally {
  await server.close();
}
