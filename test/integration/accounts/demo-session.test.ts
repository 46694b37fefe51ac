import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyring } from '../../../main/accounts/keyring.ts';
import { createMemoryStore } from '../../../main/accounts/secret-store.ts';
import { createSession, type Session } from '../../../main/accounts/session.ts';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import type { HttpClient } from '../../../main/http/message.ts';
import { memoryAccounts } from '../../unit/accounts/memory-accounts.ts';

let demo: DemoWorkspace;
let http: HttpClient;
let session: Session;

beforeEach(async () => {
  demo = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  session = createSession({
    http,
    clock: systemClock,
    keyring: createKeyring(createMemoryStore()),
    accounts: memoryAccounts(),
  });
});

afterEach(async () => {
  session.close();
  await http.close();
  await demo.stop();
});

const signIn = (more: { address?: string; password?: string; keep?: boolean } = {}) =>
  session.signIn({ address: demo.origin, ...demo.credentials, keep: true, ...more });

/** How often a path was asked for. */
function asked(method: string, path: string) {
  return demo.log().filter((request) => request.method === method && request.path === path).length;
}

test.each([['/'], [''], ['/api'], ['/api/'], ['/api/docs'], ['/some/page']])(
  'the server is found from its address with %j',
  async (tail) => {
    const found = await session.probe(demo.origin + tail);
    expect(found).toMatchObject({ ok: true, value: { server: demo.apiBase, health: 'healthy' } });
  },
);

test('its address without scheme, and a server that is not well', async () => {
  demo.switches.set('healthDegraded', true);
  const found = await session.probe(new URL(demo.origin).host);
  expect(found).toMatchObject({ ok: true, value: { server: demo.apiBase, health: 'degraded' } });
});

test.each([
  ['notHalext', true, 'protocol', 'notHalext'],
  ['spaHtml', true, 'protocol', 'notHalext'],
  ['invalidJson', true, 'protocol', 'notHalext'],
  ['html502', true, 'http', 'unavailable'],
  ['text500', true, 'http', 'serverFault'],
  ['redirectTo', 'https://elsewhere.example/', 'http', 'redirect'],
] as const)('%s: %s/%s', async (name, value, kind, reason) => {
  demo.switches.set(name, value);
  expect(await session.probe(demo.apiBase)).toMatchObject({ ok: false, error: { kind, reason } });
});

test('signs in, with a password refused and then right', async () => {
  expect(await signIn({ password: 'wrong' })).toMatchObject({ ok: false, error: { reason: 'badCredentials' } });
  expect(await signIn()).toMatchObject({ ok: true, value: { kind: 'signedIn', account: { server: demo.apiBase } } });
  expect(await session.api()?.listConversations()).toMatchObject({ ok: true });
});

test('a token that dies while a message is being sent: one renewal, one copy', async () => {
  await signIn();
  const api = session.api();
  const created = await api?.createConversation({
    title: 'Renewal',
    withAi: false,
    defaultModelId: null,
    participantUsernames: [],
  });
  const id = created?.ok ? created.value.id : 0;
  const before = asked('POST', '/api/token');
  demo.switches.set('expireTokensNow', true);
  const sent = await api?.postMessage(id, {
    content: 'Only once',
    model: null,
    signal: new AbortController().signal,
    onSent: () => {},
  });
  expect(sent).toMatchObject({ ok: true, value: [{ content: 'Only once' }] });
  expect(asked('POST', '/api/token') - before).toBe(1);
  const stored = await api?.listMessages(id);
  expect(stored?.ok && stored.value.map((message) => message.content)).toEqual(['Only once']);
});

test('ten calls that meet a dead token share one renewal', async () => {
  await signIn();
  demo.switches.set('expireTokensNow', true);
  const before = asked('POST', '/api/token');
  const results = await Promise.all(Array.from({ length: 10 }, () => session.api()?.listConversations()));
  expect(results.every((result) => result?.ok)).toBe(true);
  expect(asked('POST', '/api/token') - before).toBe(1);
});

test('a server whose clock is two hours off is no trouble', async () => {
  demo.switches.set('clockSkewMs', -2 * 60 * 60_000);
  const result = await signIn();
  const expiresAt = result.ok && result.value.kind === 'signedIn' ? result.value.expiresAt : 0;
  const minutesLeft = (expiresAt - systemClock.now()) / 60_000;
  expect(minutesLeft).toBeGreaterThan(29);
  expect(minutesLeft).toBeLessThan(31);
});

test('while the server is away calls fail as refused and the session stays', async () => {
  await signIn();
  await demo.goOffline();
  expect(await session.api()?.listConversations()).toMatchObject({ ok: false, error: { kind: 'refused' } });
  expect(session.state()).toMatchObject({ kind: 'signedIn' });
  await demo.goOnline();
  expect(await session.api()?.listConversations()).toMatchObject({ ok: true });
});
