import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { createNotifier, type News } from '../../../main/shell/notifications.ts';
import { fakeClock } from './fake-clock.ts';

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
  const clock = fakeClock();
  const desk = { silent: false, openedSeveral: 0 };
  const instance = createNotifier({
    create: (options) => {
      const one = new Shown(options);
      shown.push(one);
      return one as never;
    },
    platform,
    clock,
    isSilent: async () => desk.silent,
    titleOfSeveral: (count) => `${count} together`,
    openSeveral: () => desk.openedSeveral++,
  });
  return { shown, clock, desk, ...instance };
}

const about = (subject: string, more: Partial<News> = {}): News => ({
  about: subject,
  title: subject,
  body: '',
  open: () => {},
  ...more,
});
const settled = () => new Promise<void>((done) => setImmediate(done));

test('one per subject: the newer replaces the older', async () => {
  const { shown, tell } = notifier();
  tell(about('a', { title: '1' }));
  await settled();
  tell(about('a', { title: '2' }));
  tell(about('b'));
  await settled();
  expect(shown.map(({ options, open }) => [options.title, open])).toEqual([
    ['1', false],
    ['2', true],
    ['b', true],
  ]);
});

test('a click opens exactly what it is about', async () => {
  const { shown, tell } = notifier();
  const opened: string[] = [];
  tell(about('a', { open: () => opened.push('a') }));
  tell(about('b', { open: () => opened.push('b') }));
  await settled();
  shown[1]?.emit('click');
  expect(opened).toEqual(['b']);
});

test('looking at it takes it away, also before it is shown', async () => {
  const { shown, tell, seen } = notifier();
  tell(about('a'));
  await settled();
  seen('a');
  seen('unknown');
  expect(shown[0]?.open).toBe(false);
  tell(about('b'));
  seen('b');
  await settled();
  expect(shown).toHaveLength(1);
});

test('a long answer is cut without breaking a character', async () => {
  const { shown, tell } = notifier();
  tell(about('a', { body: `${'x'.repeat(179)}😀 and more` }));
  await settled();
  expect(shown[0]?.options.body?.isWellFormed()).toBe(true);
  expect(shown[0]?.options.body?.length).toBeLessThanOrEqual(181);
});

test('where the system has no notifications nothing happens, and it is known', async () => {
  const none = createNotifier({
    create: null,
    platform: 'linux',
    clock: fakeClock(),
    isSilent: async () => false,
    titleOfSeveral: String,
    openSeveral: () => {},
  });
  none.tell(about('a'));
  await none.attempt(about('b'));
  expect(none.state()).toBe('unsupported');
});

test.each([
  ['darwin', 'if a < b & c > d: <b>x</b>'],
  ['win32', 'if a < b & c > d: <b>x</b>'],
  ['linux', 'if a &lt; b &amp; c &gt; d: &lt;b&gt;x&lt;/b&gt;'],
] as const)('the text of a server is only text on %s', async (platform, body) => {
  const { shown, tell } = notifier(platform);
  tell(about('a', { title: 'A & B', body: 'if a < b & c > d: <b>x</b>' }));
  await settled();
  expect(shown[0]?.options).toMatchObject({ title: 'A & B', body });
});

test('buttons where the system draws them: each does its own, and opens nothing', async () => {
  const chosen: string[] = [];
  const choices = ['yes', 'no'].map((label) => ({ label, choose: () => chosen.push(label) }));
  const news = about('a', { choices, open: () => chosen.push('open') });
  const { shown, tell } = notifier('darwin');
  tell(news);
  await settled();
  expect(shown[0]?.options.actions?.map(({ text }) => text)).toEqual(['yes', 'no']);
  shown[0]?.emit('action', { actionIndex: 1 });
  expect(chosen).toEqual(['no']);

  const linux = notifier('linux');
  linux.tell(news);
  await settled();
  expect(linux.shown[0]?.options).not.toHaveProperty('actions');
});

test('those of one kind belong to one group', async () => {
  const { shown, tell } = notifier();
  tell(about('run 7'));
  tell(about('conversation 7'));
  await settled();
  expect(shown.map(({ options }) => options.groupId)).toEqual(['run', 'conversation']);
});

test('no sound while the person wants silence', async () => {
  const { shown, tell, desk, clock } = notifier();
  tell(about('a'));
  await settled();
  desk.silent = true;
  await clock.pass(60_000);
  tell(about('b'));
  await settled();
  expect(shown.map(({ options }) => options.silent)).toEqual([false, true]);
});

test('more than three at once become one, which grows without another sound', async () => {
  const { shown, tell, desk } = notifier();
  for (const subject of ['a', 'b', 'c']) tell(about(subject));
  await settled();
  tell(about('d'));
  await settled();
  expect(shown.map(({ open }) => open)).toEqual([false, false, false, true]);
  expect(shown[3]?.options).toMatchObject({ title: '4 together', body: 'a · b · c · d', silent: false });
  tell(about('e'));
  await settled();
  expect(shown[4]?.options).toMatchObject({ title: '5 together', silent: true });
  expect(shown.filter(({ open }) => open)).toHaveLength(1);
  shown[4]?.emit('click');
  expect(desk.openedSeveral).toBe(1);
});

test('news of the same subject is one piece of news', async () => {
  const { shown, tell } = notifier();
  for (let n = 0; n < 6; n++) tell(about('a'));
  await settled();
  expect(shown.at(-1)?.options.title).toBe('a');
});

test('what comes after a pause stands by itself again', async () => {
  const { shown, tell, clock } = notifier();
  for (const subject of ['a', 'b', 'c', 'd']) tell(about(subject));
  await clock.pass(10_001);
  tell(about('e'));
  await settled();
  expect(shown.filter(({ open }) => open).map(({ options }) => options.title)).toEqual(['4 together', 'e']);
});

test('the one for several goes when all it tells of has been seen', async () => {
  const { shown, tell, seen } = notifier();
  for (const subject of ['a', 'b', 'c', 'd']) tell(about(subject));
  await settled();
  for (const subject of ['a', 'b', 'c']) seen(subject);
  expect(shown.at(-1)?.open).toBe(true);
  seen('d');
  expect(shown.at(-1)?.open).toBe(false);
});

test.each([
  ['show', 'shown'],
  ['failed', 'refused'],
] as const)('an attempt that ends with %s: %s', async (event, state) => {
  const { shown, attempt, state: current } = notifier();
  expect(current()).toBe('unknown');
  const done = attempt(about('attempt'));
  await settled();
  shown[0]?.emit(event);
  await done;
  expect(current()).toBe(state);
});

test('a system that says nothing about an attempt is not waited for long', async () => {
  const { attempt, clock, state } = notifier();
  const done = attempt(about('attempt'));
  await clock.pass(3_000);
  await done;
  expect(state()).toBe('unknown');
});
