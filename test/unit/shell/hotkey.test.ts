import { expect, test } from 'vitest';
import { createHotkey, DEFAULT_HOTKEY } from '../../../main/shell/hotkey.ts';

function registry(taken: readonly string[] = []) {
  const held = new Map<string, () => void>();
  return {
    held,
    register(accelerator: string, callback: () => void) {
      if (accelerator === 'Alt+Boom') throw new Error('cannot parse');
      if (taken.includes(accelerator)) return false;
      held.set(accelerator, callback);
      return true;
    },
    unregister(accelerator: string) {
      held.delete(accelerator);
    },
  };
}

test('a press fires', () => {
  const keys = registry();
  let presses = 0;
  createHotkey(keys, () => presses++).set('Control+Alt+K');
  keys.held.get('Control+Alt+K')?.();
  expect(presses).toBe(1);
});

test('the default gives way to a free fallback, and says which', () => {
  const keys = registry([DEFAULT_HOTKEY]);
  const state = createHotkey(keys, () => {}).set(DEFAULT_HOTKEY);
  expect(state).toEqual({ kind: 'registered', accelerator: 'Alt+Shift+Space' });
});

test('an accelerator a person chose is never replaced by another', () => {
  const keys = registry(['Control+Alt+K']);
  expect(createHotkey(keys, () => {}).set('Control+Alt+K')).toEqual({
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
  expect(createHotkey(keys, () => {}).set(DEFAULT_HOTKEY)).toMatchObject({
    accelerator: DEFAULT_HOTKEY,
    reason: 'taken',
  });
});

test('changing and clearing release the old one', () => {
  const keys = registry();
  const hotkey = createHotkey(keys, () => {});
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
  const state = createHotkey(registry(), () => {}).set(accelerator);
  expect(state.kind === 'failed' ? state.reason : null).toBe(reason);
});
