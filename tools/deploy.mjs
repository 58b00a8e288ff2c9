// Writes the files with which an organisation deploys Knock First, from the
// schema of its settings (extension/managed_schema.json) and from the settings
// it wants (deploy/settings.json). Without an id and a host they are examples:
// what is still to be filled in says REPLACE.
//
//   node tools/deploy.mjs [--id ID] [--gecko-id ID] [--host URL] [--settings FILE] [--out FOLDER]
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { adml, admx, escaped, omaRows } from './deploy-windows.mjs';
import { cargoVersion } from './manifest.mjs';

const ROOT = join(import.meta.dirname, '..');
const read = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

/** What stands where nothing was given. */
export const PLACES = { id: 'REPLACE-WITH-EXTENSION-ID', host: 'https://REPLACE-WITH-HOST' };

/** How it gets onto a machine: each variant with what the browsers call it. */
export const VARIANTS = { allow: 'allowed', recommend: 'normal_installed', force: 'force_installed' };

/** Where each browser's policies lie. */
export const BROWSERS = {
  chrome: { name: 'Chrome', registry: 'SOFTWARE\\Policies\\Google\\Chrome', domain: 'com.google.Chrome' },
  edge: { name: 'Edge', registry: 'SOFTWARE\\Policies\\Microsoft\\Edge', domain: 'com.microsoft.Edge' },
};

/** The schema, with each description and its example apart. */
export function schemaOf() {
  const { properties } = read('extension/managed_schema.json');
  return Object.entries(properties).map(([name, { description, ...of }]) => {
    const [what, example] = description.split(' Example: ');
    return { name, what, example: JSON.parse(example), ...of };
  });
}

/** What Firefox's manifest calls the extension. */
export const geckoIdOf = () => read('manifest.json').browser_specific_settings.gecko.id;

/**
 * Every file by its path in `deploy/`. `settings` are an organisation's; one that the schema does not have, or a value
 * that it does not allow, is an error.
 */
export function deployment({ id = PLACES.id, geckoId = geckoIdOf(), host = PLACES.host, settings = read('deploy/settings.json'), version = cargoVersion() } = {}) {
  check({ id, host, settings });
  const schema = schemaOf();
  // Apart from the installation: a slip in one of the two files leaves the other.
  const own = json({ '3rdparty': { extensions: { [id]: settings } } });
  const base = host.replace(/\/+$/, '');
  const files = new Map();
  for (const [variant, mode] of Object.entries(VARIANTS)) {
    for (const [browser, of] of Object.entries(BROWSERS)) {
      const install = { installation_mode: mode, ...(mode === 'allowed' ? {} : { update_url: `${base}/update.xml` }) };
      const path = `${browser}/${variant}`;
      files.set(`${path}.json`, json({ ExtensionSettings: { [id]: install } }));
      files.set(`${path}.reg`, registry(of.registry, id, install, settings));
      files.set(`${path}.mobileconfig`, profile(of, variant, id, install, settings));
      files.set(`${path}.extension-settings.json`, json({ [id]: install }));
    }
    const install = { installation_mode: mode, ...(mode === 'allowed' ? {} : { install_url: `${base}/knock-first-${version}.xpi` }) };
    files.set(`firefox/${variant}.json`, json({
      policies: { ExtensionSettings: { [geckoId]: install }, '3rdparty': { Extensions: { [geckoId]: settings } } },
    }));
  }
  for (const browser of Object.keys(BROWSERS)) files.set(`${browser}/settings.json`, own);
  files.set('windows/knock-first.admx', admx(schema, BROWSERS, id));
  files.set('windows/en-US/knock-first.adml', adml(schema, BROWSERS));
  files.set('windows/intune.tsv', omaRows(schema, BROWSERS, settings));
  files.set('settings.md', table(schema));
  return files;
}

// --- what is asked for ---------------------------------------------------------------------------

function check({ id, host, settings }) {
  if (id !== PLACES.id && !/^[a-p]{32}$/.test(id)) throw new Error(`${id} is no id of Chrome or Edge: these are 32 letters from a to p.`);
  const url = URL.canParse(host) && new URL(host);
  const isHere = url && url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname);
  if (!url || (url.protocol !== 'https:' && !isHere)) throw new Error(`${host} is no address that packages may come from: it begins with https://.`);
  const schema = schemaOf();
  const wrong = Object.entries(settings).flatMap(([name, value]) => {
    const one = schema.find((each) => each.name === name);
    const fault = one ? faultIn(one, value) : 'there is no such setting';
    return fault ? [`  ${name}: ${fault}`] : [];
  });
  if (wrong.length) throw new Error(`The settings are not all as the schema has them:\n${wrong.join('\n')}`);
}

/** What is wrong with a value, if anything is. */
function faultIn({ type, enum: names, items, minimum = -Infinity, maximum = Infinity }, value) {
  const isOne = { boolean: typeof value === 'boolean', string: typeof value === 'string', integer: Number.isInteger(value), array: Array.isArray(value) }[type];
  if (!isOne) return `it should be of the kind ${type}`;
  if (names && !names.includes(value)) return `it should be one of ${names.join(', ')}`;
  if (value < minimum || value > maximum) return `it should be from ${minimum} to ${maximum}`;
  return items && value.map((each) => faultIn(items, each)).find(Boolean);
}

// --- the forms -----------------------------------------------------------------------------------

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** A file of the registry editor's: ASCII, because that reads the same wherever it is opened. */
function registry(root, id, install, settings) {
  const lines = ['Windows Registry Editor Version 5.00'];
  const key = (path, values) => {
    lines.push('', `[HKEY_LOCAL_MACHINE\\${root}\\${path}]`);
    for (const [name, value] of Object.entries(values)) lines.push(`"${name}"=${registryValue(value)}`);
  };
  const own = `3rdparty\\extensions\\${id}\\policy`;
  const isList = ([, value]) => Array.isArray(value);
  key(`ExtensionSettings\\${id}`, install);
  key(own, Object.fromEntries(Object.entries(settings).filter((one) => !isList(one))));
  for (const [name, list] of Object.entries(settings).filter(isList)) {
    key(`${own}\\${name}`, Object.fromEntries(list.map((value, at) => [at + 1, value])));
  }
  return `${lines.join('\r\n')}\r\n`;
}

function registryValue(value) {
  if (typeof value !== 'string') return `dword:${Number(value).toString(16).padStart(8, '0')}`;
  if (/^[\x20-\x7e]*$/.test(value)) return `"${value.replace(/[\\"]/g, '\\$&')}"`;
  const bytes = [...Buffer.from(`${value}\0`, 'utf16le')];
  return `hex(1):${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(',')}`;
}

/** A configuration profile for macOS: the browser's policy, and the extension's own beside it. */
function profile({ name, domain }, variant, id, install, settings) {
  const title = `Knock First in ${name}: ${variant}`;
  const payload = (type, values) => ({
    PayloadType: type, PayloadVersion: 1, PayloadIdentifier: `invalid.knockfirst.${variant}.${type}`, PayloadUUID: uuid(`${variant} ${type}`),
    PayloadDisplayName: title, ...values,
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${plist(payload('Configuration', {
    PayloadIdentifier: `invalid.knockfirst.${domain}.${variant}`, PayloadUUID: uuid(`profile ${variant} ${domain}`), PayloadScope: 'System',
    PayloadContent: [payload(domain, { ExtensionSettings: { [id]: install } }), payload(`${domain}.extensions.${id}`, settings)],
  }))}
</plist>
`;
}

function plist(value, indent = '') {
  const deeper = `${indent}\t`;
  const lines = (inner) => `\n${inner.join('\n')}\n${indent}`;
  if (typeof value === 'boolean') return `${indent}<${value}/>`;
  if (typeof value === 'number') return `${indent}<integer>${value}</integer>`;
  if (typeof value === 'string') return `${indent}<string>${escaped(value)}</string>`;
  if (Array.isArray(value)) return value.length ? `${indent}<array>${lines(value.map((one) => plist(one, deeper)))}</array>` : `${indent}<array/>`;
  return `${indent}<dict>${lines(Object.entries(value).map(([name, one]) => `${deeper}<key>${escaped(name)}</key>\n${plist(one, deeper)}`))}</dict>`;
}

/** The same for the same words, or every file would differ each time. */
function uuid(words) {
  const digest = createHash('sha256').update(`knock-first ${words}`).digest('hex').toUpperCase();
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `A${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

function table(schema) {
  const values = ({ type, enum: names, items, minimum, maximum }) => {
    if (names) return names.map((one) => `\`${JSON.stringify(one)}\``).join(', ');
    if (items) return `list of ${items.enum ? values(items) : 'texts'}`;
    return { boolean: '`true`, `false`', string: 'text', integer: `${minimum} to ${maximum}` }[type];
  };
  const rows = schema.map((one) => `| \`${one.name}\` | ${values(one)} | \`${JSON.stringify(one.example)}\` | ${one.what} |`);
  return `# Every setting

Written by \`tools/deploy.mjs\` from \`extension/managed_schema.json\`. docs/settings.md says how they work together.

| name | values | example | changes |
|---|---|---|---|
${rows.join('\n')}
`;
}

// --- the command ---------------------------------------------------------------------------------

/** Writes all files into a folder, in place of those that were there; README.md and settings.json stay. */
export function writeDeployment(out, given) {
  const files = deployment(given);
  for (const folder of ['chrome', 'edge', 'firefox', 'windows']) rmSync(join(out, folder), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return files;
}

/** The paths of all files below a folder. */
export function pathsIn(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((one) => (one.isDirectory() ? pathsIn(folder, join(below, one.name)) : [join(below, one.name)])).sort();
}

function command() {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { id: text, 'gecko-id': text, host: text, settings: text, out: text } });
  const out = values.out ?? join(ROOT, 'deploy');
  const settings = values.settings && JSON.parse(readFileSync(values.settings, 'utf8'));
  const files = writeDeployment(out, { id: values.id, geckoId: values['gecko-id'], host: values.host, settings: settings || undefined });
  console.log(`${files.size} files in ${relative(process.cwd(), out) || '.'}.`);
  if (!values.id || !values.host) console.log('Without --id and --host they are examples: what is to be filled in says REPLACE.');
}

if (import.meta.filename === process.argv[1]) {
  try {
    command();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
