import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { licencesOf, licensesText, type PackageFolder } from './third-party-licenses.ts';

interface LicenceFiles {
  /** For people, beside the application. */
  readonly text: string;
  /** For the page that shows them, inside it. */
  readonly list: string;
  /** Folders of packages that are shipped as they are. */
  readonly separate: readonly string[];
}

/**
 * Collects, over the builds of one run, which packages really end up in the application, and writes their licences
 * after each build: the last one leaves the whole list.
 */
export function thirdPartyLicenses({ text, list, separate }: LicenceFiles): () => Plugin {
  const folders = new Map<string, PackageFolder>();
  for (const folder of separate) add(folders, readPackage(folder));
  return () => ({
    name: 'third-party-licenses',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const id of output.moduleIds) add(folders, packageOf(id));
      }
    },
    writeBundle() {
      const packages = [...folders.values()];
      writeFileSync(text, licensesText(packages));
      writeFileSync(list, JSON.stringify(licencesOf(packages)));
    },
  });
}

function add(folders: Map<string, PackageFolder>, found: PackageFolder | null): void {
  if (found) folders.set(`${found.name}@${found.version}`, found);
}

/** The package a bundled module belongs to; `null` for our own modules and those the bundler makes up. */
function packageOf(id: string): PackageFolder | null {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  if (!path.includes('/node_modules/')) return null;
  let folder = dirname(path);
  while (folder !== dirname(folder)) {
    const found = readPackage(folder);
    if (found) return found;
    folder = dirname(folder);
  }
  return null;
}

/** Folders inside a package may hold a package.json that only says `type`: those have no name and version. */
function readPackage(folder: string): PackageFolder | null {
  try {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (typeof name !== 'string' || typeof version !== 'string') return null;
    return { name, version, license: typeof license === 'string' ? license : null, folder: resolve(folder) };
  } catch {
    return null;
  }
}
