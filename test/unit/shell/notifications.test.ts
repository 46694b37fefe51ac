import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createNotifier } from '../../../main/shell/notifications.ts';

class Shown extends EventEmitter {
  open = true;
  readonly options: { title: string; body: string };
  constructor(options: { title: string; body: string }) {
    super();
    this.options = options;
  }
  show() {}
  close() {
    this.open = false;
    this.emit('close');
  }
}

function notifier() {
  const shown: Shown[] = [];
  const instance = createNotifier((options) => {
    const one = new Shown(options);
    shown.push(one);
    return one as never;
  });
  return { shown, ...instance };
}

test('one per subject: the newer replaces the older', () => {
  const { shown, tell } = notifier();
  tell({ about: 'a', title: '1', body: '', open: () => {} });
  tell({ about: 'a', title: '2', body: '', open: () => {} });
  tell({ about: 'b', title: '3', body: '', open: () => {} });
  expect(shown.map((one) => one.open)).toEqual([false, true, true]);
});

test('a click opens exactly what it is about', () => {
  const { shown, tell } = notifier();
  const opened: string[] = [];
  tell({ about: 'a', title: '', body: '', open: () => opened.push('a') });
  tell({ about: 'b', title: '', body: '', open: () => opened.push('b') });
  shown[1]?.emit('click');
  expect(opened).toEqual(['b']);
});

test('looking at it takes it away', () => {
  const { shown, tell, seen } = notifier();
  tell({ about: 'a', title: '', body: '', open: () => {} });
  seen('a');
  seen('unknown');
  expect(shown[0]?.open).toBe(false);
});

test('a long answer is cut without breaking a character', () => {
  const { shown, tell } = notifier();
  tell({ about: 'a', title: '', body: `${'x'.repeat(179)}😀 and more`, open: () => {} });
  expect(shown[0]?.options.body.isWellFormed()).toBe(true);
  expect(shown[0]?.options.body.length).toBeLessThanOrEqual(181);
});

test('where the system has no notifications nothing happens', () => {
  expect(() => createNotifier(null).tell({ about: 'a', title: '', body: '', open: () => {} })).not.toThrow();
});
