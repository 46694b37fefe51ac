import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import type { Log } from '../../../main/log.ts';
import { type Remedy, recoverWindow } from '../../../main/shell/window-recovery.ts';
import { fakeClock } from './fake-clock.ts';

/** A window under care, and a person who answers in this order. */
function cared({ visible = true, answers = [] as Remedy[] } = {}) {
  const clock = fakeClock();
  const began = clock.now();
  const did: string[] = [];
  const questions: { trouble: string; signal: AbortSignal }[] = [];
  const note = (what: string) => did.push(`${clock.now() - began} ${what}`);
  const events = new EventEmitter();
  const page = Object.assign(events, {
    reload() {
      note('reload');
      events.emit('dom-ready');
    },
    forcefullyCrashRenderer: () => note('kill'),
    isDevToolsOpened: () => false,
  });
  const state = { visible, destroyed: false, quitting: false };
  const window = Object.assign(new EventEmitter(), {
    webContents: page,
    isVisible: () => state.visible,
    isDestroyed: () => state.destroyed,
  });
  const crashes: string[] = [];
  const logged: unknown[] = [];
  const log: Log = (event, fields) => logged.push({ event, ...fields });
  recoverWindow(window as unknown as BrowserWindow, {
    log,
    clock,
    ask: (trouble, signal) => {
      note(`ask ${trouble}`);
      questions.push({ trouble, signal });
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise(() => {});
    },
    quit: () => note('quit'),
    isQuitting: () => state.quitting,
    remember: () => {
      note('remember');
      return () => note('go back');
    },
    onCrash: (reason) => crashes.push(reason),
  });
  const crash = (reason = 'crashed') => page.emit('render-process-gone', {}, { reason, exitCode: 1 });
  return { clock, did, questions, state, window, crash, crashes, logged };
}

test('three crashes are mended, each after a longer wait; the fourth is asked about', async () => {
  const { clock, did, crash, crashes, logged } = cared({ answers: ['reload'] });
  for (let at = 0; at < 4; at++) {
    crash(at === 0 ? 'oom' : 'crashed');
    await clock.pass(10_000);
  }
  expect(did).toEqual([
    ...['0 remember', '0 reload', '0 go back'],
    // What was in front may have been the cause: only the first time the page goes back to it.
    ...['11000 reload', '24000 reload', '30000 ask crashed', '30000 reload'],
  ]);
  expect(crashes).toEqual(['oom', 'crashed', 'crashed', 'crashed']);
  expect(logged).toContainEqual({ event: 'window.crashed', exitReason: 'oom', count: 1 });
});

test('who loads it again has three more; who quits, quits', async () => {
  const { clock, did, crash } = cared({ answers: ['reload', 'quit'] });
  for (let at = 0; at < 8; at++) {
    crash();
    await clock.pass(5_000);
  }
  expect(did.filter((line) => line.includes('ask'))).toHaveLength(2);
  expect(did.filter((line) => line.includes('reload'))).toHaveLength(7);
  expect(did.at(-1)).toMatch(/quit$/);
});

test('crashes more than five minutes apart are never too many', async () => {
  const { clock, did, crash } = cared();
  for (let at = 0; at < 6; at++) {
    crash();
    await clock.pass(5 * 60_000);
  }
  const each = ['remember', 'reload', 'go back'];
  expect(did.map((line) => line.replace(/^\d+ /, ''))).toEqual(Array.from({ length: 6 }, () => each).flat());
});

test('a page that ends by itself, or while the program quits, is left alone', async () => {
  const { clock, did, crash, state } = cared();
  crash('clean-exit');
  crash();
  state.quitting = true;
  await clock.pass(10_000);
  crash();
  await clock.pass(10_000);
  expect(did).toEqual(['0 remember']);
});

test('nobody is asked about a window out of sight; the question comes when it is shown', async () => {
  const { clock, did, crash, state, window } = cared({ visible: false, answers: ['reload'] });
  for (let at = 0; at < 4; at++) {
    crash();
    await clock.pass(5_000);
  }
  expect(did.filter((line) => line.includes('ask'))).toEqual([]);
  state.visible = true;
  window.emit('show');
  await clock.pass(0);
  expect(did.slice(-2)).toEqual(['20000 ask crashed', '20000 reload']);
});

test('a page that does not react is asked about after a while, and again for who waits', async () => {
  const { clock, did, window } = cared({ answers: ['wait', 'reload'] });
  window.emit('unresponsive');
  window.emit('unresponsive');
  await clock.pass(60_000);
  expect(did).toEqual(['10000 ask unresponsive', '20000 ask unresponsive', '20000 kill']);
});

test('a page that reacts again is not asked about, and a question already asked is taken back', async () => {
  const { clock, did, questions, window } = cared();
  window.emit('unresponsive');
  await clock.pass(9_000);
  window.emit('responsive');
  await clock.pass(60_000);
  expect(did).toEqual([]);
  window.emit('unresponsive');
  await clock.pass(20_000);
  expect(questions.map(({ signal }) => signal.aborted)).toEqual([false]);
  window.emit('responsive');
  expect(questions.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test('a page that hangs and then crashes is mended without a question', async () => {
  const { clock, did, crash, window } = cared();
  window.emit('unresponsive');
  crash();
  await clock.pass(60_000);
  expect(did).toEqual(['0 remember', '0 reload', '0 go back']);
});
