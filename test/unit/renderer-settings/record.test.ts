import { expect, test } from 'vitest';
import { createHotkey } from '../../../main/shell/hotkey.ts';
import type { KeyPress } from '../../../renderer/app/keys.ts';
import { record } from '../../../renderer/settings/record.ts';

function press(key: string, code: string, held = ''): KeyPress {
  return {
    key,
    code,
    ctrlKey: held.includes('C'),
    altKey: held.includes('A'),
    shiftKey: held.includes('S'),
    metaKey: held.includes('M'),
  };
}

test.each([
  [press(' ', 'Space', 'A'), 'Alt+Space'],
  [press('\u00a0', 'Space', 'A'), 'Alt+Space'],
  [press('k', 'KeyK', 'CS'), 'Control+Shift+K'],
  [press('F8', 'F8'), 'F8'],
  [press('ArrowUp', 'ArrowUp', 'CA'), 'Control+Alt+Up'],
  // Option turns the letter into a sign on a Mac: its place decides.
  [press('œ', 'KeyQ', 'A'), 'Alt+Q'],
  // A French keyboard prints A where an American one has Q.
  [press('a', 'KeyQ', 'C'), 'Control+A'],
  [press('&', 'Digit1', 'C'), 'Control+1'],
  [press(',', 'Comma', 'M'), 'Super+,'],
] as const)('the press %# is recorded as %s', (event, accelerator) => {
  expect(record(event)).toEqual({ kind: 'accelerator', accelerator });
});

test('modifiers alone are shown as held, Esc alone leaves, a dead key cannot be used', () => {
  expect(record(press('Shift', 'ShiftLeft', 'CS'))).toEqual({ kind: 'held', held: 'Control+Shift' });
  expect(record(press('Escape', 'Escape'))).toEqual({ kind: 'cancel' });
  expect(record(press('Dead', 'BracketLeft', 'C'))).toEqual({ kind: 'unusable' });
});

test('whatever is recorded with a modifier, main can take', () => {
  const registry = { register: () => true, unregister: () => {} };
  const hotkey = createHotkey(registry, { platform: 'linux', session: 'x11', fire: () => {} });
  const keys = [' ', 'a', 'F12', 'Enter', 'Tab', 'ArrowLeft', 'Home', 'PageDown', 'Delete', 'Insert', '+', ';'];
  const presses = [...keys.map((key) => press(key, '', 'A')), press('7', 'Digit7', 'A'), press('7', 'Numpad7', 'A')];
  for (const each of presses) {
    const recorded = record(each);
    if (recorded.kind !== 'accelerator') throw new Error(`${each.key} was not recorded`);
    expect(hotkey.set(recorded.accelerator)).toEqual({ kind: 'registered', accelerator: recorded.accelerator });
  }
});
