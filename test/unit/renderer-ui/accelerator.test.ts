import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { formatAccelerator, speakAccelerator } from '../../../renderer/ui/accelerator.ts';
import { contains } from '../../../renderer/ui/fold.ts';
import { moveTo } from '../../../renderer/ui/popover.ts';

const en = createTranslator('en');
const fr = createTranslator('fr');

test.each([
  ['Mod+Shift+V', '⇧⌘V', 'Ctrl+Shift+V', 'Ctrl+Maj+V'],
  ['Alt+Space', '⌥ Space', 'Alt+Space', 'Alt+Espace'],
  ['CommandOrControl+,', '⌘,', 'Ctrl+,', 'Ctrl+,'],
  ['Escape', 'Esc', 'Esc', 'Échap'],
  ['Enter', '⏎', '⏎', '⏎'],
  ['Control+Alt+F8', '⌃⌥F8', 'Ctrl+Alt+F8', 'Ctrl+Alt+F8'],
] as const)('%s is %s on a Mac, %s elsewhere, %s in French', (accelerator, mac, other, french) => {
  expect(formatAccelerator(accelerator, 'darwin', en)).toBe(mac);
  expect(formatAccelerator(accelerator, 'linux', en)).toBe(other);
  expect(formatAccelerator(accelerator, 'win32', fr)).toBe(french);
});

test('signs are said in words', () => {
  expect(speakAccelerator('Mod+Shift+V', 'darwin', en)).toBe('Shift Command V');
  expect(speakAccelerator('Alt+Enter', 'darwin', en)).toBe('Option Enter');
  expect(speakAccelerator('Mod+.', 'linux', fr)).toBe('Ctrl point');
});

test('text is found without accents and case, every word counts', () => {
  expect(contains('Événements à venir', 'evenements VENIR')).toBe(true);
  expect(contains('Événements à venir', 'evenements hier')).toBe(false);
  expect(contains('anything', '')).toBe(true);
});

test('moving in a list wraps round and ignores other keys', () => {
  expect([moveTo('ArrowDown', 2, 3), moveTo('ArrowUp', 0, 3), moveTo('ArrowDown', -1, 3)]).toEqual([0, 2, 0]);
  expect([moveTo('End', 0, 3), moveTo('Home', 2, 3), moveTo('a', 0, 3), moveTo('ArrowDown', 0, 0)]).toEqual([
    2,
    0,
    null,
    null,
  ]);
});
