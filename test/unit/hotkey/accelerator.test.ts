import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAccelerator } from '../../../main/hotkey/accelerator.ts';
import { EVERY_KEY } from './every-key.ts';

test.each([
  ['Alt+Space', { modifiers: ['alt'], key: 'space' }],
  ['shift+ALT+space', { modifiers: ['alt', 'shift'], key: 'space' }],
  ['Control+Ctrl+K', { modifiers: ['ctrl'], key: 'k' }],
  ['Super+Return', { modifiers: ['super'], key: 'enter' }],
  ['Option+Meta+num3', { modifiers: ['alt', 'super'], key: 'num3' }],
  ['AltGr+;', { modifiers: ['altgr'], key: ';' }],
  ['F9', { modifiers: [], key: 'f9' }],
  ['Shift+F24', { modifiers: ['shift'], key: 'f24' }],
] as const)('%s is read whatever its spelling', (accelerator, keys) => {
  expect(parseAccelerator(accelerator, 'linux')).toEqual(keys);
});

test('the main modifier is Command on a Mac and Control elsewhere', () => {
  expect(parseAccelerator('CmdOrCtrl+K', 'darwin')).toEqual({ modifiers: ['super'], key: 'k' });
  expect(parseAccelerator('CommandOrControl+K', 'win32')).toEqual({ modifiers: ['ctrl'], key: 'k' });
});

test.each([
  ['K', 'noModifier'],
  ['Shift+K', 'noModifier'],
  ['Alt+', 'invalid'],
  ['Alt+F25', 'invalid'],
  ['Hyper+K', 'invalid'],
  ['constructor+K', 'invalid'],
  ['', 'invalid'],
] as const)('%s is refused: %s', (accelerator, refusal) => {
  expect(parseAccelerator(accelerator, 'linux')).toBe(refusal);
});

test('every key can be had with a modifier, and nothing a file or a page sends makes it throw', () => {
  for (const key of EVERY_KEY) expect(parseAccelerator(`Alt+${key}`, 'linux')).toEqual({ modifiers: ['alt'], key });
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const keys = parseAccelerator(text, 'linux');
      if (typeof keys !== 'string') expect(EVERY_KEY).toContain(keys.key);
    }),
  );
});
