import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releaseNotes } from '../../build/release-notes.ts';
import { ROOT } from '../run/electron-binary.ts';

export const CHANGELOG = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
export const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** What the release of this version would say of itself, were it made on some day. */
export function pretendedNotes(): string {
  return releaseNotes(CHANGELOG.replace(/^(## \[.+\]) - Unreleased$/m, '$1 - 2026-11-30'), VERSION);
}
