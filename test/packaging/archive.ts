import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Package, resourcesOf } from './packages.ts';
import { asar } from './tools.ts';

export function archiveOf(found: Package): string {
  return join(resourcesOf(found), 'app.asar');
}

/** Paths of the files in app.asar, those that are kept beside it included; folders are left out. */
export function filesIn(found: Package): string[] {
  return walk(asar.getRawHeader(archiveOf(found)).header as Folder, '').map(({ path }) => path);
}

/** Paths of the files that app.asar only refers to: they are beside it, in app.asar.unpacked. */
export function unpackedIn(found: Package): string[] {
  return walk(asar.getRawHeader(archiveOf(found)).header as Folder, '')
    .filter(({ unpacked }) => unpacked)
    .map(({ path }) => path);
}

export function readIn(found: Package, path: string): Buffer {
  return asar.extractFile(archiveOf(found), join(...path.split('/')));
}

/** What Electron compares with the hash in the executable before it starts: SHA-256 of the archive's header. */
export function headerHash(found: Package): string {
  return createHash('sha256')
    .update(asar.getRawHeader(archiveOf(found)).headerString)
    .digest('hex');
}

interface Folder {
  readonly files: Readonly<Record<string, Folder | { readonly unpacked?: boolean }>>;
}

function walk(folder: Folder, prefix: string): { path: string; unpacked: boolean }[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    'files' in entry
      ? walk(entry, `${prefix}${name}/`)
      : [{ path: `${prefix}${name}`, unpacked: entry.unpacked === true }],
  );
}

/** The lines of a list in this folder; `#` begins a comment. */
export function readList(name: string): string[] {
  return readFileSync(join(import.meta.dirname, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
