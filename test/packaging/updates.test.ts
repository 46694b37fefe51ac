import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { FEED_ADDRESS, feedName } from '../../main/updates/feed.ts';
import { readRelease } from '../../main/updates/release.ts';
import { ROOT } from '../run/electron-binary.ts';
import { nameOf, type Package, resourcesOf } from './packages.ts';
import { yaml } from './tools.ts';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
/** electron-builder leaves the address in what it then packs into a file: on Linux always, elsewhere when it is made. */
const addressed = ({ system }: Package) => system === 'linux' || process.env.COMPANION_PACKAGES !== undefined;
const packages = inject('packages')
  .filter(addressed)
  .map((found) => ({ name: nameOf(found), found }));
const feeds = Object.entries(inject('feeds'));

test.each(packages)('updates of $name come from where the program looks', ({ found }) => {
  expect(yaml.load(readFileSync(join(resourcesOf(found), 'app-update.yml'), 'utf8'))).toMatchObject({
    provider: 'generic',
    url: FEED_ADDRESS,
    updaterCacheDirName: 'halext-companion-updater',
  });
});

describe.skipIf(feeds.length === 0)('the feeds (seen where something is packed into one file)', () => {
  test('have the names the program asks for', () => {
    const asked = [
      feedName('win32', 'x64'),
      feedName('darwin', 'arm64'),
      feedName('linux', 'x64'),
      feedName('linux', 'arm64'),
    ];
    expect(asked).toEqual(expect.arrayContaining(feeds.map(([name]) => name)));
  });

  test.each(feeds)('%s is read by the program', async (_, text) => {
    // Here only the Debian package is packed, and no program is replaced by one; a feed calls every file alike.
    expect(await readRelease(text.replaceAll('.deb', '.AppImage'), 'linux', 'x64')).toMatchObject({
      version,
      releasedAt: expect.any(Number),
      file: { name: expect.stringMatching(/^halext-companion-/), sha512: expect.any(String) },
    });
  });
});
