/**
 * Writes what a release says about itself, from CHANGELOG.md, before the packages are made.
 *
 *   node build/release-notes.ts
 *
 * electron-builder puts `build/release-notes.md` into the feed files by that name, and the workflow into the draft.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf } from './changelog.ts';

/** The notes of a version that is released. Throws for one that is not dated yet: a release has a day. */
export function releaseNotes(changelog: string, version: string): string {
  const { day, notes } = entryOf(changelog, version);
  if (day === null) throw new Error(`CHANGELOG.md calls ${version} unreleased: give it its day`);
  // Lines are broken for those who read the file; a page breaks them where it likes.
  return `${notes.replaceAll(/(?<=\S)\n(?: {2}(?=\S)|(?=[^\s#-]))/g, ' ')}\n`;
}

function main(): void {
  const root = join(import.meta.dirname, '..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const notes = releaseNotes(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version);
  writeFileSync(join(import.meta.dirname, 'release-notes.md'), notes);
}

if (import.meta.main) main();
