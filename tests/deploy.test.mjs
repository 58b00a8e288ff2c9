// The files in deploy/: that they are what the command writes, and that every
// form, read back by a reader of its kind, sets what settings.json asks for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DOMParser } from '@xmldom/xmldom';
import { parse } from 'plist';
import { BROWSERS, PLACES, VARIANTS, deployment, geckoIdOf, pathsIn, schemaOf } from '../tools/deploy.mjs';

const DEPLOY = join(import.meta.dirname, '../deploy');
const ID = 'abcdefghijklmnopabcdefghijklmnop';
const HOST = 'https://moss.example/knock-first';
const settings = JSON.parse(readFileSync(join(DEPLOY, 'settings.json'), 'utf8'));
const schema = schemaOf();

/** One of everything: every setting at its example, and what a careless writer of files would break. */
const EVERYTHING = {
  ...Object.fromEntries(schema.map(({ name, example }) => [name, example])),
  organisation: 'Tŷ Gwern & Sons\' "Trust" <x>', line: 'C:\\knock\\first; 100% = "yes"', accounts: ['fern_kf', 'moss_kf'],
};

const written = (given) => deployment({ id: ID, host: HOST, ...given });
const each = (files, what) => Object.keys(VARIANTS).flatMap((variant) => Object.keys(BROWSERS).map((browser) => what({
  browser, variant, ...BROWSERS[browser], file: (ending) => files.get(`${browser}/${variant}.${ending}`),
})));
const installed = (variant) => (variant === 'allow' ? { installation_mode: 'allowed' } : { installation_mode: VARIANTS[variant], update_url: `${HOST}/update.xml` });

test('what is in deploy/ is what the command writes', () => {
  const files = deployment();
  assert.deepEqual(pathsIn(DEPLOY), [...files.keys(), 'README.md', 'settings.json'].sort());
  for (const [path, text] of files) assert.equal(readFileSync(join(DEPLOY, path), 'utf8'), text, `${path}: run ./build.sh deploy`);
});

test('what is to be filled in is marked, and is filled in', () => {
  const marked = ([path, text]) => (text.includes('REPLACE') ? [path] : []);
  const examples = [...deployment()].flatMap(marked);
  assert.deepEqual(examples.filter((path) => /^(chrome|edge)\//.test(path)).length, 26);
  assert.ok(examples.includes('firefox/force.json') && examples.includes('windows/knock-first.admx'));
  assert.deepEqual([...written({ geckoId: 'x@moss.example' })].flatMap(marked), []);
  assert.match(PLACES.id, /^REPLACE/);
});

test('JSON for Linux installs as its variant says, and sets what is asked for', () => {
  for (const wanted of [settings, EVERYTHING]) {
    const files = written({ settings: wanted });
    each(files, ({ variant, file }) => {
      const { ExtensionSettings: install, ...others } = JSON.parse(file('json'));
      assert.deepEqual(install, { [ID]: installed(variant) });
      assert.deepEqual(others, {}, 'a slip in the settings must not remove the extension');
      assert.deepEqual(JSON.parse(file('extension-settings.json')), install);
    });
    for (const browser of Object.keys(BROWSERS)) {
      assert.deepEqual(JSON.parse(files.get(`${browser}/settings.json`)), { '3rdparty': { extensions: { [ID]: wanted } } });
    }
    for (const [variant, mode] of Object.entries(VARIANTS)) {
      const { policies } = JSON.parse(files.get(`firefox/${variant}.json`));
      const { installation_mode: found, install_url: from } = policies.ExtensionSettings[geckoIdOf()];
      assert.equal(found, mode);
      assert.equal(from?.replace(/[\d.]+xpi$/, 'xpi'), variant === 'allow' ? undefined : `${HOST}/knock-first-xpi`);
      assert.deepEqual(policies['3rdparty'].Extensions, { [geckoIdOf()]: wanted });
    }
  }
});

/** What the registry holds after a file was taken in: `{key: {name: value}}`. */
function registryOf(text) {
  const [head, ...lines] = text.split('\r\n');
  assert.equal(head, 'Windows Registry Editor Version 5.00');
  const keys = {};
  let key;
  for (const line of lines.filter(Boolean)) {
    const [, path] = line.match(/^\[(.+)\]$/) ?? [];
    if (path) {
      key = keys[path] ??= {};
      continue;
    }
    const [, name, value] = line.match(/^"(\w+)"=(.+)$/) ?? assert.fail(line);
    if (value.startsWith('dword:')) key[name] = parseInt(value.slice(6), 16);
    else if (value.startsWith('hex(1):')) key[name] = Buffer.from(value.slice(7).replaceAll(',', ''), 'hex').toString('utf16le').replace(/\0$/, '');
    else key[name] = value.match(/^"((?:[^"\\]|\\["\\])*)"$/)[1].replace(/\\(.)/g, '$1');
  }
  return keys;
}

/** As Chrome reads it: with the types of the schema, lists from keys of their own. */
function policyOf(keys, root) {
  const own = keys[root] ?? {};
  const found = {};
  for (const { name, type } of schema) {
    if (type === 'array' && keys[`${root}\\${name}`]) found[name] = Object.values(keys[`${root}\\${name}`]);
    else if (name in own) found[name] = type === 'boolean' ? Boolean(own[name]) : own[name];
  }
  return found;
}

test('the registry files are plain ASCII, and set the same', () => {
  for (const wanted of [settings, EVERYTHING]) {
    each(written({ settings: wanted }), ({ variant, registry, file }) => {
      const text = file('reg');
      assert.match(text, /^[\r\n\x20-\x7e]*$/);
      const keys = registryOf(text);
      const root = `HKEY_LOCAL_MACHINE\\${registry}`;
      assert.deepEqual(keys[`${root}\\ExtensionSettings\\${ID}`], installed(variant));
      assert.deepEqual(policyOf(keys, `${root}\\3rdparty\\extensions\\${ID}\\policy`), wanted);
      assert.ok(Object.keys(keys).every((key) => key.includes(ID)), 'no key of others is written to');
    });
  }
});

test('the profiles for macOS can be read, and set the same', () => {
  const seen = new Set();
  for (const wanted of [settings, EVERYTHING]) {
    each(written({ settings: wanted }), ({ variant, domain, file }) => {
      const profile = parse(file('mobileconfig'));
      assert.equal(profile.PayloadType, 'Configuration');
      const [browser, own] = profile.PayloadContent;
      assert.equal(browser.PayloadType, domain);
      assert.deepEqual(browser.ExtensionSettings, { [ID]: installed(variant) });
      const { PayloadType: type, PayloadVersion, PayloadIdentifier, PayloadUUID, PayloadDisplayName, ...values } = own;
      assert.equal(type, `${domain}.extensions.${ID}`);
      assert.ok(PayloadVersion && PayloadIdentifier && PayloadDisplayName);
      assert.deepEqual(values, wanted);
      for (const uuid of [profile.PayloadUUID, browser.PayloadUUID, PayloadUUID]) {
        assert.match(uuid, /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}$/);
        if (wanted === settings) assert.ok(!seen.has(uuid), 'every payload has an id of its own');
        seen.add(uuid);
      }
    });
  }
});

// --- the template --------------------------------------------------------------------------------

function xml(text) {
  const fail = (level, message) => assert.fail(`${level}: ${message}`);
  return new DOMParser({ onError: fail }).parseFromString(text, 'text/xml');
}
const all = (node, name) => [...node.getElementsByTagName(name)];
const ids = (node, name, attribute = 'id') => all(node, name).map((one) => one.getAttribute(attribute));

const template = () => xml(written().get('windows/knock-first.admx'));
const words = () => xml(written().get('windows/en-US/knock-first.adml'));

test('the template for group policy has every setting for both browsers, with the values that the schema allows', () => {
  const policies = all(template(), 'policy');
  assert.equal(policies.length, schema.length * 2);
  for (const [browser, { registry }] of Object.entries(BROWSERS)) {
    const key = `${registry.replace('SOFTWARE', 'Software')}\\3rdparty\\extensions\\${ID}\\policy`;
    for (const one of schema) {
      const policy = policies.find((each) => each.getAttribute('name') === `${browser}_${one.name}`);
      assert.equal(policy.getAttribute('key'), key);
      const [element] = all(policy, 'elements').flatMap((each) => [...each.childNodes].filter(({ nodeType }) => nodeType === 1));
      const attribute = (name) => element.getAttribute(name);
      if (one.type === 'boolean') {
        assert.equal(policy.getAttribute('valueName'), one.name);
        assert.deepEqual(['enabledValue', 'disabledValue'].map((name) => all(all(policy, name)[0], 'decimal')[0].getAttribute('value')), ['1', '0']);
      } else if (one.type === 'array') {
        assert.deepEqual([element.tagName, attribute('key'), attribute('valuePrefix')], ['list', `${key}\\${one.name}`, '']);
      } else if (one.enum) {
        const stored = all(element, 'value').map((value) => all(value, 'string')[0]?.textContent ?? Number(all(value, 'decimal')[0].getAttribute('value')));
        assert.deepEqual([element.tagName, attribute('valueName'), stored], ['enum', one.name, one.enum]);
      } else if (one.type === 'integer') {
        assert.deepEqual([element.tagName, attribute('minValue'), attribute('maxValue')], ['decimal', String(one.minimum), String(one.maximum)]);
      } else {
        assert.deepEqual([element.tagName, attribute('valueName')], ['text', one.name]);
      }
    }
  }
});

test('every word that the template names is there, and no other', () => {
  const text = written().get('windows/knock-first.admx');
  const named = (what) => [...new Set([...text.matchAll(new RegExp(`\\$\\(${what}\\.(\\w+)\\)`, 'g'))].map(([, name]) => name))].sort();
  const strings = ids(words(), 'string');
  assert.deepEqual([...strings].sort(), named('string'));
  const presentations = all(words(), 'presentation');
  assert.deepEqual(presentations.map((one) => one.getAttribute('id')).sort(), named('presentation'));
  for (const presentation of presentations) {
    const name = presentation.getAttribute('id');
    const policy = all(template(), 'policy').find((one) => one.getAttribute('name') === name);
    const elements = ['list', 'enum', 'decimal', 'text'].flatMap((kind) => ids(policy, kind)).filter(Boolean);
    const controls = ['listBox', 'dropdownList', 'decimalTextBox', 'textBox'].flatMap((kind) => ids(presentation, kind, 'refId'));
    assert.deepEqual(controls, elements, name);
  }
});

test('the rows for Intune name policies of the template, and give them what is asked for', () => {
  const policies = all(template(), 'policy');
  for (const wanted of [settings, EVERYTHING]) {
    const [head, taken, ...rows] = written({ settings: wanted }).get('windows/intune.tsv').trimEnd().split('\n').map((row) => row.split('\t'));
    assert.deepEqual([head.length, taken.length, rows.length], [4, 4, Object.keys(wanted).length * 2]);
    assert.match(taken[1], /ADMXInstall\/KnockFirst\/Policy\//);
    for (const [, address, kind, value] of rows) {
      const [, browser, name] = address.match(/^\.\/Device\/Vendor\/MSFT\/Policy\/Config\/KnockFirst~Policy~KnockFirst~(\w+)\/(\w+)$/);
      const policy = policies.find((one) => one.getAttribute('name') === name);
      assert.equal(all(policy, 'parentCategory')[0].getAttribute('ref'), browser);
      assert.equal(kind, 'String');
      const setting = name.slice(browser.length + 1);
      // Intune's own mark stands for a character that XML has under its number.
      const data = xml(`<x>${value}</x>`).documentElement;
      const [given] = all(data, 'data').map((one) => one.getAttribute('value'));
      const expected = wanted[setting];
      if (typeof expected === 'boolean') assert.equal(value, expected ? '<enabled/>' : '<disabled/>');
      else if (Array.isArray(expected)) assert.deepEqual(given.split('\uF000').filter((_, at) => at % 2), expected);
      else assert.equal(given, String(expected));
    }
  }
});

test('what makes no sense is refused by name, and nothing is written', () => {
  for (const [given, why] of [
    [{ id: 'ABC' }, /ABC is no id/],
    [{ host: 'http://moss.example' }, /begins with https/],
    [{ host: 'moss.example' }, /begins with https/],
  ]) assert.throws(() => written(given), why);
  const wrong = { mode: 'strict', ration: 99, keepMonths: 7, telemetry: true, actions: ['follow', 'poke'], accounts: [7], welcome: 'no', unlocked: 'all', on: true };
  assert.throws(() => written({ settings: wrong }), ({ message }) => {
    const told = message.split('\n').slice(1).map((line) => line.split(':')[0].trim());
    assert.deepEqual(told, Object.keys(wrong).filter((name) => name !== 'on'));
    return true;
  });
});

test('settings.json, which people start from, is declared and leaves something open', () => {
  assert.equal(settings.mode, 'declared');
  assert.ok(settings.unlocked.length > 0);
  assert.match(settings.organisation, /replace/);
});
