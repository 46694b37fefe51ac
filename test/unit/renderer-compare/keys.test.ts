import { expect, it } from 'vitest';
import { actionOf } from '../../../renderer/app/keys.ts';

it('has the third key of the pages, between the runs and the health; the settings have the fifth', () => {
  const press = { key: '', code: '', ctrlKey: false, metaKey: true, altKey: false, shiftKey: true };
  const pages = [1, 2, 3, 4, 5].map((n) => actionOf({ ...press, code: `Digit${n}`, key: '#' }, 'darwin'));
  expect(pages).toEqual(['chats', 'runs', 'compare', 'health', 'settings']);
  expect(actionOf({ ...press, code: 'Digit3', key: '#', shiftKey: false }, 'darwin')).toBeNull();
  expect(actionOf({ ...press, code: 'Digit3', key: '#', altKey: true }, 'darwin')).toBeNull();
});
