import { expect, test } from 'vitest';
import { createHotkey, DEFAULT_HOTKEY, type ShortcutRegistry } from '../../../main/shell/hotkey.ts';

function registry(taken: readonly string[] = []) {
  const held = new Map<string, () => void>();
  return {
    held,
    register(accelerator: string, callback: () => void) {
      if (accelerator === 'Alt+Boom') throw new Error('cannot parse');
      if (taken.includes(accelerator) || held.has(accelerator)) return false;
      held.set(accelerator, callback);
      return true;
    },
    unregister(accelerator: string) {
      held.delete(accelerator);
    },
  };
}

function hotkeyOn(keys: ShortcutRegistry, fire: () => void = () => {}, session: 'x11' | 'wayland' = 'x11') {
  return createHotkey(keys, { platform: 'linux', session, fire });
}

test('a press fires', () => {
  const keys = registry();
  let presses = 0;
  hotkeyOn(keys, () => presses++).set('Control+Alt+K');
  keys.held.get('Control+Alt+K')?.();
  expect(presses).toBe(1);
});

test('the default gives way to a free fallback, and says which', () => {
  const keys = registry([DEFAULT_HOTKEY]);
  const state = hotkeyOn(keys).set(DEFAULT_HOTKEY);
  expect(state).toEqual({ kind: 'registered', accelerator: 'Alt+Shift+Space' });
});

test('an accelerator a person chose is never replaced by another', () => {
  const keys = registry(['Control+Alt+K']);
  expect(hotkeyOn(keys).set('Control+Alt+K')).toEqual({
    kind: 'failed',
    accelerator: 'Control+Alt+K',
    reason: 'taken',
  });
  expect(keys.held.size).toBe(0);
});

test('when everything is taken, the reason names what was asked for', () => {
  const keys = registry([
    DEFAULT_HOTKEY,
    'Alt+Shift+Space',
    'CommandOrControl+Shift+Space',
    'CommandOrControl+Alt+Space',
  ]);
  expect(hotkeyOn(keys).set(DEFAULT_HOTKEY)).toMatchObject({
    accelerator: DEFAULT_HOTKEY,
    reason: 'taken',
  });
});

test('changing and clearing release the old one', () => {
  const keys = registry();
  const hotkey = hotkeyOn(keys);
  hotkey.set('Alt+F1');
  hotkey.set('Alt+F2');
  expect([...keys.held.keys()]).toEqual(['Alt+F2']);
  expect(hotkey.set('')).toEqual({ kind: 'off' });
  expect(keys.held.size).toBe(0);
});

test.each([
  ['K', 'noModifier'],
  ['Shift+K', 'noModifier'],
  ['Hyper+K', 'invalid'],
  ['Alt+', 'invalid'],
  ['Alt+Boom', 'invalid'],
  ['', null],
  ['F9', null],
])('%s → %s', (accelerator, reason) => {
  const state = hotkeyOn(registry()).set(accelerator);
  expect(state.kind === 'failed' ? state.reason : null).toBe(reason);
});

test('on Wayland a refusal does not blame another program', () => {
  const keys = registry(['F9']);
  expect(hotkeyOn(keys, () => {}, 'wayland').set('F9')).toMatchObject({ kind: 'failed', reason: 'unsupported' });
  expect(hotkeyOn(keys, () => {}, 'x11').set('F9')).toMatchObject({ kind: 'failed', reason: 'taken' });
});

test('a pause lets the keys go and gives the same ones back', () => {
  const keys = registry([DEFAULT_HOTKEY]);
  let presses = 0;
  const hotkey = hotkeyOn(keys, () => presses++);
  hotkey.set(DEFAULT_HOTKEY);
  hotkey.pause();
  expect(keys.held.size).toBe(0);
  expect(hotkey.resume()).toEqual({ kind: 'registered', accelerator: 'Alt+Shift+Space' });
  keys.held.get('Alt+Shift+Space')?.();
  expect(presses).toBe(1);
});

test('keys that were set during a pause stay; there is nothing to give back', () => {
  const keys = registry();
  const hotkey = hotkeyOn(keys);
  hotkey.set('F9');
  hotkey.pause();
  hotkey.set('F10');
  expect(hotkey.resume()).toEqual({ kind: 'registered', accelerator: 'F10' });
  expect([...keys.held.keys()]).toEqual(['F10']);
});
