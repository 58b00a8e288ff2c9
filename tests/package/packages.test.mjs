// What `./build.sh package` makes, from what is built. Once is enough: nothing here waits for anything.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { makePackages } from '../../tools/package.mjs';
import { sources } from '../../tools/source.mjs';
import { filesOf, zip } from '../../tools/zip.mjs';
import { readCrx, unzip } from './readers.mjs';

const HOST = 'https://packages.example/knock-first';
const here = mkdtempSync(join(tmpdir(), 'knock-first-packages-'));
after(() => rmSync(here, { recursive: true, force: true }));
const folder = (name) => join(here, name);
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const version = readFileSync('Cargo.toml', 'utf8').match(/^version = "(.+)"$/m)[1];

const made = await makePackages({ out: folder('made'), host: `${HOST}/`, papers: true });
const bytesOf = (file) => readFileSync(join(made.out, made.files[file]));
const textOf = (file) => bytesOf(file).toString();
const packages = {
  chromeZip: unzip(bytesOf('chromeZip')),
  firefoxZip: unzip(bytesOf('firefoxZip')),
  crx: unzip(readCrx(bytesOf('crx')).zip),
  xpi: unzip(bytesOf('xpi')),
};
const manifestOf = (name) => JSON.parse(packages[name].get('manifest.json'));

// --- zips ----------------------------------------------------------------------------------------

test('a zip depends on what is in it and on nothing else', async () => {
  const files = [['b/c.txt', Buffer.from('three '.repeat(50))], ['a.txt', Buffer.from('one')], ['é.txt', Buffer.alloc(0)]];
  const packed = await zip(files);
  assert.deepEqual(await zip(files.toReversed()), packed);
  assert.deepEqual([...unzip(packed)], [files[1], files[0], files[2]]);
  const other = await zip([...files.slice(1), ['b/c.txt', Buffer.from('four')]]);
  assert.notDeepEqual(other, packed);
});

test('a file that was packed before and is damaged now is packed anew', async () => {
  const file = Buffer.from(`damaged ${process.pid} `.repeat(40));
  const packed = await zip([['file', file]]);
  const kept = readdirSync('target/packed').filter((name) => name.startsWith(sha256(file)));
  assert.equal(kept.length, 1);
  for (const damage of ['', 'not packed at all']) {
    writeFileSync(join('target/packed', kept[0]), damage);
    assert.deepEqual(await zip([['file', file]]), packed);
  }
  rmSync(join('target/packed', kept[0]));
});

test('every package holds what is built, file by file', () => {
  for (const [name, files] of Object.entries(packages)) {
    const built = new Map(filesOf(['chromeZip', 'crx'].includes(name) ? 'dist/chrome' : 'dist/firefox'));
    assert.deepEqual([...files.keys()].sort(), [...built.keys()].sort(), name);
    for (const [path, bytes] of built) if (path !== 'manifest.json') assert.ok(bytes.equals(files.get(path)), `${name}: ${path}`);
  }
  assert.ok(packages.chromeZip.get('manifest.json').equals(readFileSync('dist/chrome/manifest.json')));
});

test('the size that is held to its budget is that of the store’s zip', () => {
  assert.equal(sha256(bytesOf('chromeZip')), sha256(readFileSync('target/size.zip')));
});

// --- signature -----------------------------------------------------------------------------------

test('a CRX carries its key, the id of that key, and a signature of the whole', () => {
  const crx = bytesOf('crx');
  assert.equal(readCrx(crx).id, made.chromeId);
  assert.match(made.chromeId, /^[a-p]{32}$/);
  // As openssl says it, with nothing of ours.
  const known = execFileSync('openssl', ['rsa', '-in', 'target/test-key.pem', '-pubout', '-outform', 'DER'], { stdio: ['ignore', 'pipe', 'ignore'] });
  assert.equal(made.chromeId, sha256(known).slice(0, 32).replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]));
});

test('a CRX that is changed or cut short anywhere is not taken for signed', () => {
  const crx = bytesOf('crx');
  for (const at of [4, 20, 400, crx.length >> 1, crx.length - 1]) {
    const changed = Buffer.from(crx);
    changed[at] ^= 1;
    assert.throws(() => readCrx(changed), `byte ${at}`);
    assert.throws(() => readCrx(crx.subarray(0, at)), `cut at ${at}`);
  }
});

test('the same key signs the same bytes twice, and another key gives another id', async () => {
  const again = await makePackages({ out: folder('again'), host: HOST });
  assert.equal(sha256(readFileSync(join(again.out, again.files.crx))), sha256(bytesOf('crx')));
  const other = await makePackages({ out: folder('other'), host: HOST, key: key('rsa', { modulusLength: 3072 }) });
  assert.notEqual(other.chromeId, made.chromeId);
  assert.equal(readCrx(readFileSync(join(other.out, other.files.crx))).id, other.chromeId);
  await assert.doesNotReject(makePackages({ out: folder('again'), host: HOST, expectId: made.chromeId }));
});

test('several who make the first test key at once all sign with the same one', async () => {
  const path = join(folder('first'), 'test-key.pem');
  const maker = `import { testKey } from './tools/package.mjs';
    import { readFileSync } from 'node:fs';
    process.stdout.write(readFileSync(testKey(process.argv[1])));`;
  const signers = await Promise.all(Array.from({ length: 6 }, async () => {
    const { stdout } = await promisify(execFile)('node', ['--input-type=module', '--eval', maker, path]);
    return stdout;
  }));
  assert.deepEqual([...new Set(signers)], [readFileSync(path, 'utf8')]);
  assert.deepEqual(readdirSync(folder('first')), ['test-key.pem']);
});

// --- keys that will not do -----------------------------------------------------------------------

let keys = 0;
function written(text) {
  keys += 1;
  writeFileSync(folder(`key-${keys}.pem`), text);
  return folder(`key-${keys}.pem`);
}
function key(kind, options, form = {}) {
  return written(generateKeyPairSync(kind, options).privateKey.export({ format: 'pem', type: 'pkcs8', ...form }));
}

const refused = (options, reason) => assert.rejects(makePackages({ out: folder('refused'), host: HOST, ...options }), { message: reason });

test('a key that cannot sign, or is another than expected, is refused in a sentence', async () => {
  await refused({ key: folder('none.pem') }, /^There is no key file .*none\.pem\.$/);
  await refused({ key: written('no key') }, /cannot sign: there is no private key in PEM form\.$/);
  await refused({ key: key('ec', { namedCurve: 'P-256' }) }, /cannot sign: the key is of the kind ec, and RSA is wanted\.$/);
  await refused({ key: key('rsa', { modulusLength: 1024 }) }, /the key has 1024 bits, and at least 2048 are wanted\.$/);
  const lock = { cipher: 'aes-256-cbc', passphrase: 'a secret' };
  await refused({ key: key('rsa', { modulusLength: 2048 }, lock) }, /locked with a passphrase: give an unlocked copy\.$/);
  const foreign = key('rsa', { modulusLength: 2048 });
  await refused({ key: foreign, expectId: made.chromeId }, new RegExp(`is another one: it gives the id [a-p]{32}, and ${made.chromeId} is expected`));
  assert.ok(!existsSync(folder('refused')), 'nothing is made before it is refused');
});

test('a key whose certificate has expired is refused, and one whose has not is taken', async () => {
  const place = key('rsa', { modulusLength: 2048 });
  const certified = (...dates) => {
    const certificate = execFileSync('openssl', ['req', '-x509', '-key', place, '-subj', '/CN=packages.example', ...dates], { encoding: 'utf8' });
    return written(readFileSync(place, 'utf8') + certificate);
  };
  await assert.doesNotReject(makePackages({ out: folder('certified'), host: HOST, key: certified('-days', '3650') }));
  const old = expired(readFileSync(place, 'utf8'));
  await refused({ key: written(readFileSync(place, 'utf8') + old) }, /cannot sign: its certificate expired on Jan  1 00:00:00 2021 GMT\.$/);
});

/** A certificate of 2020, written by hand: openssl makes none that has already expired. */
function expired(pem) {
  const der = (tag, ...parts) => {
    const content = Buffer.concat(parts);
    const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), content]);
  };
  const known = execFileSync('openssl', ['rsa', '-pubout', '-outform', 'DER'], { input: pem, stdio: ['pipe', 'pipe', 'ignore'] });
  const algorithm = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
  const name = der(0x30, der(0x31, der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('packages.example')))));
  const time = (text) => der(0x17, Buffer.from(text));
  const body = der(0x30, der(0x02, Buffer.from([1])), algorithm, name, der(0x30, time('200101000000Z'), time('210101000000Z')), name, known);
  const signature = sign('sha256', body, createPrivateKey(pem));
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

test('no key is in the repository, and one that lies there is not used', async () => {
  const isKey = (text) => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);
  assert.ok(isKey(readFileSync('target/test-key.pem', 'utf8')));
  assert.deepEqual(sources().filter((path) => isKey(readFileSync(path, 'latin1'))), []);
  await refused({ key: 'Cargo.toml' }, /Cargo\.toml lies in the repository, where no key belongs/);
  assert.equal(statSync('target/test-key.pem').mode & 0o777, 0o600);
});

// --- hosts and lists -----------------------------------------------------------------------------

test('a host is an https folder, or this machine', async () => {
  await refused({ host: 'packages.example' }, /is no address/);
  await refused({ host: 'http://packages.example' }, /fetched by https alone/);
  await refused({ host: 'ftp://packages.example' }, /fetched by https alone/);
  for (const more of ['?a=b', '#a']) await refused({ host: HOST + more }, /the address of a folder/);
  await refused({ host: 'https://me:secret@packages.example/' }, /the address of a folder/);
  await assert.doesNotReject(makePackages({ out: folder('local'), host: 'http://127.0.0.1:8080' }));
});

test('what stores take has no address of newer versions; what is hosted elsewhere has its own', () => {
  for (const name of ['chromeZip', 'firefoxZip']) assert.ok(!packages[name].get('manifest.json').includes('update_url'), name);
  assert.equal(manifestOf('crx').update_url, `${HOST}/update.xml`);
  assert.equal(manifestOf('xpi').browser_specific_settings.gecko.update_url, `${HOST}/updates.json`);
  assert.ok(!('update_url' in manifestOf('xpi')));
  assert.ok(!('update_url' in manifestOf('crx').browser_specific_settings.gecko));
});

test('the lists name the packages that lie beside them, by id, version and hash', () => {
  const xml = textOf('updateXml');
  const attribute = (name) => xml.match(new RegExp(` ${name}='([^']*)'`))[1];
  assert.equal(attribute('appid'), made.chromeId);
  assert.equal(attribute('codebase'), `${HOST}/${made.files.crx}`);
  assert.equal(attribute('hash_sha256'), sha256(bytesOf('crx')));
  assert.equal(Number(attribute('size')), bytesOf('crx').length);
  assert.equal(attribute('prodversionmin'), manifestOf('crx').minimum_chrome_version);
  assert.match(xml, / version='(.+?)' /);
  const { addons } = JSON.parse(textOf('updatesJson'));
  assert.deepEqual(addons[manifestOf('xpi').browser_specific_settings.gecko.id].updates, [{
    version,
    update_link: `${HOST}/${made.files.xpi}`,
    update_hash: `sha256:${sha256(bytesOf('xpi'))}`,
    applications: { gecko: { strict_min_version: manifestOf('xpi').browser_specific_settings.gecko.strict_min_version } },
  }]);
});

test('an address cannot break out of the list that names it', async () => {
  const odd = await makePackages({ out: folder('odd'), host: "https://packages.example/a'b&c" });
  const xml = readFileSync(join(odd.out, odd.files.updateXml), 'utf8');
  assert.match(xml, / codebase='https:\/\/packages\.example\/a&#39;b&#38;c\/knock-first-/);
});

// --- version -------------------------------------------------------------------------------------

test('the version stands in Cargo.toml, and everything else has it from there', async () => {
  assert.ok(!('version' in JSON.parse(readFileSync('manifest.json', 'utf8'))));
  assert.equal(made.version, version);
  for (const name of Object.keys(packages)) assert.equal(manifestOf(name).version, version, name);
  for (const [file, name] of Object.entries(made.files)) {
    assert.ok(['updateXml', 'updatesJson', 'sums'].includes(file) || name.includes(`knock-first-${version}`), name);
  }
  assert.match(textOf('updateXml'), new RegExp(`<updatecheck [^>]* version='${version}'`));
  assert.equal(JSON.parse(textOf('sbom')).metadata.component.version, version);
  assert.ok(readFileSync('CHANGELOG.md', 'utf8').includes(version), 'the list of changes has come to this version');
  const documents = readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => join('docs', name));
  for (const document of ['README.md', ...documents]) {
    assert.doesNotMatch(readFileSync(document, 'utf8'), /knock-first-\d+\.\d+/, `${document} names a version`);
  }
});

test('a version that browsers do not know is refused', async () => {
  for (const bad of ['1.0.0-rc.1', '1.2.3.4.5', '01.2', '1.70000', 'one', '']) await refused({ version: bad }, /is none that browsers know/);
});

// --- the folder ----------------------------------------------------------------------------------

test('the sums are of every file, and sha256sum agrees', () => {
  const listed = textOf('sums').trim().split('\n').map((line) => line.slice(66));
  assert.deepEqual(listed, readdirSync(made.out).filter((name) => name !== 'SHA256SUMS').sort());
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: made.out });
});

test('packages of an earlier time go, and what else lies there stays', async () => {
  const out = folder('kept');
  mkdirSync(out);
  writeFileSync(join(out, 'notes.txt'), 'mine');
  await makePackages({ out, host: HOST, version: '9.8.7', papers: true });
  await makePackages({ out, version: '9.8.8' });
  assert.deepEqual(readdirSync(out).sort(), ['knock-first-9.8.8-chrome.zip', 'knock-first-9.8.8-firefox.zip', 'notes.txt']);
});

test('what is not built is not packed', async () => {
  await refused({ from: folder('nowhere') }, /is not built yet: run \.\/build\.sh\.$/);
});
