// A real browser, with the unpacked extension installed as a user would install it,
// looking at the stand-in and at nothing else: every connection goes through the
// server's proxy, which refuses all hosts but X's.

import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';
import { until } from './page.mjs';
import { CHROMIUM_QUIET, FIREFOX_QUIET } from './quiet.mjs';

const PROGRAMS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

const DICTIONARIES = 'redirector.gvt1.com';

const UUID = '0a0a0a0a-1111-4222-8333-444444444444';

/** Where a browser's program is. */
export function find(browser) {
  const named = process.env[`${browser.toUpperCase()}_BIN`];
  const found = named ?? process.env.PATH.split(delimiter)
    .flatMap((dir) => PROGRAMS[browser].map((name) => join(dir, name)))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`${browser} is not installed: need one of ${PROGRAMS[browser].join(', ')}`);
  return found;
}

/**
 * Starts `browser` ('chromium' or 'firefox') with a fresh profile, removed on close.
 * `extension` is an unpacked directory, or absent for a bare browser; `welcomes` is false if
 * its welcome page is not to open. `installed` is the id of an extension that a policy installs; such a browser has
 * `program` for one that sees the policy, `profile` to come back to, and leaves out `without` of puppeteer's switches.
 */
export async function launch({
  browser, server, extension, installed, program = find(browser), profile, without, headless = true, welcomes = true, args = [], prefs = {}, width = 1280, height = 900,
}) {
  const proxy = server.proxyPort;
  const common = {
    browser: browser === 'firefox' ? 'firefox' : 'chrome',
    headless, executablePath: program, userDataDir: profile, ignoreDefaultArgs: without,
    acceptInsecureCerts: true, defaultViewport: headless ? { width, height } : null,
  };
  const own = browser === 'firefox'
    ? {
      args: ['-remote-allow-system-access', ...args], // else no tab may go to an add-on's page
      env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' }, // else the settings server is not ours to switch off
      extraPrefsFirefox: {
        ...FIREFOX_QUIET,
        // Firefox draws the host of an add-on's pages by lot, unless told.
        ...(extension || installed ? { 'extensions.webextensions.uuids': JSON.stringify({ [installed ?? addonId(extension)]: UUID }) } : {}),
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy,
        'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxy,
        'network.proxy.allow_hijacking_localhost': true,
        'network.proxy.failover_direct': false,
        ...prefs,
      },
    }
    : {
      pipe: true, // installing an unpacked extension over CDP needs the pipe
      enableExtensions: true,
      args: [
        ...CHROMIUM_QUIET,
        // No switch stops the first word typed from fetching a dictionary: its host is not found.
        `--proxy-server=127.0.0.1:${proxy}`, `--proxy-bypass-list=<-loopback>;${DICTIONARIES}`,
        `--host-resolver-rules=MAP ${DICTIONARIES} ~NOTFOUND`,
        `--window-size=${width},${height}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium's sandbox refuses root
        ...args,
      ],
    };
  const puppet = await puppeteer.launch({ ...common, ...own });
  const id = installed ?? (extension && await puppet.installExtension(resolve(extension)).catch(async (error) => {
    await puppet.close();
    throw error;
  }));
  // It opens once, by itself, and would come before the pages of a test.
  if (id && welcomes) await welcomed(puppet);
  const base = browser === 'firefox' ? `moz-extension://${UUID}` : `chrome-extension://${id}`;
  const requests = [];
  let desk;

  return {
    browser, server, puppet,
    /** The extension's id (in Firefox the add-on's, not the host of its pages). */
    id,
    version: await puppet.version(),
    /** Opens a path on https://x.com (or any URL) in a new tab and waits until it is drawn. */
    async open(path = '/home', { touch = false, width: wide = width, height: high = height } = {}) {
      const page = await tab();
      if (touch || wide !== width || high !== height) await page.setViewport({ width: wide, height: high, hasTouch: touch });
      await page.goto(new URL(path, 'https://x.com').href);
      await until(() => page.evaluate(() => Boolean(document.querySelector('[data-testid="primaryColumn"], [data-testid="dm-container"]'))), Boolean, { what: `${path} to be drawn` });
      return page;
    },
    /** A page of the extension itself, such as 'popup.html'. */
    async extensionPage(path) {
      const page = await tab();
      const url = `${base}/${path}`;
      if (browser === 'chromium') return page.goto(url).then(() => page);
      // Firefox swaps the tab's process on the way, which puppeteer would wait out in vain.
      await puppet.connection.send('browsingContext.navigate', { context: page.mainFrame()._id, url, wait: 'none' });
      const there = () => page.evaluate((u) => location.href.startsWith(u) && document.readyState === 'complete', url);
      await until(() => there().catch(() => false), Boolean, { what: url });
      return page;
    },
    /** All that the extension keeps, by storage area. */
    async storage(path = 'popup.html') {
      const page = await this.extensionPage(path);
      const kept = await page.evaluate(async () => {
        const { local, session, sync } = (globalThis.browser ?? globalThis.chrome).storage;
        return { local: await local.get(null), session: await session?.get(null), sync: await sync?.get(null) };
      });
      await page.close();
      return kept;
    },
    /** Has the extension forget whom it asked about and what it was told, as in a new install; or only what lasts for a session. */
    async forget(part = 'all') {
      // Behind whatever open pages still had to tell: they answer after it, and so does the background.
      await this.told('status');
      await desk.evaluate(async (all) => {
        const { local, session } = chrome.storage;
        await chrome.runtime.sendMessage({ task: '' });
        await session.remove('asked');
        if (all) await local.remove(['settings', 'today', 'tallies', 'marks', 'until']);
        await chrome.runtime.sendMessage({ task: '' });
      }, part === 'all');
    },
    /**
     * Waits until no page is still unpacking the core: a gesture before that passes, and a test is quicker than a
     * person. A copy that is made to wait for ever is waited for a moment only.
     */
    async ready() {
      await until(() => this.told('status'), (all) => !all.includes('waiting'), { timeout: 10_000 }).catch(() => {});
    },
    /** What the content scripts of all open pages answer to a message; those that do not answer are left out. */
    async told(message) {
      desk ??= await this.extensionPage('popup.html');
      return desk.evaluate(async (word) => {
        const tabs = await chrome.tabs.query({});
        const all = await Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, word)));
        return all.map(({ value }) => value).filter((value) => value !== undefined && value !== null);
      }, message);
    },
    /** Waits for a page of the extension's own that it opened by itself, and closes it. */
    async closes(path) {
      desk ??= await this.extensionPage('popup.html');
      const close = () => desk.evaluate((wanted) => {
        const found = chrome.extension.getViews({ type: 'tab' }).find(({ location }) => location.pathname === wanted);
        found?.close();
        return Boolean(found);
      }, `/${path}`);
      await until(close, Boolean, { what: path });
    },
    /** Has the extension switched `on`, `off` or loaded `anew`, by the browser's own list. Its pages are closed by that. */
    async turn(how) {
      desk = undefined;
      await (browser === 'firefox' ? turnInFirefox(how) : turnInChromium(how));
    },
    /** Puts values into the extension's storage, and has the background take them in. */
    async store(values) {
      desk ??= await this.extensionPage('popup.html');
      await desk.evaluate(async (given) => {
        await chrome.storage.local.set(given);
        await chrome.runtime.sendMessage({ task: '' });
      }, values);
    },
    /** URLs of everything requested by the pages opened here. */
    requests,
    close: () => puppet.close(),
  };

  async function turnInChromium(how) {
    const list = await tab();
    await list.goto('chrome://extensions');
    await list.evaluate((one, word) => (word === 'anew' ? chrome.developerPrivate.reload(one) : chrome.management.setEnabled(one, word === 'on')), id, how);
    await list.close();
  }

  /** Firefox's list is a page of the browser itself, in which anything may be run. */
  async function turnInFirefox(how) {
    const list = "ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager";
    const turn = { on: 'enable', off: 'disable', anew: 'reload' }[how];
    const { result: { contexts } } = await puppet.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { result } = await puppet.connection.send('script.evaluate', {
      expression: `${list}.getAddonByID(${JSON.stringify(id)}).then((addon) => addon.${turn}())`,
      target: { context: contexts[0].context }, awaitPromise: true,
    });
    if (result.type !== 'success') throw new Error(JSON.stringify(result.exceptionDetails));
  }

  async function tab() {
    const page = await puppet.newPage();
    page.on('request', (r) => requests.push(r.url()));
    await page.bringToFront();
    return page;
  }
}

/** Waits until the welcome page has opened, and closes it. */
async function welcomed(puppet) {
  const what = { what: 'the welcome page' };
  const isIt = (url) => url.endsWith('/welcome.html');
  if (!('connection' in puppet)) {
    const page = await until(async () => (await puppet.pages()).find((one) => isIt(one.url())), Boolean, what);
    return page.close();
  }
  // Puppeteer is not told where a tab of Firefox's goes that changes its process on the way.
  const tree = () => puppet.connection.send('browsingContext.getTree', {});
  const tab = await until(async () => (await tree()).result.contexts.find(({ url }) => isIt(url)), Boolean, what);
  return puppet.connection.send('browsingContext.close', { context: tab.context });
}

/** The add-on id a Firefox manifest declares. */
function addonId(extension) {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  return manifest.browser_specific_settings?.gecko?.id;
}
