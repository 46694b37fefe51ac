import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { HalextApi } from '../../../main/halext/api.ts';
import { createHalextClient } from '../../../main/halext/client.ts';
import { requestToken } from '../../../main/halext/login.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import type { HttpClient } from '../../../main/http/message.ts';
import { Secret } from '../../../main/secret.ts';

let demo: DemoWorkspace;
let http: HttpClient;
let api: HalextApi;

beforeEach(async () => {
  demo = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  const { username, password } = demo.credentials;
  const token = await requestToken(http, demo.apiBase, username, new Secret(password));
  if (!token.ok) throw new Error(token.error.message);
  api = createHalextClient({ http, base: demo.apiBase, authorised: (call) => call(token.value) });
});

afterEach(async () => {
  await http.close();
  await demo.stop();
});

async function conversation(withAi = true): Promise<number> {
  const created = await api.createConversation({
    title: 'Test',
    withAi,
    defaultModelId: null,
    participantUsernames: [],
  });
  if (!created.ok) throw new Error(created.error.message);
  return created.value.id;
}

function post(id: number, content: string, more: { signal?: AbortSignal; onSent?: () => void } = {}) {
  const { signal = new AbortController().signal, onSent = () => {} } = more;
  return api.postMessage(id, { content, model: null, signal, onSent });
}

test('the whole life of a conversation', async () => {
  const me = await api.me();
  const id = await conversation();
  const answered = await post(id, 'Bonjour ☕');
  expect(answered).toMatchObject({ ok: true, value: [{ ai: false, content: 'Bonjour ☕' }, { ai: true }] });
  const changed = await api.replaceConversation(id, {
    title: 'Neu',
    mode: 'solo',
    withAi: false,
    defaultModelId: null,
  });
  expect(changed).toMatchObject({ ok: true, value: { title: 'Neu', withAi: false } });
  const read = await api.getConversation(id);
  expect(read.ok && me.ok && read.value.ownerId === me.value.id).toBe(true);
  expect(await api.deleteConversation(id)).toEqual({ ok: true, value: null });
  expect(await api.getConversation(id)).toMatchObject({ ok: false, error: { kind: 'notFound' } });
});

test('everything listed can be read without leaving a row out', async () => {
  const skipped: string[] = [];
  const { username, password } = demo.credentials;
  const token = await requestToken(http, demo.apiBase, username, new Secret(password));
  const strict = createHalextClient({
    http,
    base: demo.apiBase,
    authorised: (call) => (token.ok ? call(token.value) : Promise.resolve(token)),
    onSkippedRows: (purpose) => skipped.push(purpose),
  });
  const list = await strict.listConversations();
  for (const { id } of list.ok ? list.value.conversations : [])
    expect(await strict.listMessages(id)).toMatchObject({ ok: true });
  expect(await strict.listModels()).toMatchObject({ ok: true });
  expect(await strict.searchUsers('')).toMatchObject({ ok: true });
  expect(list.ok && list.value.conversations.length).toBeGreaterThan(0);
  expect(skipped).toEqual([]);
});

test('an answer of 10 MB arrives whole', async () => {
  demo.switches.set('hugeMessage', 10_000_000);
  const answered = await post(await conversation(), 'Tell me everything');
  expect(answered.ok && answered.value[1]?.content.length).toBe(10_000_000);
});

test.each([
  ['dropBeforeStore', 'http', 'dropped'],
  ['storeThenDropReply', 'http', 'dropped'],
  ['storeThenFail500', 'http', 'serverFault'],
  ['storeThenHtml504', 'http', 'gatewayTimeout'],
  ['aiFails500', 'serverAi', undefined],
  ['html413', 'validation', 'tooLarge'],
  ['invalidJson', 'protocol', 'notJson'],
  ['spaHtml', 'protocol', 'html'],
] as const)('sending with %s: %s/%s, and it may have arrived', async (name, kind, reason) => {
  const id = await conversation();
  demo.switches.set(name, true);
  const sent = await post(id, 'hello');
  expect(!sent.ok && [sent.error.kind, sent.error.reason]).toEqual([kind, reason]);
  expect(!sent.ok && nothingLeft(sent.error)).toBe(false);
});

test('a cut body and an endless one are errors, not half an answer', async () => {
  demo.switches.set('cutAfterBytes', 20, { times: 1 });
  expect(await api.listConversations()).toMatchObject({ ok: false, error: { kind: 'http', reason: 'dropped' } });
  demo.switches.set('tooManyBytes', 70 * 1024 * 1024, { times: 1 });
  expect(await api.listConversations()).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'tooLarge' } });
});

test('a limiter in front of the server says how long to wait', async () => {
  demo.switches.set('retryAfter', { status: 429, seconds: 9 });
  expect(await api.listConversations()).toMatchObject({
    ok: false,
    error: { kind: 'http', status: 429, retryable: true, retryAfterMs: 9_000 },
  });
});

test('stopping to wait cancels, after the message has left', async () => {
  const id = await conversation();
  demo.switches.set('lateAnswerMs', 60_000);
  const stop = new AbortController();
  const sent = await post(id, 'Take your time', { signal: stop.signal, onSent: () => stop.abort() });
  expect(sent).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(!sent.ok && nothingLeft(sent.error)).toBe(false);
});

test('with the server away nothing leaves', async () => {
  const id = await conversation();
  await demo.goOffline();
  http.refresh();
  const sent = await post(id, 'hello');
  expect(sent).toMatchObject({ ok: false, error: { kind: 'refused' } });
  expect(!sent.ok && nothingLeft(sent.error)).toBe(true);
});
