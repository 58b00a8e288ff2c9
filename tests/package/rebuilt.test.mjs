// The archive of sources, unpacked in another folder and built as another user would, gives the same packages to the
// byte. One round: it is a whole build, of minutes, and the same build twice over would show nothing more.
import assert from 'node:assert/strict';
import { spawnSync, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { makePackages } from '../../tools/package.mjs';
import { zip } from '../../tools/zip.mjs';
import { unzip } from './readers.mjs';

const HOST = 'https://packages.example/knock-first';
const KEY = resolve('target/test-key.pem');

test('what a reviewer builds from the archive of sources is what is handed out, byte for byte', async () => {
  const here = mkdtempSync(join(tmpdir(), 'knock-first-rebuilt-'));
  try {
    const ours = await makePackages({ out: join(here, 'ours'), host: HOST, papers: true });
    const root = join(here, 'another/place');
    unpack(join(ours.out, ours.files.source), root);
    // What a build fetches is shared, at another address; what it makes is not.
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    mkdirSync(join(root, 'target'));
    symlinkSync(resolve('target/tools'), join(root, 'target/tools'));
    const cargo = process.env.CARGO_HOME ?? join(homedir(), '.cargo');
    mkdirSync(join(here, 'cargo'));
    for (const name of ['bin', 'registry']) symlinkSync(join(cargo, name), join(here, 'cargo', name));
    const env = {
      PATH: process.env.PATH,
      HOME: join(here, 'home'),
      CARGO_HOME: join(here, 'cargo'),
      RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
      TZ: 'Pacific/Chatham',
      LC_ALL: 'C.UTF-8',
    };
    mkdirSync(env.HOME);
    const build = `umask 077 && exec nice ./build.sh package --host ${HOST} --key "${KEY}"`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', build], { cwd: root, env, encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);

    const theirs = join(root, 'dist/packages');
    assert.deepEqual(readdirSync(theirs).sort(), readdirSync(ours.out).sort());
    const unlike = readdirSync(ours.out).flatMap((name) => differences(name, readFileSync(join(ours.out, name)), readFileSync(join(theirs, name))));
    assert.deepEqual(unlike, []);
    console.log(readFileSync(join(theirs, 'SHA256SUMS'), 'utf8'));
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
});

test('a difference is found, and named within a zip too', async () => {
  const [one, other] = await Promise.all(['one', 'other'].map((text) => zip([['same', Buffer.from('same')], ['file', Buffer.from(text)]])));
  assert.deepEqual(differences('a.xpi', one, other), ['a.xpi', 'a.xpi: file']);
  assert.deepEqual(differences('update.xml', one, other), ['update.xml']);
  assert.deepEqual(differences('a.xpi', one, Buffer.from(one)), []);
});

function unpack(archive, folder) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '--strip-components=1', '-C', folder]);
}

/** Which files differ, within a zip too. */
function differences(name, one, other) {
  if (one.equals(other)) return [];
  if (!/\.(zip|xpi)$/.test(name)) return [name];
  const [ours, theirs] = [unzip(one), unzip(other)];
  return [name, ...[...ours].filter(([path, bytes]) => !theirs.get(path)?.equals(bytes)).map(([path]) => `${name}: ${path}`)];
}
