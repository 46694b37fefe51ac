import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';

const USUAL = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

/** A browser is larger than any script that starts one. */
const SCRIPT_BYTES = 64 * 1_024;

/** The Chromium to use: `COMPANION_CHROMIUM`, or a system one; `null` if there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.COMPANION_CHROMIUM) return env.COMPANION_CHROMIUM;
  return USUAL.find((path) => isExecutable(path) && !leadsToSnap(path)) ?? null;
}

/**
 * The Chromium without windows of Debian's package `chromium-headless-shell`: pages are the same in it, and a test of
 * one takes a third less time. `null` where it is not installed.
 */
export function findHeadlessShell(): string | null {
  return isExecutable(HEADLESS_SHELL) ? HEADLESS_SHELL : null;
}

/** A browser in a snap sees neither our profile folders nor our environment; Ubuntu puts a script in its place. */
function leadsToSnap(path: string): boolean {
  const target = realpathSync(path);
  if (target.endsWith('/snap')) return true;
  return statSync(target).size < SCRIPT_BYTES && readFileSync(target, 'latin1').includes('/snap/bin/');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
