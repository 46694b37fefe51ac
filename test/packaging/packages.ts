import { existsSync } from 'node:fs';
import { join } from 'node:path';

export type System = 'linux' | 'win' | 'mac';
export type Arch = 'x64' | 'arm64';

/** One application as electron-builder leaves it before it makes an installer of it. */
export interface Package {
  readonly system: System;
  readonly arch: Arch | 'universal';
  readonly folder: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packages: readonly Package[];
    /** Names of the packages there must be. */
    expected: readonly string[];
    /** Feed files for updates, by name; none where nothing is packed into one file. */
    feeds: Readonly<Record<string, string>>;
    /** Arguments and .desktop file of the Debian package; `null` where its packer cannot be stood in for. */
    deb: { readonly arguments: readonly string[]; readonly desktopFile: { name: string; text: string } } | null;
  }
}

const PRODUCT = 'Halext Companion';

export function nameOf({ system, arch }: Package): string {
  return `${system}-${arch}`;
}

/** Folder of app.asar. */
export function resourcesOf({ system, folder }: Package): string {
  return system === 'mac' ? join(folder, `${PRODUCT}.app/Contents/Resources`) : join(folder, 'resources');
}

/** What is started; on macOS the bundle. */
export function programOf({ system, folder }: Package): string {
  switch (system) {
    case 'linux':
      return join(folder, 'halext-companion');
    case 'win':
      return join(folder, `${PRODUCT}.exe`);
    case 'mac':
      return join(folder, `${PRODUCT}.app`);
  }
}

/** electron-builder's names for the folders of directory targets. */
const FOLDERS: readonly (readonly [string, System, Package['arch']])[] = [
  ['linux-unpacked', 'linux', 'x64'],
  ['linux-arm64-unpacked', 'linux', 'arm64'],
  ['win-unpacked', 'win', 'x64'],
  ['win-arm64-unpacked', 'win', 'arm64'],
  ['mac', 'mac', 'x64'],
  ['mac-arm64', 'mac', 'arm64'],
  ['mac-universal', 'mac', 'universal'],
];

/** The packages in an output folder of electron-builder. */
export function findPackages(output: string): Package[] {
  return FOLDERS.map(([name, system, arch]) => ({ system, arch, folder: join(output, name) })).filter(({ folder }) =>
    existsSync(folder),
  );
}
