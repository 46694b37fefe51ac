import { describe, expect, it } from 'vitest';
import { feedName, feedOf } from '../../../main/updates/feed.ts';
import { holdsOf } from '../../../main/updates/holds.ts';
import { UPDATE_KEYS } from '../../../main/updates/keys.ts';
import { obstacleOf, type Place } from '../../../main/updates/obstacle.ts';

const place = (more: Partial<Place>): Place => ({
  packaged: true,
  platform: 'linux',
  env: {},
  program: '/tmp/.mount_x/halext-companion',
  writable: () => true,
  ...more,
});
const bundle = '/Applications/Halext Companion.app';
const inBundle = `${bundle}/Contents/MacOS/Halext Companion`;
const allBut = (refused: string) => (path: string) => path !== refused;

describe('the place of the program', () => {
  it.each<[string, Partial<Place>, ReturnType<typeof obstacleOf>]>([
    ['started from its sources', { packaged: false }, 'unpackaged'],
    ['an AppImage', { env: { APPIMAGE: '/home/ada/companion.AppImage' } }, null],
    [
      'an AppImage that is read-only',
      { env: { APPIMAGE: '/opt/c.AppImage' }, writable: allBut('/opt/c.AppImage') },
      'notWritable',
    ],
    [
      'an AppImage in a folder of the system',
      { env: { APPIMAGE: '/opt/c.AppImage' }, writable: allBut('/opt') },
      'notWritable',
    ],
    ['a name that is no path', { env: { APPIMAGE: 'c.AppImage' } }, 'notWritable'],
    ['a Debian package', { program: '/opt/Halext Companion/halext-companion' }, 'notWritable'],
    ['installed on Windows', { platform: 'win32' }, null],
    ['the portable program', { platform: 'win32', env: { PORTABLE_EXECUTABLE_FILE: 'D:\\c.exe' } }, 'portable'],
    ['in Applications', { platform: 'darwin', program: inBundle }, null],
    ['another person’s bundle', { platform: 'darwin', program: inBundle, writable: allBut(bundle) }, 'notWritable'],
    [
      'in a folder of the system',
      { platform: 'darwin', program: inBundle, writable: allBut('/Applications') },
      'notWritable',
    ],
  ])('%s', (_, more, obstacle) => expect(obstacleOf(place(more))).toBe(obstacle));
});

it('a packaged program asks the feed of its releases, whatever the environment says', () => {
  const env = { COMPANION_UPDATE_FEED: 'http://127.0.0.1:1/', COMPANION_UPDATE_KEY: 'key' };
  expect(feedOf(env, true)).toEqual({
    address: 'https://github.com/scawful/halext-org/releases/latest/download/',
    keys: UPDATE_KEYS,
  });
  expect(feedOf(env, false)).toEqual({ address: 'http://127.0.0.1:1/', keys: ['key'] });
});

it('an unpackaged program trusts nobody unasked', () => {
  expect(feedOf({}, false).keys).toEqual([]);
  expect(feedOf({ COMPANION_UPDATE_FEED: 'http://127.0.0.1:1/' }, false).keys).toEqual([]);
});

it.each([
  ['win32', 'arm64', 'latest.yml'],
  ['darwin', 'arm64', 'latest-mac.yml'],
  ['linux', 'x64', 'latest-linux.yml'],
  ['linux', 'arm64', 'latest-linux-arm64.yml'],
  ['sunos', 'x64', null],
])('the feed of %s on %s is %s', (platform, arch, name) => expect(feedName(platform, arch)).toBe(name));

describe('what holds a restart', () => {
  it('is what is under way', () => {
    const reading = { kind: 'reading', fileName: 'a', done: 0, total: 1, conversations: 0, messages: 0 } as const;
    const runs = (['submitting', 'running', 'silent', 'waiting', 'succeeded', 'cancelled'] as const).map((kind) => ({
      state: { kind, since: 0 },
    }));
    expect(holdsOf({ runs, messages: 2, importing: reading })).toEqual([
      { kind: 'runs', count: 4 },
      { kind: 'messages', count: 2 },
      { kind: 'import' },
    ]);
  });

  it('is nothing when all is done', () => {
    expect(holdsOf({ runs: [], messages: 0, importing: { kind: 'idle' } })).toEqual([]);
  });
});
