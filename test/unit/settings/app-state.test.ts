import { expect, test } from 'vitest';
import { createAppState } from '../../../main/settings/app-state.ts';

function disk(content?: unknown) {
  const file = {
    content,
    read: () => file.content,
    write(value: unknown) {
      file.content = JSON.parse(JSON.stringify(value));
    },
  };
  return file;
}

const bounds = { x: -1200, y: 40, width: 900, height: 700, maximized: false };

test('remembers where each window was, who was signed in and which hosts were confirmed', () => {
  const file = disk();
  const state = createAppState(file);
  state.setWindowBounds('main', bounds);
  state.setActiveAccount(3);
  state.confirmedHosts.add('https://halext.example/api', 'chat.example');
  state.crossings.add('near', 'far host');
  const again = createAppState(file);
  expect(again.windowBounds('main')).toEqual(bounds);
  expect(again.windowBounds('quick')).toBeNull();
  expect(again.activeAccount()).toBe(3);
  expect(again.confirmedHosts.has('https://halext.example/api', 'chat.example')).toBe(true);
  expect(again.confirmedHosts.has('https://other.example/api', 'chat.example')).toBe(false);
  expect([again.crossings.has('near', 'far host'), again.crossings.has('far host', 'near')]).toEqual([true, false]);
});

test.each([
  ['rubbish'],
  [null],
  [{ windows: { main: { x: 0 }, quick: 5 }, activeAccount: 'one', confirmedHosts: [] }],
  [{ windows: { main: { ...bounds, width: 1e9 } } }],
])('%o counts as nothing remembered', (stored) => {
  const state = createAppState(disk(stored));
  expect(state.windowBounds('main')).toBeNull();
  expect(state.activeAccount()).toBeNull();
  expect(state.confirmedHosts.has('constructor', 'x')).toBe(false);
});

test('also that one goes on without a server, whose account has the number 0', () => {
  const file = disk();
  createAppState(file).setActiveAccount(0);
  expect(createAppState(file).activeAccount()).toBe(0);
});

test('one damaged part does not cost the others', () => {
  const state = createAppState(disk({ windows: 'x', activeAccount: 3, confirmedHosts: { 'https://h/api': ['a'] } }));
  expect(state.activeAccount()).toBe(3);
  expect(state.confirmedHosts.has('https://h/api', 'a')).toBe(true);
});

test('a disk that refuses is told, and the value holds for this run', () => {
  const state = createAppState({
    read: () => undefined,
    write: () => {
      throw new Error('EROFS');
    },
  });
  expect(state.setActiveAccount(2)).toMatchObject({ ok: false, error: { kind: 'storage' } });
  expect(state.activeAccount()).toBe(2);
});
