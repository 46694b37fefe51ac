import { describe, expect, test } from 'vitest';
import type { DemoState, DemoWorkspace } from '../../../main/demo/index.ts';
import { type Exchange, recorded } from './exchange.ts';
import { read, setUp, signIn } from './workspace.ts';

type Actor = 'alice' | 'bob' | 'carol';
const ACTORS: Actor[] = ['alice', 'bob', 'carol'];

/** The recordings began with an empty database and a server that knows the mock provider only. */
function nobody(): DemoState {
  return {
    users: [],
    conversations: [],
    messages: [],
    presence: [],
    defaultModelId: 'mock:llama3.1',
    signingKey: 'a key for this test only',
    responderSeed: 1,
    credentials: { username: 'alice', password: 'pw-alice-1' },
    provisionedUserIds: [],
    gatewayKey: 'a key for this test only',
    tasks: [],
    threads: [],
  };
}

/** Registers alice, bob and carol, in this order, as the recordings did. */
async function likeTheRecording(): Promise<DemoWorkspace> {
  const { workspace } = await setUp({ state: nobody() });
  for (const name of ACTORS) {
    const full_name = name === 'alice' ? 'Alice A' : null;
    const body = JSON.stringify({ username: name, email: `${name}@example.com`, password: `pw-${name}-1`, full_name });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${workspace.apiBase}/users/`, { method: 'POST', headers, body });
  }
  return workspace;
}

async function replay(workspace: DemoWorkspace, exchange: Exchange, actor: Actor = 'alice') {
  const headers = { ...exchange.headers };
  if (headers.authorization?.includes('<token>')) {
    headers.authorization = `Bearer ${await signIn(workspace, actor, `pw-${actor}-1`)}`;
  }
  const init = { method: exchange.method, headers, redirect: 'manual' as const };
  return read(
    await fetch(workspace.origin + exchange.path, exchange.body === null ? init : { ...init, body: exchange.body }),
  );
}

/** What differs between two runs of the same server is made equal: times, tokens, addresses. */
function plain(text: string, workspace?: DemoWorkspace): string {
  return text
    .replaceAll(workspace?.origin ?? 'https://org.halext.org', '<origin>')
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, '<origin>')
    .replace(/https:\/\/org\.halext\.org/g, '<origin>')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<jwt>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?!\.)/g, '<seconds>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/g, '<microseconds>');
}

/** Names and kinds of a value, without what it says; lists of objects by their first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? [shape(value[0])] : 'list';
  if (value === null || typeof value !== 'object') return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
}

function sameHead(answer: Awaited<ReturnType<typeof replay>>, exchange: Exchange): void {
  const names = ['content-type', 'www-authenticate', 'allow', 'x-halext-ai-model'];
  const heads = (status: number, headers: Headers) => ({
    status,
    ...Object.fromEntries(names.map((name) => [name, headers.get(name)])),
    location: headers.get('location')?.replace(/^http:\/\/[^/]+/, '<origin>') ?? null,
  });
  expect(heads(answer.status, answer.headers), exchange.name).toEqual(heads(exchange.status, exchange.answerHeaders));
}

async function same(workspace: DemoWorkspace, number: string, actor?: Actor): Promise<void> {
  const exchange = recorded(number);
  const answer = await replay(workspace, exchange, actor);
  sameHead(answer, exchange);
  const expected = plain(exchange.answerBody);
  if (exchange.answerHeaders.get('content-type') === 'application/json' && expected !== '') {
    expect(JSON.parse(plain(answer.text, workspace)), exchange.name).toEqual(JSON.parse(expected));
  } else {
    expect(plain(answer.text, workspace).trimEnd(), exchange.name).toBe(expected);
  }
}

async function sameShape(workspace: DemoWorkspace, number: string): Promise<void> {
  const exchange = recorded(number);
  const answer = await replay(workspace, exchange);
  sameHead(answer, exchange);
  expect(shape(answer.json), exchange.name).toEqual(shape(JSON.parse(exchange.answerBody)));
}

describe('exchanges recorded with the real backend, replayed', () => {
  test('signing in, and all the ways to fail at it', async () => {
    const workspace = await likeTheRecording();
    for (const number of ['08', '10', '11', '12', '13', '15', '24']) await same(workspace, number);
  });

  test('an ended token is refused like a wrong one', async () => {
    const workspace = await likeTheRecording();
    workspace.switches.set('tokenLifetimeMs', 0);
    await same(workspace, '25');
  });

  test('version, health and the inline workspace have the recorded names and kinds', async () => {
    const workspace = await likeTheRecording();
    const health = await replay(workspace, recorded('01'));
    expect(health.json).toMatchObject({ status: 'healthy', components: { database: 'healthy', ai_provider: 'mock' } });
    expect(plain(health.json.timestamp)).toBe('<microseconds>');
    for (const number of ['03', '80']) await sameShape(workspace, number);
    const models = await replay(workspace, recorded('207'));
    const modelsWere = JSON.parse(recorded('207').answerBody) as { models: object[] };
    expect(Object.keys(models.json).sort()).toEqual(Object.keys(modelsWere).sort());
    expect(Object.keys(models.json.models[0]).sort()).toEqual(Object.keys(modelsWere.models[0] ?? {}).sort());
    const me = await replay(workspace, recorded('20'));
    const was = JSON.parse(recorded('20').answerBody) as Record<string, unknown>;
    expect(Object.keys(me.json).sort()).toEqual(Object.keys(was).sort());
    for (const list of ['events', 'labels'] as const) expect(shape(me.json[list])).toEqual(shape(was[list]));
  });

  test('a first account is registered with the recorded answer', async () => {
    const { workspace } = await setUp({ state: nobody() });
    const exchange = recorded('05');
    const answer = await replay(workspace, exchange);
    sameHead(answer, exchange);
    const { username, email, full_name, is_admin, id } = JSON.parse(exchange.answerBody) as Record<string, unknown>;
    expect(answer.json).toMatchObject({ username, email, full_name, is_admin, id });
  });

  test('the life of three conversations, word for word', async () => {
    const workspace = await likeTheRecording();
    for (const number of ['31', '32', '33', '34', '35', '36']) await same(workspace, number);
    await same(workspace, '37', 'bob');
    for (const number of ['38', '40', '41', '43']) await same(workspace, number);
    await say(workspace, '/api/conversations/2/messages', '');
    await same(workspace, '45');
    await say(workspace, '/api/conversations/3/messages', 'nobody answers for this model');
    for (const number of ['47', '48']) await same(workspace, number);
    await same(workspace, '50');
    for (const number of ['51', '52', '53', '54']) await same(workspace, number);
    for (const number of ['55', '56']) await same(workspace, number, 'bob');
    for (const number of ['57', '59', '62']) await same(workspace, number);
    for (const number of ['64', '65']) await same(workspace, number, 'bob');
  });

  test('asking the AI directly', async () => {
    const workspace = await likeTheRecording();
    workspace.switches.set('providersGone', true);
    await same(workspace, '82');
    await same(workspace, '87');
    const stream = await replay(workspace, recorded('88'));
    sameHead(stream, recorded('88'));
    expect(stream.text.trimEnd()).toBe(recorded('88').answerBody);
  });

  test('a local model that answers, and one that fails', async () => {
    const workspace = await likeTheRecording();
    workspace.state.defaultModelId = 'ollama:llama3.1:8b';
    await replay(workspace, { ...recorded('31') });
    workspace.switches.set('answerText', 'Line one\n\n- item with **md**\nπ ok', { times: 1 });
    await same(workspace, '210');
    workspace.switches.set('mockAnswers', true);
    await same(workspace, '211');
  });

  test('Open WebUI switched off', async () => {
    const workspace = await likeTheRecording();
    workspace.switches.set('openWebui', 'disabled');
    for (const number of ['70', '71', '72', '73', '74']) await same(workspace, number);
  });

  test('Open WebUI switched on: status, provisioning twice, sign-in links', async () => {
    const workspace = await likeTheRecording();
    for (const number of ['200', '201', '202', '203', '204', '205']) {
      if (number === '203') workspace.state.provisionedUserIds = [];
      const exchange = recorded(number);
      const answer = await replay(workspace, exchange);
      sameHead(answer, exchange);
      const mend = (text: string) => plain(text).replaceAll('<origin>/webui/c/', '<chat>/');
      expect(JSON.parse(mend(answer.text))).toEqual(JSON.parse(mend(exchange.answerBody)));
    }
    workspace.switches.set('sso', 'relative');
    await same(workspace, '225');
  });
});

/** Exchanges 42 and 46 were not kept; their messages show in later ones. */
async function say(workspace: DemoWorkspace, path: string, content: string): Promise<void> {
  await replay(workspace, { ...recorded('41'), path, body: JSON.stringify({ content }) });
}
