import { expect, inject, test } from 'vitest';
import { entryOf, readChangelog } from '../../build/changelog.ts';
import { releaseNotes } from '../../build/release-notes.ts';
import { readRelease } from '../../main/updates/release.ts';
import { CHANGELOG as changelog, pretendedNotes, VERSION as version } from './notes.ts';

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
  const notes = pretendedNotes();
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

// What `npm run dist` has left may have been made without notes.
const feeds = process.env.COMPANION_PACKAGES ? [] : Object.entries(inject('feeds'));

test.each(feeds)('the feed %s carries them to the program, word for word', async (_, text) => {
  // Only the Debian package is packed here, and no program is replaced by one; a feed calls every file alike.
  const release = await readRelease(text.replaceAll('.deb', '.AppImage'), 'linux', 'x64');
  expect(release).toMatchObject({ version, notes: pretendedNotes() });
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
