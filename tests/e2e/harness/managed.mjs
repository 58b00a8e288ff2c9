// A browser whose policies a test writes. They lie in folders of the whole
// machine, which every other browser reads too: so this one gets a view of the
// file system of its own, in which a folder of the test lies over them.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { find } from './launch.mjs';

const PLACES = {
  chromium: { over: '/etc/chromium', file: 'policies/managed/knock-first.json' },
  firefox: { over: '/etc/firefox', file: 'policies/policies.json' },
};

/** Why no browser here can be given policies of its own; nothing if one can. */
export function whyNotManaged() {
  if (process.platform !== 'linux') return 'not Linux';
  if (process.getuid() !== 0) return 'not root, so no policies can be written';
  const tried = spawnSync('unshare', ['--mount', 'true']);
  return tried.status === 0 ? undefined : 'this machine does not let a program have mounts of its own (unshare)';
}

/** A place for policies that one browser alone sees. */
export function placeForPolicies(browser) {
  const { over, file } = PLACES[browser];
  const folder = mkdtempSync(join(tmpdir(), 'knock-first-policies-'));
  const [etc, program] = [join(folder, 'etc'), join(folder, 'browser')];
  const isOurs = !existsSync(over);
  if (isOurs) mkdirSync(over);
  cpSync(over, etc, { recursive: true });
  rmSync(join(etc, 'policies'), { recursive: true, force: true });
  mkdirSync(dirname(join(etc, file)), { recursive: true });
  writeFileSync(program, `#!/bin/sh
exec unshare --mount sh -c 'mount --bind "${etc}" ${over} && exec "$@"' sh ${find(browser)} "$@"
`);
  chmodSync(program, 0o755);
  return {
    program,
    profile: join(folder, 'profile'),
    /** Writes a policy, all of it at once; a text as it is. Of a second name, in Chromium, beside the first. */
    write(policy, name = file) {
      const path = join(etc, dirname(file), name === file ? 'new' : `${name}.new`);
      writeFileSync(path, typeof policy === 'string' ? policy : JSON.stringify(policy));
      renameSync(path, name === file ? join(etc, file) : join(etc, dirname(file), name));
    },
    remove(name) {
      rmSync(name ? join(etc, dirname(file), name) : join(etc, file));
    },
    close() {
      rmSync(folder, { recursive: true, force: true });
      // Somebody else may have put something there since.
      try {
        if (isOurs) rmdirSync(over);
      } catch { /* then it stays */ }
    },
  };
}
