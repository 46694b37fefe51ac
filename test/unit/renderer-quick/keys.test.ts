import { expect, test } from 'vitest';
import type { KeyPress } from '../../../renderer/app/keys.ts';
import { quickKey } from '../../../renderer/quick/keys.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

test.each([
  ['l', 'model'],
  ['p', 'pin'],
  ['n', 'new'],
  ['o', 'main'],
  ['d', 'compare'],
  ['.', 'stop'],
  ['c', 'copy'],
  ['Enter', 'agent'],
  ['Backspace', 'refuse'],
] as const)('command and %s is %s, on each platform with its own command key', (key, kind) => {
  expect(quickKey(press(key, { metaKey: true }), 'darwin')).toEqual({ kind });
  expect(quickKey(press(key, { ctrlKey: true }), 'win32')).toEqual({ kind });
  expect(quickKey(press(key, { ctrlKey: true }), 'darwin')).toBeNull();
  expect(quickKey(press(key), 'linux')).toBeNull();
});

test('digits go by their place: on a French keyboard the key 1 types &', () => {
  expect(quickKey(press('&', { ctrlKey: true, code: 'Digit1' }), 'linux')).toEqual({ kind: 'goOn', place: 0 });
  expect(quickKey(press('3', { ctrlKey: true, code: 'Digit3' }), 'linux')).toEqual({ kind: 'goOn', place: 2 });
  expect(quickKey(press('4', { ctrlKey: true, code: 'Digit4' }), 'linux')).toBeNull();
});

test('pasting stays pasting; with Shift it asks about the clipboard', () => {
  expect(quickKey(press('v', { ctrlKey: true }), 'linux')).toBeNull();
  expect(quickKey(press('V', { ctrlKey: true, shiftKey: true }), 'linux')).toEqual({ kind: 'clipboard' });
});

test('Esc hides; letters are letters', () => {
  expect(quickKey(press('Escape'), 'linux')).toEqual({ kind: 'hide' });
  expect(quickKey(press('n'), 'linux')).toBeNull();
});
