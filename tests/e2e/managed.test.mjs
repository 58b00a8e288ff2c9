// Real installs by policy, as an organisation would do them: with the files that
// tools/deploy.mjs writes, from a host of its own. One round, because a browser's
// start and its minding of policies are most of the time; what is asked of each
// state is waited for, never slept for. What happened is printed, and kept with
// UPDATE=1 in docs/trust/managed-installs.md.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { crx } from '../../tools/crx.mjs';
import { deployment, geckoIdOf } from '../../tools/deploy.mjs';
import { cargoVersion } from '../../tools/manifest.mjs';
import { actsOf, launch, marksOf, mouse, pauseOf, pressInPause, startServer, until, untilAct, untilNoPause, untilPause } from './harness/index.mjs';
import { placeForPolicies, whyNotManaged } from './harness/managed.mjs';
import { startUpdateHost } from './harness/update-host.mjs';
import { kept, ownPage } from './pages.mjs';
import { BROWSERS } from './world.mjs';

const why = whyNotManaged();
const skip = why && `skipped: ${why}`;

const NOW = cargoVersion();
const [FIRST, MIDDLE, LAST] = NOW.split('.').map(Number);
const NEWER = `${FIRST}.${MIDDLE}.${LAST + 1}`;
const OLDER = '0.0.9';

const SETTINGS = {
  organisation: 'Marsh Trust', line: 'Please knock first.', lineWelsh: 'Cnociwch gyntaf.', policyLink: 'https://intranet.example/social', contact: 'Fern, ext. 43',
  welcome: false, mode: 'declared', ration: 20, role: 'student', unlocked: ['role'],
};
/** One of each mistake; what the browser itself drops is marked. */
const MISTAKES = {
  organisation: 'Marsh Trust', line: 'two\nlines', policyLink: 'http://intranet.example/', mode: 'declraed', ration: 99, keepMonths: 7,
  actions: ['follow', 'poke'], unlocked: ['role', 'colour'], language: 'en', role: 7, collect: true,
};
const DROPPED = ['role', 'collect'];
const TOLD = {
  line: 'It can be a short text.', policyLink: 'It can be an address that begins with https://.', mode: 'It can be one of the names listed for it.',
  ration: 'It can be a whole number within the limits.', keepMonths: 'It can be a whole number within the limits.',
  actions: 'It can be a list of actions.', unlocked: 'It can be a list of the names of settings.',
  role: 'It can be one of the names listed for it.', collect: 'No setting has this name.',
};

const column = (id) => `[data-testid="primaryColumn"] [data-testid="${id}-follow"]`;
const DESCRIBES = { path: '/kettle_kf', follow: column('90000003'), act: 'followed kettle_kf' };
const ALSO = { path: '/moss_kf', follow: column('90000004'), act: 'followed moss_kf' };
const ASKS = { path: '/noprofs_kf', follow: column('90000006') };

// --- what is read off the pages ------------------------------------------------------------------

const managedBy = (page) => page.evaluate(() => chrome.storage.managed.get(null).catch(() => ({})));
const locked = (page) => page.$$eval('[data-setting]', (all) => all.filter((group) => group.disabled).map((group) => group.dataset.setting));
const untilLocked = (page, names) => until(() => locked(page), (found) => found.join() === names.join(), { what: `${names} to be locked` });
const lines = (page, selector) => page.$$eval(selector, (all) => all.map((line) => line.textContent).filter(Boolean));
const versionOn = (page) => page.$eval('#version', (place) => place.textContent);
const untilMode = (page, mode) => until(() => kept(page), ({ page: told }) => told?.includes(` mode=${mode} `), { what: `mode ${mode}` });
/** What must not be lost: what was chosen, counted, and the key of this install's numbers. */
const dear = async (page) => {
  const { settings, tallies, key } = await kept(page);
  return { settings, tallies, key };
};
const counted = (page, what) => until(() => kept(page), ({ tallies }) => JSON.stringify(tallies).includes(what), { what });

/** Follows somebody without being asked. */
async function unasked(tab, { follow, act }) {
  await tab.bringToFront();
  await mouse(tab, follow);
  await untilAct(tab, act);
  assert.equal(await pauseOf(tab), null);
}

/** Is asked before following, and answers. */
async function asked(tab, { follow }, answer) {
  await tab.bringToFront();
  await mouse(tab, follow);
  await untilPause(tab);
  await pressInPause(tab, answer);
  await untilNoPause(tab);
}

/** The settings page as the policy SETTINGS has it. */
async function inForce(page) {
  await until(() => managedBy(page), (policy) => policy.organisation, { what: 'the policy' });
  await untilLocked(page, ['mode', 'ration']);
  assert.deepEqual(await managedBy(page), SETTINGS);
  const said = await lines(page, '.lock');
  assert.deepEqual(said, ['Set by Marsh Trust. It cannot be changed here.', 'Set by Marsh Trust. It cannot be changed here.', 'Suggested by Marsh Trust. You can change it.']);
  assert.deepEqual(await lines(page, '#house > *:not([hidden])'), [
    'From Marsh Trust', 'Please knock first.', 'Social media policy, at intranet.example', 'Whom to ask: Fern, ext. 43',
    'These are the words of Marsh Trust. Knock First shows it nothing: not what you do, not whom you meet, not your counts.',
  ]);
  assert.deepEqual(await page.$eval('#houseLink', ({ href, rel }) => [href, rel]), [SETTINGS.policyLink, 'noopener noreferrer']);
  assert.deepEqual(await lines(page, '#refused li'), []);
  assert.equal(await page.$eval('[data-setting="role"] select', (field) => field.value), 'student');
  await untilMode(page, 'declared');
  return said;
}

/** Until the settings page tells of these, and of no other mistakes in a policy; and what it then says. */
async function untilTold(page, names) {
  const wanted = names.map((name) => `Of what your organisation set, “${name}” was left out: ${TOLD[name]}`).sort();
  const told = await until(() => lines(page, '#refused li'), (all) => all.length > 0, { what: 'what was left out' });
  assert.deepEqual(told.sort(), wanted);
  assert.deepEqual(await locked(page), ['language']);
  // Of a mode that makes no sense, the more careful one is left.
  await untilMode(page, 'declared');
  return told;
}

// --- the suites ----------------------------------------------------------------------------------

let host;
const transcript = [];

/** The mode that the policy sets decides what is asked, and what is done is counted; the tabs that showed it. */
async function heeds(run, page) {
  const describes = await run.open(DESCRIBES.path);
  await run.ready();
  await unasked(describes, DESCRIBES);
  say('  mode "declared": following somebody who only describes themselves is not asked about');
  const asks = await run.open(ASKS.path);
  await run.ready();
  await asked(asks, ASKS, 'Leave it');
  await counted(page, 'follow.left');
  say('  following somebody who asks professionals to stay away is: left, and counted');
  await page.bringToFront();
  await page.select('[data-setting="role"] select', 'nurse');
  await until(() => kept(page), ({ settings }) => settings.role === 'nurse', { what: 'the reader’s own role' });
  return [describes, asks];
}

/** Writes down what happened, without what differs from run to run. */
function say(text) {
  const plain = text.replaceAll(host.url, 'http://HOST').replace(/[a-p]{32}/g, 'ID');
  transcript.push(plain);
  console.log(plain);
}
const fetched = () => host.requests.splice(0).join(', ') || 'nothing';

let [steps, passed] = [0, 0];
function step(title, body) {
  steps += 1;
  test(title, { timeout: 60_000 }, async () => {
    await body();
    passed += 1;
  });
}

/** The same files, with the newer package signed with another key, and the list as it would be for it. */
function signedByAnother(made) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let bytes;
  host.change(made.files.crx, (good) => {
    const header = 12 + good.readUInt32LE(8); // the packed files stand behind it
    bytes = crx(good.subarray(header), privateKey);
    return bytes;
  });
  const hash = createHash('sha256').update(bytes).digest('hex');
  host.change('update.xml', (xml) => Buffer.from(String(xml).replace(/hash_sha256='\w+' size='\d+'/, `hash_sha256='${hash}' size='${bytes.length}'`)));
}

describe('installed by policy', { skip, concurrency: 1 }, () => {
  before(async () => { host = await startUpdateHost(); });
  after(async () => {
    await host.close();
    if (!process.env.UPDATE || BROWSERS.length < 2 || passed < steps) return;
    const folder = join(import.meta.dirname, '../../docs/trust');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'managed-installs.md'), `# Installed by policy: what happened

Written ${new Date().toISOString().slice(0, 10)}, for version <!-- fact: version -->${NOW}<!-- end -->, by \`UPDATE=1 node --test tests/e2e/managed.test.mjs\`: what was done in the
browsers named, on Debian, from a host on the same machine and by the files of \`deploy/\`. Addresses and ids that differ each time are
written as words.

\`\`\`
${transcript.join('\n')}
\`\`\`
`);
  });
  if (BROWSERS.includes('chromium')) inChromium();
  if (BROWSERS.includes('firefox')) inFirefox();
});

function inChromium() {
  describe('chromium', { concurrency: 1 }, () => {
    let [server, place, run, id, page, extensions] = [];
    const install = (variant = 'force') => ({
      ...JSON.parse(deployment({ id, host: host.url, settings: SETTINGS }).get(`chrome/${variant}.json`)),
      DeveloperToolsAvailability: 1, // else no test may look into what a policy installed
    });
    const policyOf = (settings) => ({ '3rdparty': { extensions: { [id]: settings } } });
    const written = () => JSON.parse(deployment({ id, host: host.url, settings: SETTINGS }).get('chrome/settings.json'));
    const present = () => run.puppet.targets().some((target) => target.url().startsWith(`chrome-extension://${id}/`));
    const [apart, other] = ['knock-first-settings.json', 'another.json'];
    /** Has the browser look for a newer version, and waits until it has done with what it found. */
    const look = () => extensions.evaluate(() => chrome.developerPrivate.autoUpdate());
    const options = async () => { page = await ownPage(run, 'options'); };
    const isWelcomed = () => run.puppet.targets().some((target) => target.url().endsWith('/welcome.html'));
    const mayDisable = () => page.evaluate(() => chrome.management.getSelf().then((own) => own.mayDisable));

    before(async () => {
      server = await startServer({ csp: 'strict' });
      place = placeForPolicies('chromium');
    });
    after(async () => {
      await run?.close();
      await server.close();
      place.close();
    });

    step('is installed, with settings in force on the page and in the questions', async () => {
      ({ chromeId: id } = await host.publish(NOW));
      place.write(install());
      place.write(written(), apart);
      run = await launch({
        browser: 'chromium', server, installed: id, program: place.program, profile: place.profile, welcomes: false,
        // Puppeteer's own, which would keep it from installing anything; and the host is no site of the stand-in's.
        without: ['--disable-background-networking', '--disable-extensions', '--disable-component-extensions-with-background-pages'],
        args: ['--proxy-bypass-list=127.0.0.1;redirector.gvt1.com'],
      });
      await until(present, Boolean, { what: 'the extension' });
      say(`${run.version}: force-installed by ${JSON.stringify(install().ExtensionSettings)}`);
      say(`  asked of the host: ${fetched()}`);
      await options();
      const said = await inForce(page);
      say(`  the settings page, version ${await versionOn(page)}: ${said.join(' | ')}`);
      assert.equal(await versionOn(page), NOW);
      assert.equal(await mayDisable(), false);
      assert.ok(!isWelcomed(), 'no welcome page');
      for (const tab of await heeds(run, page)) await tab.close();
    });

    step('what is changed reaches open pages', async () => {
      const tab = await run.open(ALSO.path);
      await run.ready();
      place.write(policyOf({ ...SETTINGS, mode: 'described', unlocked: ['role', 'ration'] }), apart);
      await untilMode(page, 'described');
      await untilLocked(page, ['mode']);
      await asked(tab, ALSO, 'Go on');
      await untilAct(tab, ALSO.act);
      await counted(page, 'follow.on');
      say('  policy changed to "described" while an X page was open: that page asks; went on, and counted');
      await tab.close();
    });

    step('of a policy with mistakes the rest counts, and each is told', async () => {
      const before = await dear(page);
      place.write(policyOf(MISTAKES), apart);
      const told = await untilTold(page, Object.keys(TOLD).filter((name) => !DROPPED.includes(name)));
      assert.deepEqual(await dear(page), before);
      const arrived = await managedBy(page);
      say(`  policy with mistakes: the settings page says\n    ${told.join('\n    ')}`);
      assert.deepEqual(DROPPED.filter((name) => name in arrived), []);
      say(`  Chromium itself drops, without a word: ${DROPPED.join(', ')}`);
      place.write(policyOf({ ration: 5 }), other);
      place.write('{ "3rdparty": { "ext', apart);
      await until(() => managedBy(page), ({ ration, organisation }) => ration === 5 && !organisation, { what: 'the other file alone' });
      assert.deepEqual(await dear(page), before);
      say('  a file of settings that is half written counts as none; another file, and all that is kept, stand');
      place.write(written(), apart);
      await until(() => managedBy(page), ({ organisation }) => organisation, { what: 'both files' });
      assert.deepEqual(await managedBy(page), SETTINGS);
      await untilMode(page, 'declared');
      say(`  two files set the number of questions, ${other} 5 and ${apart} ${SETTINGS.ration}: Chromium hands over one, ${SETTINGS.ration}`);
    });

    step('a newer version that is not sound leaves the one that is there', async () => {
      const before = await dear(page);
      extensions = await run.puppet.newPage();
      await extensions.goto('chrome://extensions');
      fetched();
      for (const [what, version, spoil] of [
        ['half downloaded', NEWER, () => { host.fault = 'cut'; }],
        ['signed with another key', NEWER, signedByAnother],
        ['older', OLDER, () => {}],
      ]) {
        const made = await host.publish(version);
        host.fault = undefined;
        spoil(made);
        const asks = what === 'older' ? 'update.xml' : made.files.crx;
        await until(() => look().then(() => host.requests), (all) => all.includes(asks), { what });
        assert.equal(await versionOn(page), NOW);
        assert.equal(await page.evaluate(() => chrome.runtime.getManifest().version), NOW);
        assert.deepEqual(await dear(page), before);
        say(`  offered ${version}, ${what}: fetched ${[...new Set(fetched().split(', '))].join(', ')}; ${NOW} and all that is kept stand`);
      }
      host.fault = undefined;
    });

    step('a newer version keeps what was chosen and counted', async () => {
      const before = await dear(page);
      const made = await host.publish(NEWER);
      await until(() => look().then(() => host.requests), (all) => all.includes(made.files.crx), { what: 'the newer version to be fetched' });
      await until(() => page.isClosed() || page.evaluate(() => 0).then(() => false, () => true), Boolean, { what: 'the older version to close' });
      await until(present, Boolean, { what: 'the newer version' });
      await options();
      assert.equal(await versionOn(page), NEWER);
      assert.deepEqual(await dear(page), before);
      assert.equal(before.settings.role, 'nurse');
      await inForceButRole();
      say(`  offered ${NEWER}, sound: fetched ${[...new Set(fetched().split(', '))].join(', ')}; the settings page says ${await versionOn(page)}`);
      say(`  kept across the update: ${JSON.stringify(before.settings)} ${JSON.stringify(before.tallies).replace(/\d{4}-\d\d-\d\d/g, 'WEEK')}`);
    });

    const inForceButRole = async () => {
      await until(() => managedBy(page), ({ organisation }) => organisation, { what: 'the policy' });
      await untilLocked(page, ['mode', 'ration']);
      await untilMode(page, 'declared');
    };

    step('recommended instead, the reader can turn it off', async () => {
      place.write(install('recommend'));
      await until(present, (is) => !is, { what: 'what was forced to go' });
      await until(present, Boolean, { what: 'what is recommended' });
      await options();
      await inForceButRole();
      assert.equal(await mayDisable(), true);
      assert.deepEqual(await dear(page).then(({ tallies }) => tallies), {});
      assert.ok(!isWelcomed(), 'no welcome page');
      say('  force changed to recommend: Chromium removes it, and installs it anew; the reader can turn it off');
    });

    step('when the policy is taken away, nothing of it is left in pages', async () => {
      const tab = await run.open(ASKS.path);
      await run.ready();
      const before = await marksOf(tab);
      place.remove();
      place.remove(apart);
      place.remove(other);
      await until(present, (is) => !is, { what: 'the extension to go' });
      await tab.bringToFront();
      await mouse(tab, ASKS.follow);
      await untilAct(tab, 'followed noprofs_kf');
      assert.equal(await pauseOf(tab), null);
      const fresh = await run.puppet.newPage();
      await fresh.goto('https://x.com/noprofs_kf');
      await until(() => fresh.$(ASKS.follow), Boolean, { what: 'the page' });
      assert.deepEqual((await marksOf(fresh)).own, before.own);
      assert.deepEqual((await marksOf(fresh)).children, before.children);
      assert.deepEqual((await actsOf(fresh)), []);
      say('  policy taken away: the extension is gone with all that it kept; an open page and a new one work, and are not asked');
    });
  });
}

function inFirefox() {
  describe('firefox', { concurrency: 1 }, () => {
    const id = geckoIdOf();
    let [server, place, run, page] = [];
    const policyOf = (settings, variant = 'force') => {
      const { policies } = JSON.parse(deployment({ host: host.url, settings: SETTINGS, version: NOW }).get(`firefox/${variant}.json`));
      return { policies: { ...policies, '3rdparty': { Extensions: { [id]: settings } } } };
    };
    /** Firefox reads its policy as it starts. */
    const start = async (policy) => {
      await run?.close();
      place.write(policy);
      run = await launch({
        browser: 'firefox', server, installed: id, program: place.program, profile: place.profile, welcomes: false,
        prefs: {
          'network.proxy.allow_hijacking_localhost': false, // the host is no site of the stand-in's
          'xpinstall.signatures.required': false, // Mozilla alone could sign it
          'extensions.checkUpdateSecurity': false, // nor has loopback a certificate
        },
      });
    };
    const options = async () => { page = await ownPage(run, 'options'); };

    /** Runs in the browser itself, with the add-on, if it is there. */
    const inBrowser = async (body) => {
      const { connection } = run.puppet;
      const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
      const expression = `(async () => {
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        const addon = await AddonManager.getAddonByID('${id}');
        ${body}
      })()`;
      const { result } = await connection.send('script.evaluate', { expression, target: { context: tree.result.contexts[0].context }, awaitPromise: true });
      assert.equal(result.type, 'success', JSON.stringify(result));
      return result.result.value;
    };
    const version = () => inBrowser("return addon?.isActive ? addon.version : 'none';");
    const untilVersion = (wanted) => until(version, (found) => found === wanted, { what: `version ${wanted}` });
    const may = (what) => inBrowser(`return Boolean(addon?.permissions & AddonManager.PERM_CAN_${what});`);
    const look = () => inBrowser(`return new Promise((done) => {
      addon.findUpdates({
        onUpdateAvailable: (_, install) => install.install().then(() => done('installed'), () => done('refused')),
        onNoUpdateAvailable: () => done('nothing newer'),
      }, AddonManager.UPDATE_WHEN_USER_REQUESTED);
    });`);

    before(async () => {
      server = await startServer({ csp: 'wasm' });
      place = placeForPolicies('firefox');
    });
    after(async () => {
      await run?.close();
      await server.close();
      place.close();
    });

    step('is installed, with settings in force on the page and in the questions', async () => {
      await host.publish(NOW);
      fetched();
      host.fault = undefined;
      await start(policyOf(SETTINGS));
      await untilVersion(NOW);
      say(`${run.version}: force-installed by ${JSON.stringify(policyOf(SETTINGS).policies.ExtensionSettings)}`);
      say(`  asked of the host: ${fetched()}`);
      assert.equal(await may('DISABLE'), false);
      await options();
      const said = await inForce(page);
      say(`  the settings page, version ${await versionOn(page)}: ${said.join(' | ')}`);
      await heeds(run, page);
    });

    step('a newer version that is not sound leaves the one that is there; a sound one keeps what was chosen and counted', async () => {
      const before = await dear(page);
      for (const [what, offered, answer, spoil] of [
        ['half downloaded', NEWER, 'refused', () => { host.fault = 'cut'; }],
        ['not as its list says', NEWER, 'refused', ({ files }) => host.change(files.xpi, (good) => Buffer.concat([good, Buffer.from('more')]))],
        ['older', OLDER, 'nothing newer', () => {}],
      ]) {
        spoil(await host.publish(offered));
        assert.equal(await look(), answer, what);
        host.fault = undefined;
        assert.equal(await version(), NOW);
        assert.equal(await versionOn(page), NOW);
        assert.deepEqual(await dear(page), before);
        say(`  offered ${offered}, ${what}: fetched ${fetched()}; ${answer}; ${NOW} and all that is kept stand`);
      }
      await host.publish(NEWER);
      assert.equal(await look(), 'installed');
      await untilVersion(NEWER);
      await options();
      assert.equal(await versionOn(page), NEWER);
      assert.deepEqual(await dear(page), before);
      say(`  offered ${NEWER}, sound: fetched ${fetched()}; the settings page says ${await versionOn(page)}`);
      say(`  kept across the update: ${JSON.stringify(before.settings)} ${JSON.stringify(before.tallies).replace(/\d{4}-\d\d-\d\d/g, 'WEEK')}`);
    });

    step('of a policy with mistakes the rest counts, and each is told', async () => {
      const before = await dear(page);
      await start(policyOf(MISTAKES, 'recommend'));
      await untilVersion(NEWER);
      await until(() => may('DISABLE'), Boolean, { what: 'what is recommended to be the reader’s to turn off' });
      await options();
      const told = await untilTold(page, Object.keys(TOLD));
      assert.deepEqual(await dear(page), before);
      say(`  started again, recommended, under a policy with mistakes: the reader can turn it off, and the settings page says\n    ${told.join('\n    ')}`);
    });

    step('a broken policy leaves it as its user’s own, and one that blocks it leaves nothing in pages', async () => {
      const before = await dear(page);
      await start('{ "policies": { "ext');
      await untilVersion(NEWER);
      await until(() => may('UNINSTALL'), Boolean, { what: 'it to be the reader’s own' });
      await options();
      assert.deepEqual(await locked(page), []);
      assert.deepEqual(await dear(page), before);
      say('  started again with half a file of policy: the extension and all that is kept stand; nothing is locked, and it can be removed');
      await start({ policies: { ExtensionSettings: { [id]: { installation_mode: 'blocked' } } } });
      await untilVersion('none'); // the browser sees to its policies as it starts
      const tab = await run.open(ASKS.path);
      const marks = await marksOf(tab);
      await mouse(tab, ASKS.follow);
      await untilAct(tab, 'followed noprofs_kf');
      assert.equal(await pauseOf(tab), null);
      assert.deepEqual((await marksOf(tab)).children, marks.children);
      assert.deepEqual((await marksOf(tab)).own, marks.own);
      say('  started again under a policy that blocks it: the extension is gone; pages work, and nothing is asked');
    });
  });
}
