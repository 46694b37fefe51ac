import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folder of the project. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** The Electron executable of this project, or `null` where it has not been downloaded. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = join(ROOT, 'node_modules/electron');
  try {
    const name = readFileSync(join(folder, 'path.txt'), 'utf8').trim();
    const path = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

export type Shell = { kind: 'electron'; path: string } | { kind: 'double'; path: string };

/** Electron where its binary is, else the double; `COMPANION_SHELL` forces one. Throws when the choice is impossible. */
export function chooseShell(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): Shell {
  const wanted = env.COMPANION_SHELL;
  const electron = wanted === 'double' ? null : findElectron(env);
  if (electron) return { kind: 'electron', path: electron };
  if (wanted === 'electron') throw new Error('COMPANION_SHELL=electron, but the Electron binary is not there.');
  if (platform !== 'linux') throw new Error('The Electron binary is not there: run "npx install-electron" once.');
  return { kind: 'double', path: join(ROOT, 'test/electron-double/bin/electron-double') };
}
