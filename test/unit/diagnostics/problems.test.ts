import { expect, test } from 'vitest';
import { createProblemLog } from '../../../main/diagnostics/problems.ts';
import { appError, fail, ok } from '../../../main/errors.ts';
import type { Handlers, Sender } from '../../../main/ipc/dispatcher.ts';

const SENDER: Sender = { windowId: 1, origin: '', mainFrame: true };

function desk() {
  const written: unknown[] = [];
  let now = 0;
  const problems = createProblemLog((event, fields) => written.push([event, fields]), { now: () => now });
  const pass = (ms: number) => {
    now += ms;
  };
  return { written, problems, pass };
}

test('a command that fails is written down with kind, reason and status, and answers as before', async () => {
  const { written, problems } = desk();
  const refused = fail(appError('http', 'the server said: hunter2', { reason: 'redirect', status: 302 }));
  const handlers = problems.over({
    'session.probe': () => refused,
    'sync.get': async () => fail(appError('cancelled', 'changed their mind')),
    'app.quit': () => ok(null),
  } as unknown as Handlers);
  expect(await handlers['session.probe']({ address: 'secret.example' }, SENDER)).toBe(refused);
  await handlers['sync.get'](null, SENDER);
  expect(await handlers['app.quit'](null, SENDER)).toEqual(ok(null));
  expect(written).toEqual([
    ['command.failed', { command: 'session.probe', kind: 'http', reason: 'redirect', status: 302 }],
  ]);
});

test('a slow command is worth a line', async () => {
  const { written, problems, pass } = desk();
  const after = (ms: number) => {
    pass(ms);
    return ok(null);
  };
  const handlers = problems.over({
    'app.info': () => after(101),
    'app.quit': () => after(100),
  } as unknown as Handlers);
  await handlers['app.quit'](null, SENDER);
  await handlers['app.info'](null, SENDER);
  expect(written).toEqual([['command.slow', { command: 'app.info', ms: 101 }]]);
});

test('being offline is news once, and again after it was over', () => {
  const { written, problems } = desk();
  const offline = { kind: 'offline', since: 1, error: appError('dns', ''), nextAt: null, queued: 0 } as const;
  problems.observe('sync', offline);
  problems.observe('sync', { ...offline, nextAt: 5 });
  problems.observe('sync', { kind: 'idle', lastAt: 9 });
  problems.observe('sync', offline);
  problems.observe('sync', { ...offline, error: appError('refused', '') });
  expect(written).toEqual([
    ['sync.offline', { kind: 'dns' }],
    ['sync.offline', { kind: 'dns' }],
    ['sync.offline', { kind: 'refused' }],
  ]);
});

test('a message that failed is written down without its error’s words', () => {
  const { written, problems } = desk();
  problems.step({ kind: 'sent', messageId: 1, at: 1 });
  problems.step({
    kind: 'failed',
    messageId: 1,
    at: 2,
    error: appError('timeout', 'about the pump', { reason: 'idle' }),
  });
  expect(written).toEqual([['message.failed', { kind: 'timeout', reason: 'idle' }]]);
});
