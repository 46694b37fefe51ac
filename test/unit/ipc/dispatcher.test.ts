import { expect, test } from 'vitest';
import { createDispatcher, type Handlers, type Sender } from '../../../main/ipc/dispatcher.ts';

const OURS: Sender = { windowId: 1, origin: 'halext-app://ui', mainFrame: true };

function dispatcher(handlers: Partial<Handlers>) {
  const faults: string[] = [];
  const dispatch = createDispatcher({
    handlers: Promise.resolve(handlers as Handlers),
    isTrusted: (sender) => sender.windowId === 1 && sender.mainFrame,
    onFault: (command, what) => faults.push(`${command} ${what}`),
  });
  return { dispatch, faults };
}

test('a call reaches its handler with the parsed request', async () => {
  const { dispatch } = dispatcher({
    'conversations.hide': ({ id, hidden }) => ({ ok: true, value: id === 7 && hidden ? null : null }),
  });
  expect(await dispatch(OURS, 'conversations.hide', { id: 7, hidden: true })).toEqual({ ok: true, value: null });
});

test.each([
  [{ ...OURS, windowId: 2 }, 'a window that is not ours'],
  [{ ...OURS, mainFrame: false }, 'a frame inside a window'],
])('%o is refused', async (sender) => {
  const { dispatch, faults } = dispatcher({});
  expect(await dispatch(sender, 'app.quit', null)).toMatchObject({ ok: false, error: { reason: 'untrusted' } });
  expect(faults).toEqual(['app.quit untrusted']);
});

test.each([
  ['no.such', null],
  ['constructor', null],
  ['__proto__', null],
  [42, null],
])('%s is not a command', async (command, request) => {
  const { dispatch } = dispatcher({});
  expect(await dispatch(OURS, command, request)).toMatchObject({ ok: false, error: { reason: 'unknownCommand' } });
});

test.each([
  ['messages.send', { conversationId: 'x', content: 'a', modelId: null }],
  ['messages.send', { conversationId: 1, content: 'a' }],
  ['messages.open', { conversationId: 1, around: null, limit: 100_000 }],
  ['settings.set', { theme: 'light', plugins: ['evil'] }],
  ['conversations.hide', { id: -1, hidden: true }],
  ['app.info', undefined],
])('%s refuses a request of the wrong shape', async (command, request) => {
  const { dispatch, faults } = dispatcher({});
  expect(await dispatch(OURS, command, request)).toMatchObject({
    ok: false,
    error: { kind: 'validation', reason: 'badRequest' },
  });
  expect(faults).toEqual([`${command} badRequest`]);
});

test('a handler that throws answers an error value without its message', async () => {
  const { dispatch, faults } = dispatcher({
    'app.quit': () => {
      throw new Error('token eyJ.secret');
    },
  });
  const answer = await dispatch(OURS, 'app.quit', null);
  expect(answer).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  expect(JSON.stringify(answer)).not.toContain('eyJ');
  expect(faults).toEqual(['app.quit crashed']);
});

test('calls made while the program starts wait for the handlers', async () => {
  let ready = (_handlers: Handlers): void => {};
  const dispatch = createDispatcher({
    handlers: new Promise((resolve) => {
      ready = resolve;
    }),
    isTrusted: () => true,
    onFault: () => {},
  });
  const early = dispatch(OURS, 'app.quit', null);
  ready({ 'app.quit': () => ({ ok: true, value: null }) } as unknown as Handlers);
  expect(await early).toEqual({ ok: true, value: null });
});
