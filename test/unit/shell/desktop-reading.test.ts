import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ran } from '../../../main/shell/brief-command.ts';
import { DESKTOP_FILE, readDesktopFacts } from '../../../main/shell/desktop-facts.ts';
import { readDoNotDisturb } from '../../../main/shell/do-not-disturb.ts';
import type { BusAnswer } from '../../../main/shell/session-bus.ts';
import { hasTrayHost } from '../../../main/shell/tray-host.ts';

const YES: BusAnswer = { kind: 'value', value: true };
const NO: BusAnswer = { kind: 'value', value: false };
const ABSENT: BusAnswer = { kind: 'absent' };
const UNKNOWN: BusAnswer = { kind: 'unknown' };
const never = () => Promise.reject(new Error('nobody must be asked'));

describe('the portal and the identity', () => {
  const WAYLAND = { XDG_SESSION_TYPE: 'wayland', XDG_CURRENT_DESKTOP: 'GNOME' };
  const read = (answer: BusAnswer, installed: readonly string[] = []) =>
    readDesktopFacts({
      platform: 'linux',
      env: WAYLAND,
      home: '/home/jo',
      readBus: async () => answer,
      exists: (path) => installed.includes(path),
    });

  test.each([
    [{ kind: 'value', value: 2 } as const, 'present'],
    [ABSENT, 'absent'],
    [UNKNOWN, 'unknown'],
  ])('%o: %s', async (answer, portal) => {
    expect(await read(answer)).toMatchObject({ desktop: 'gnome', session: 'wayland', portal });
  });

  test('the program is known where its file is installed, for one or for all', async () => {
    expect((await read(YES)).missingIdentity).toBe(DESKTOP_FILE);
    expect((await read(YES, [`/usr/share/applications/${DESKTOP_FILE}`])).missingIdentity).toBeNull();
    expect((await read(YES, [`/home/jo/.local/share/applications/${DESKTOP_FILE}`])).missingIdentity).toBeNull();
  });

  test('the file is the one that packages install', () => {
    const root = resolve(import.meta.dirname, '../../..');
    const { desktopName } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { desktopName: string };
    expect(DESKTOP_FILE).toBe(desktopName);
  });

  test.each([
    ['linux', { XDG_SESSION_TYPE: 'x11' }],
    ['darwin', {}],
    ['win32', {}],
  ] as const)('nobody is asked on %s with %o', async (platform, env) => {
    const facts = await readDesktopFacts({ platform, env, home: '/', readBus: never, exists: () => false });
    expect(facts).toMatchObject({ portal: 'unknown', missingIdentity: null });
  });
});

describe('who shows tray icons', () => {
  test.each([
    ['gnome', 'wayland', YES, true],
    ['gnome', 'wayland', NO, false],
    ['gnome', 'wayland', ABSENT, false],
    ['gnome', 'x11', ABSENT, false],
    ['gnome', 'wayland', UNKNOWN, true],
    ['sway', 'wayland', ABSENT, false],
    ['kde', 'wayland', YES, true],
  ] as const)('%s on %s, %o: %s', async (desktop, session, answer, shown) => {
    expect(await hasTrayHost({ desktop, session }, async () => answer)).toBe(shown);
  });

  test.each([
    ['other', 'x11'],
    ['macos', null],
    ['windows', null],
  ] as const)('%s on %s is believed', async (desktop, session) => {
    expect(await hasTrayHost({ desktop, session }, never)).toBe(true);
  });
});

describe('do not disturb', () => {
  const ran = (text: string): Ran => ({ kind: 'done', text });
  test.each<[Ran, string]>([
    [ran('true\n'), 'off'],
    [ran('false\n'), 'on'],
    [ran(''), 'unknown'],
    [{ kind: 'failed', text: 'No such schema “org.gnome.desktop.notifications”' }, 'unknown'],
    [{ kind: 'missing' }, 'unknown'],
    [{ kind: 'late' }, 'unknown'],
  ])('GNOME says %o: %s', async (answer, expected) => {
    expect(await readDoNotDisturb('gnome', async () => answer, never)).toBe(expected);
  });

  test.each([
    [YES, 'on'],
    [NO, 'off'],
    [ABSENT, 'unknown'],
    [UNKNOWN, 'unknown'],
  ] as const)('Plasma says %o: %s', async (answer, expected) => {
    expect(await readDoNotDisturb('kde', never, async () => answer)).toBe(expected);
  });

  test.each(['macos', 'windows', 'sway', 'hyprland', 'other'] as const)('%s tells nobody', async (desktop) => {
    expect(await readDoNotDisturb(desktop, never, never)).toBe('unknown');
  });
});
