import { spawn } from 'node:child_process';

let windows = 0;

/** An address no other window has, to know the new one by. */
export function newAppAddress(): string {
  return `data:text/html,<title>Window ${++windows}</title>`;
}

/**
 * A real window without tabs and address bar. The debugging protocol cannot make one, but a second start of Chromium on
 * the same profile only asks the running one to open it, and ends.
 */
export function openAppWindow(executable: string, profile: string, address: string): Promise<void> {
  const child = spawn(
    executable,
    [`--user-data-dir=${profile}`, '--no-sandbox', '--password-store=basic', `--app=${address}`],
    { stdio: 'ignore', env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' } },
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`electron-double: Chromium opened no window (${code})`)),
    );
  });
}
