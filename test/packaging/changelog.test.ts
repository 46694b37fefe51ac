import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryOf, readChangelog } from '../../build/changelog.ts';
import { releaseNotes } from '../../build/release-notes.ts';
import { ROOT } from '../run/electron-binary.ts';

const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** What a feed file may be at most is 64 kB, and each of its lines is a bit longer there. */
const MAX_NOTES = 20_000;

test('the version of package.json has its entry, and it is the newest', () => {
  expect(readChangelog(changelog)[0]?.version).toBe(version);
  expect(entryOf(changelog, version).notes).toMatch(/^- /m);
});

test('only the version that is worked on is without a day, and days go backwards', () => {
  const [newest, ...released] = readChangelog(changelog);
  expect(released.filter(({ day }) => day === null)).toEqual([]);
  const days = [newest, ...released].flatMap((entry) => entry?.day ?? []);
  expect(days).toEqual(days.toSorted().reverse());
});

test('once it has a day, its notes are those of the release: whole sentences, no heading of another version', () => {
  const dated = changelog.replace(/^(## \[.+\]) - Unreleased$/m, '$1 - 2026-11-30');
  const notes = releaseNotes(dated, version);
  expect(notes).not.toMatch(/^## /m);
  expect(notes).not.toMatch(/^ +\S/m);
  expect(notes.split('\n').filter((line) => line.startsWith('- '))).toEqual(
    entryOf(changelog, version)
      .notes.replaceAll(/\n {2}/g, ' ')
      .split('\n')
      .filter((line) => line.startsWith('- ')),
  );
  expect(Buffer.byteLength(notes)).toBeLessThan(MAX_NOTES);
});

const TWO =
  '# Changelog\n\nWhy.\n\n## [1.1.0] - Unreleased\n\n### Fixed\n\n- A thing\n  that broke.\n\n## [1.0.0] - 2026-01-31\n\nFirst\nof all.\n';

test('a changelog is read version by version', () => {
  expect(readChangelog(TWO.replaceAll('\n', '\r\n'))).toEqual([
    { version: '1.1.0', day: null, notes: '### Fixed\n\n- A thing\n  that broke.' },
    { version: '1.0.0', day: '2026-01-31', notes: 'First\nof all.' },
  ]);
  expect(releaseNotes(TWO, '1.0.0')).toBe('First of all.\n');
});

test.each([
  ['a version that is not dated cannot be released', TWO, '1.1.0', 'calls 1.1.0 unreleased'],
  ['a version without an entry', TWO, '2.0.0', 'has no entry for 2.0.0'],
  ['an entry that says nothing', '## [1.0.0] - 2026-01-31\n', '1.0.0', 'says nothing'],
  ['a heading of another form', `${TWO}\n## 0.9.0\n`, '1.0.0', 'CHANGELOG.md:17: not a version'],
  ['a day that is none', TWO.replace('01-31', '13-31'), '1.0.0', 'no such day'],
  ['a section nobody knows', TWO.replace('Fixed', 'Stuff'), '1.0.0', 'CHANGELOG.md:7: no such section'],
])('%s stops the release', (_what, text, wanted, message) => {
  expect(() => releaseNotes(text, wanted)).toThrow(message);
});
