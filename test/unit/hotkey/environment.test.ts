import { expect, test } from 'vitest';
import { applicationFolders, desktopOf, type Environment, sessionOf } from '../../../main/hotkey/environment.ts';

const desktops: readonly (readonly [string, Environment])[] = [
  ['gnome', { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }],
  ['gnome', { XDG_CURRENT_DESKTOP: 'Unity', ORIGINAL_XDG_CURRENT_DESKTOP: 'GNOME' }],
  ['kde', { XDG_CURRENT_DESKTOP: 'KDE' }],
  ['sway', { SWAYSOCK: '/run/user/1000/sway-ipc.sock' }],
  ['sway', { XDG_CURRENT_DESKTOP: 'sway' }],
  ['hyprland', { HYPRLAND_INSTANCE_SIGNATURE: 'abc', XDG_CURRENT_DESKTOP: 'sway' }],
  ['other', { XDG_CURRENT_DESKTOP: 'XFCE' }],
  ['other', {}],
];
test.each(desktops)('%s by %o', (desktop, env) => {
  expect(desktopOf('linux', env)).toBe(desktop);
});

test('what a variable says means nothing on macOS and Windows', () => {
  const env = { XDG_CURRENT_DESKTOP: 'GNOME', WAYLAND_DISPLAY: 'wayland-0' };
  expect([desktopOf('darwin', env), desktopOf('win32', env)]).toEqual(['macos', 'windows']);
  expect([sessionOf('darwin', env), sessionOf('win32', env)]).toEqual([null, null]);
});

const sessions: readonly (readonly ['x11' | 'wayland' | null, Environment])[] = [
  ['wayland', { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }],
  ['x11', { XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }],
  ['wayland', { XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-1', DISPLAY: ':0' }],
  ['x11', { DISPLAY: ':0' }],
  [null, {}],
];
test.each(sessions)('a %s session by %o', (session, env) => {
  expect(sessionOf('linux', env)).toBe(session);
});

test('installed programs are looked for where the specification says, and nowhere relative', () => {
  expect(applicationFolders({}, '/home/jo')).toEqual([
    '/home/jo/.local/share/applications',
    '/usr/local/share/applications',
    '/usr/share/applications',
  ]);
  expect(applicationFolders({ XDG_DATA_HOME: '/d', XDG_DATA_DIRS: '/a:b::/c' }, '/home/jo')).toEqual([
    '/d/applications',
    '/a/applications',
    '/c/applications',
  ]);
});
