import { describe, expect, test } from 'vitest';
import type { DesktopFacts } from '../../../main/hotkey/environment.ts';
import { findingsOf, type Standing } from '../../../main/hotkey/findings.ts';
import { usualOwner } from '../../../main/hotkey/usual-owners.ts';

const X11: DesktopFacts = { desktop: 'gnome', session: 'x11', portal: 'unknown', missingIdentity: null };
const WAYLAND: DesktopFacts = { desktop: 'gnome', session: 'wayland', portal: 'present', missingIdentity: null };
const MAC: DesktopFacts = { desktop: 'macos', session: null, portal: 'unknown', missingIdentity: null };

const registered = { kind: 'registered', accelerator: 'Alt+Space' } as const;
const failed = (reason: 'taken' | 'unsupported' | 'invalid' | 'noModifier') =>
  ({ kind: 'failed', accelerator: 'Alt+Space', reason }) as const;
const silent = { kind: 'silent' } as const;
const proved = { kind: 'proved', at: 1 } as const;

function findings(more: Partial<Standing>) {
  return findingsOf({ wanted: 'Alt+Space', state: registered, proof: { kind: 'none' }, facts: X11, ...more });
}

describe('keys that somebody else has', () => {
  const taken = [{ kind: 'taken', by: 'GNOME Shell' }];
  test.each<[string, Partial<Standing>, unknown]>([
    ['refused', { state: failed('taken') }, taken],
    ['replaced', { state: { kind: 'registered', accelerator: 'Alt+Shift+Space' } }, taken],
    ['replaced, and the others proved', { state: { kind: 'registered', accelerator: 'F9' }, proof: proved }, taken],
    ['registered, and nobody hears a press', { proof: silent }, taken],
    ['nobody is known to have them', { wanted: 'F9', state: failed('taken') }, [{ kind: 'taken', by: null }]],
    ['on a Mac', { wanted: 'Cmd+Space', facts: MAC, proof: silent }, [{ kind: 'taken', by: 'Spotlight' }]],
  ])('%s', (_name, more, expected) => expect(findings(more)).toEqual(expected));
});

describe('nothing is said', () => {
  test.each<[string, Partial<Standing>]>([
    ['while nothing speaks against it', {}],
    ['once a press was seen', { proof: proved }],
    ['once a press was seen, whatever the portal says', { proof: proved, facts: { ...WAYLAND, portal: 'absent' } }],
    ['when no hotkey is wanted', { wanted: '', state: { kind: 'off' } }],
    ['about keys that can be no hotkey: their own sentence does', { state: failed('noModifier') }],
    ['when the portal could not be asked', { facts: { ...WAYLAND, portal: 'unknown' }, proof: silent }],
    ['while the portal may still be asking the person', { facts: WAYLAND, proof: { kind: 'asked', until: 1 } }],
  ])('%s', (_name, more) => expect(findings(more)).toEqual([]));
});

describe('Wayland', () => {
  const file = 'org.halext.Companion.desktop';
  test.each<[string, Partial<Standing>, unknown]>([
    ['no portal', { facts: { ...WAYLAND, portal: 'absent' } }, [{ kind: 'noPortal' }]],
    ['sway', { facts: { ...WAYLAND, desktop: 'sway', portal: 'absent' } }, [{ kind: 'desktopOnly' }]],
    ['hyprland', { facts: { ...WAYLAND, desktop: 'hyprland', portal: 'absent' } }, [{ kind: 'desktopOnly' }]],
    ['no identity', { facts: { ...WAYLAND, missingIdentity: file } }, [{ kind: 'noIdentity', file }]],
    ['refused', { facts: WAYLAND, state: failed('unsupported') }, [{ kind: 'portalRefused' }]],
    ['granted, and silent', { facts: WAYLAND, proof: silent }, [{ kind: 'portalRefused' }]],
  ])('%s', (_name, more, expected) => expect(findings(more)).toEqual(expected));
});

test.each([
  ['Alt+Space', 'kde', 'KRunner'],
  ['Alt+Space', 'windows', 'Windows, PowerToys Run'],
  ['Super+K', 'windows', 'Windows'],
  ['Control+Alt+K', 'windows', null],
  ['Command+Option+Space', 'macos', 'Finder'],
  ['CommandOrControl+Space', 'macos', 'Spotlight'],
  ['CommandOrControl+Space', 'gnome', 'IBus, Fcitx'],
  ['Space+Shift+Super', 'gnome', null],
  ['Shift+Super+Space', 'gnome', 'GNOME Shell'],
  ['Alt+Space', 'sway', null],
] as const)('%s on %s: %s', (accelerator, desktop, by) => {
  expect(usualOwner(accelerator, desktop)).toBe(by);
});
