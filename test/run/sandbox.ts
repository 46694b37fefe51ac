import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Settings of the kernel that refuse a program user namespaces, with the value that does so. */
const REFUSALS: readonly (readonly [string, string])[] = [
  ['kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['kernel/unprivileged_userns_clone', '0'],
  ['user/max_user_namespaces', '0'],
];

export interface SandboxQuestion {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  /** Where Electron's executable is. */
  readonly electron: string;
  /** Folder of the kernel's settings; for tests. */
  readonly settings?: string;
}

/**
 * Why Chromium's sandbox cannot be had here, or `null` where it can. Chromium refuses it to root. On Linux it needs user
 * namespaces, which Ubuntu since 23.10 refuses to programs it does not know, or a helper that belongs to root, which
 * nothing unpacked from npm can. https://chromium.googlesource.com/chromium/src/+/main/docs/security/apparmor-userns-restrictions.md
 */
export function sandboxObstacle({ platform, isRoot, electron, settings }: SandboxQuestion): string | null {
  if (platform !== 'linux') return null;
  if (isRoot) return 'the program runs as root';
  if (hasRootHelper(electron)) return null;
  const refused = REFUSALS.some(([name, value]) => read(join(settings ?? '/proc/sys', name)) === value);
  return refused ? 'this system gives programs no user namespaces' : null;
}

function hasRootHelper(electron: string): boolean {
  const helper = statSync(join(dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false });
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
