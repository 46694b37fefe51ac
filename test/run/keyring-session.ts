import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.ts';
import { ROOT } from './electron-binary.ts';

/** Set for the tests when a real, unlocked keyring that is nobody's own is there. */
export const KEYRING_FLAG = 'COMPANION_TEST_KEYRING';

/** Run inside the session: opens the keyring with an empty password, then the command. */
const OPEN_AND_RUN = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';

/**
 * Runs a program in a message-bus session of its own with an unlocked keyring in a temporary folder, so that nothing
 * of the person's own keyring is touched.
 */
export async function runWithKeyring(command: string, args: readonly string[]): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'companion-keyring-'));
  const env = { ...process.env, XDG_DATA_HOME: data, [KEYRING_FLAG]: '1' };
  try {
    return await run('dbus-run-session', ['--', 'sh', '-c', OPEN_AND_RUN, 'sh', command, ...args], { env });
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

/** Stores and reads one secret, as the program does. */
const PROBE = `const keytar = require('keytar');
keytar.setPassword('companion-probe', 'a', 'b')
  .then(() => keytar.getPassword('companion-probe', 'a'))
  .then((secret) => process.exit(secret === 'b' ? 0 : 1), () => process.exit(1));`;

/** True when such a session really opens on this machine; some containers forbid it. */
export function keyringWorks(): boolean {
  const data = mkdtempSync(join(tmpdir(), 'companion-keyring-'));
  const env = { ...process.env, XDG_DATA_HOME: data };
  try {
    const args = ['--', 'sh', '-c', OPEN_AND_RUN, 'sh', process.execPath, '-e', PROBE];
    return spawnSync('dbus-run-session', args, { cwd: ROOT, env, stdio: 'ignore', timeout: 20_000 }).status === 0;
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
