// Both browsers take the packages from a host of one's own, and keep what they have when a newer one is not sound. One
// round: a browser's start is most of the time, and nothing here depends on when a page is drawn.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { placeForPolicies, whyNotManaged } from '../e2e/harness/managed.mjs';
import { until } from '../e2e/harness/page.mjs';
import { FIREFOX_QUIET } from '../e2e/harness/quiet.mjs';
import { startUpdateHost } from '../e2e/harness/update-host.mjs';

const [OLDER, FIRST, CUT, FOREIGN, SOUND] = ['0.0.9', '0.1.0', '0.1.1', '0.1.2', '0.1.3'];

const why = whyNotManaged();
const skip = why ? `skipped: ${why}` : false;

/** Starts a browser that finds `policy`, and has a fresh profile. */
async function managed(browser, policy, options) {
  const place = placeForPolicies(browser);
  place.write(policy);
  const { program, profile } = place;
  const puppet = await puppeteer.launch({ ...options, headless: true, executablePath: program, userDataDir: profile });
  const close = async () => {
    await puppet.close();
    place.close();
  };
  return { puppet, profile, close };
}

test('Chromium installs the CRX, and takes only a newer one that is whole and of the same key', { skip }, async () => {
  const host = await startUpdateHost();
  const { chromeId } = await host.publish(FIRST);
  const policy = { ExtensionInstallForcelist: [`${chromeId};${host.updateXml}`] };
  const { puppet, profile, close } = await managed('chromium', policy, {
    args: ['--no-sandbox', '--disable-component-update', '--no-first-run'],
    // Puppeteer's own, which would keep it from installing anything.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking', '--disable-component-extensions-with-background-pages'],
  });
  try {
    const place = join(profile, 'Default/Extensions', chromeId);
    const versions = () => (existsSync(place) ? readdirSync(place).sort() : []);
    await until(versions, (all) => all.includes(`${FIRST}_0`), { what: 'the first version' });

    const page = await puppet.newPage();
    await page.goto('chrome://extensions');
    const offered = async (isThere) => {
      host.requests.length = 0;
      const look = () => page.evaluate(() => chrome.developerPrivate.autoUpdate());
      await until(() => look().then(() => host.requests), isThere, { what: 'the browser to look for a newer version' });
    };
    const asked = (name) => (requests) => requests.some((one) => one.endsWith(name));
    host.fault = 'cut';
    await host.publish(CUT);
    await offered(asked(`${CUT}.crx`));
    host.fault = undefined;

    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = join(profile, '../foreign.pem');
    writeFileSync(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const foreign = await host.publish(FOREIGN, { key });
    host.change('update.xml', (xml) => Buffer.from(String(xml).replace(foreign.chromeId, chromeId)));
    await offered(asked(`${FOREIGN}.crx`));

    await host.publish(OLDER);
    await offered(asked('update.xml'));
    assert.ok(!host.requests.some((name) => name.endsWith('.crx')), 'an older version is not fetched');

    await host.publish(SOUND);
    await offered(asked(`${SOUND}.crx`));
    await until(versions, (all) => all.includes(`${SOUND}_0`), { what: 'the newer version' });
    assert.deepEqual(versions().filter((name) => ![`${FIRST}_0`, `${SOUND}_0`].includes(name)), []);
  } finally {
    await close();
    await host.close();
  }
});

test('Firefox installs the XPI, and takes only a newer one that is whole and as its list says', { skip }, async () => {
  const host = await startUpdateHost();
  const { firefoxId, files } = await host.publish(FIRST);
  const policy = {
    policies: {
      // Mozilla alone could sign it; Firefox ESR may be told to do without.
      Preferences: { 'xpinstall.signatures.required': { Value: false, Status: 'locked' } },
      ExtensionSettings: { [firefoxId]: { installation_mode: 'force_installed', install_url: `${host.url}/${files.xpi}` } },
    },
  };
  const { puppet, close } = await managed('firefox', policy, {
    browser: 'firefox',
    args: ['-remote-allow-system-access'],
    extraPrefsFirefox: { ...FIREFOX_QUIET, 'extensions.checkUpdateSecurity': false },
  });
  try {
    const tree = await puppet.connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const run = async (body) => {
      const expression = `(async () => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        const addon = await AddonManager.getAddonByID('${firefoxId}');
        ${body}
      })()`;
      const { result } = await puppet.connection.send('script.evaluate', { expression, target: { context: tree.result.contexts[0].context }, awaitPromise: true });
      assert.equal(result.type, 'success', JSON.stringify(result));
      return result.result.value;
    };
    const version = () => run("return addon?.isActive ? addon.version : 'none';");
    await until(version, (found) => found === FIRST, { what: 'the first version' });
    const update = () => run(`return new Promise((done) => {
      addon.findUpdates({
        onUpdateAvailable: (_, install) => install.install().then(() => done('installed'), () => done('refused')),
        onNoUpdateAvailable: () => done('nothing newer'),
      }, AddonManager.UPDATE_WHEN_USER_REQUESTED);
    });`);

    host.fault = 'cut';
    await host.publish(CUT);
    assert.equal(await update(), 'refused');
    host.fault = undefined;

    const other = await host.publish(FOREIGN);
    host.change(other.files.xpi, (xpi) => Buffer.concat([xpi, Buffer.from('more')]));
    assert.equal(await update(), 'refused');

    await host.publish(OLDER);
    assert.equal(await update(), 'nothing newer');
    assert.equal(await version(), FIRST);

    await host.publish(SOUND);
    assert.equal(await update(), 'installed');
    assert.equal(await version(), SOUND);
  } finally {
    await close();
    await host.close();
  }
});
