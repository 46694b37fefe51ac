/**
 * What a machine needs beyond `npm ci`, and how to get it: the Electron binary, or on Linux the electron double's
 * Chromium; a display; a keyring for the tests.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium, findHeadlessShell } from '../electron-double/chromium/find.ts';
import { hasCommand, run } from './command.ts';
import { findElectron, ROOT } from './electron-binary.ts';

/** Something this machine lacks and we may not or cannot install; the message says how to get it. */
export class Missing extends Error {}

/** A Debian package and how to see that what we want from it is there. */
interface SystemPart {
  readonly package: string;
  readonly present: () => boolean;
}

const CHROMIUM: SystemPart = { package: 'chromium', present: () => findAnyChromium() !== null };
/** Only makes the tests of pages faster: where it cannot be had, Chromium does. */
const HEADLESS_SHELL: SystemPart = {
  package: 'chromium-headless-shell',
  present: () => findHeadlessShell() !== null,
};
const XVFB: SystemPart = { package: 'xvfb', present: () => hasCommand('Xvfb') };
const KEYRING: readonly SystemPart[] = [
  { package: 'libsecret-1-0', present: hasLibsecret },
  { package: 'gnome-keyring', present: () => hasCommand('gnome-keyring-daemon') },
  { package: 'dbus', present: () => hasCommand('dbus-run-session') },
];

const PROBE_TIMEOUT = 5_000;
const DOWNLOAD_TIMEOUT = 300_000;

/** A system's Chromium or the one Playwright has installed; `null` if there is none. */
export function findAnyChromium(): string | null {
  const system = findChromium();
  if (system) return system;
  const installed = chromium.executablePath();
  return existsSync(installed) ? installed : null;
}

/**
 * Makes sure the program can be run: Electron's binary, downloaded once if that is possible, else (Linux) what the
 * double needs. Throws `Missing`.
 */
export async function ensureShell(env: NodeJS.ProcessEnv = process.env): Promise<'electron' | 'double'> {
  const electron = await ensureElectron(env);
  if (process.platform !== 'linux') {
    if (electron) return 'electron';
    throw new Missing(
      'Electron could not be downloaded from GitHub: check the connection, or set ELECTRON_MIRROR, then run "npx install-electron".',
    );
  }
  const display = hasDisplay(env) ? [] : [XVFB];
  if (electron) {
    await ensureParts(display);
    return 'electron';
  }
  await ensureParts([CHROMIUM, ...display]);
  rememberChromium();
  return 'double';
}

/** Makes sure there is a Chromium for tests of pages. Throws `Missing`. */
export async function ensureBrowser(): Promise<void> {
  await ensureParts([CHROMIUM]);
  rememberChromium();
  if (mayUseApt() && !HEADLESS_SHELL.present()) await installPackages([HEADLESS_SHELL.package]);
}

/** True when a keyring for the tests is there, or could be installed. Linux only: elsewhere it is somebody's own. */
export async function ensureKeyring(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    await ensureParts(KEYRING);
    return true;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`Tests of the real keychain are skipped. ${error.message}`);
    return false;
  }
}

export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** Programs we start find the browser by this variable. */
function rememberChromium(): void {
  const found = findAnyChromium();
  if (found) process.env.COMPANION_CHROMIUM = found;
}

async function ensureElectron(env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env.COMPANION_SHELL === 'double') return false;
  if (findElectron(env)) return true;
  if (await canReach(env.ELECTRON_MIRROR ?? 'https://github.com/')) {
    console.log('Downloading Electron (about 110 MB, once)…');
    const installer = join(ROOT, 'node_modules/electron/install.js');
    await run(process.execPath, [installer], { timeout: DOWNLOAD_TIMEOUT });
  }
  if (!findElectron(env) && env.COMPANION_SHELL === 'electron')
    throw new Missing('COMPANION_SHELL=electron, but Electron could not be downloaded.');
  return findElectron(env) !== null;
}

async function canReach(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT) });
    return true;
  } catch {
    return false;
  }
}

async function ensureParts(parts: readonly SystemPart[]): Promise<void> {
  const lacking = () => parts.filter((part) => !part.present());
  if (lacking().length === 0) return;
  if (mayUseApt()) await installPackages(lacking().map((part) => part.package));
  if (lacking().includes(CHROMIUM)) await installPlaywrightChromium();
  const names = lacking().map((part) => part.package);
  if (names.length > 0) throw new Missing(adviceFor(names));
}

function adviceFor(names: readonly string[]): string {
  const list = names.join(' ');
  if (hasCommand('apt-get')) return `This machine lacks ${list}: run "sudo apt-get install ${list}" once.`;
  return `This machine lacks ${list}: install it with the system's package manager once.`;
}

/** Debian and its kin, as root. */
function mayUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && hasCommand('apt-get');
}

async function installPackages(names: readonly string[]): Promise<void> {
  console.log(`Installing with apt-get: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] as ['ignore', 'ignore', 'inherit'] };
  await run('apt-get', ['update', '-qq'], quiet);
  // One at a time: apt-get installs none of a list in which it does not know one (Ubuntu has no `chromium`).
  for (const name of names) await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet);
}

async function installPlaywrightChromium(): Promise<void> {
  console.log('Installing Chromium through Playwright…');
  const cli = join(ROOT, 'node_modules/playwright/cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { timeout: DOWNLOAD_TIMEOUT });
}

function hasLibsecret(): boolean {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return folders.some((folder) => existsSync(join(folder, 'libsecret-1.so.0')));
}
