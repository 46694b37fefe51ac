import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { createNotifier } from '../../../main/shell/notifications.ts';

class Shown extends EventEmitter {
  open = true;
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show() {}
  close() {
    this.open = false;
    this.emit('close');
  }
}

function notifier(platform: NodeJS.Platform = 'darwin') {
  const shown: Shown[] = [];
  const instance = createNotifier((options) => {
    const one = new Shown(options);
    shown.push(one);
    return one as never;
  }, platform);
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
  expect(shown[0]?.options.body?.isWellFormed()).toBe(true);
  expect(shown[0]?.options.body?.length).toBeLessThanOrEqual(181);
});

test('where the system has no notifications nothing happens', () => {
  expect(() => createNotifier(null, 'linux').tell({ about: 'a', title: '', body: '', open: () => {} })).not.toThrow();
});

test.each([
  ['darwin', 'if a < b & c > d: <b>x</b>'],
  ['win32', 'if a < b & c > d: <b>x</b>'],
  ['linux', 'if a &lt; b &amp; c &gt; d: &lt;b&gt;x&lt;/b&gt;'],
] as const)('the text of a server is only text on %s', (platform, body) => {
  const { shown, tell } = notifier(platform);
  tell({ about: 'a', title: 'A & B', body: 'if a < b & c > d: <b>x</b>', open: () => {} });
  expect(shown[0]?.options).toMatchObject({ title: 'A & B', body });
});

test('buttons where the system draws them: each does its own, and opens nothing', () => {
  const chosen: string[] = [];
  const choices = ['yes', 'no'].map((label) => ({ label, choose: () => chosen.push(label) }));
  const news = { about: 'a', title: '', body: '', choices, open: () => chosen.push('open') };
  const { shown, tell } = notifier('darwin');
  tell(news);
  expect(shown[0]?.options.actions?.map(({ text }) => text)).toEqual(['yes', 'no']);
  shown[0]?.emit('action', { actionIndex: 1 });
  expect(chosen).toEqual(['no']);

  const linux = notifier('linux');
  linux.tell(news);
  expect(linux.shown[0]?.options).not.toHaveProperty('actions');
});
