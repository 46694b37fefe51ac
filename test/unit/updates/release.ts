import { createHash } from 'node:crypto';
import type { Release } from '../../../main/updates/release.ts';

/** What a release's file holds; nobody runs it. */
export const PROGRAM = Buffer.from('the new program '.repeat(4096));

export const sha512 = (bytes: Uint8Array) => createHash('sha512').update(bytes).digest('base64');

export interface FeedParts {
  readonly version?: string;
  readonly files?: readonly { readonly url: string; readonly sha512: string; readonly size?: number }[];
  readonly notes?: string;
  readonly date?: string;
}

export const nameOf = (version: string) => `halext-companion-${version}-linux-x86_64.AppImage`;

/** A feed as electron-builder writes it. */
export function feedText({ version = '1.1.0', files, notes = '', date = '2026-11-20T15:00:00.000Z' }: FeedParts = {}) {
  const listed = files ?? [{ url: nameOf(version), sha512: sha512(PROGRAM), size: PROGRAM.length }];
  return [
    `version: ${version}`,
    'files:',
    ...listed.flatMap((file) => [
      `  - url: ${file.url}`,
      `    sha512: ${file.sha512}`,
      ...(file.size === undefined ? [] : [`    size: ${file.size}`]),
    ]),
    `path: ${listed[0]?.url}`,
    `sha512: ${listed[0]?.sha512}`,
    ...(notes ? [`releaseNotes: ${JSON.stringify(notes)}`] : []),
    `releaseDate: '${date}'`,
    '',
  ].join('\n');
}

export function release(version = '1.1.0'): Release {
  return {
    version,
    rank: { numbers: version.split('.').map(Number), pre: [] },
    releasedAt: Date.UTC(2026, 10, 20, 15),
    notes: 'Better',
    file: { name: nameOf(version), sha512: sha512(PROGRAM), size: PROGRAM.length },
  };
}
