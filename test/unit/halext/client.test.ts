import { describe, expect, test } from 'vitest';
import type { HalextApi } from '../../../main/halext/api.ts';
import { answeringJson, clientAnswering, type ExchangeName, recorded, replay, responseOf } from './recorded.ts';

const post = { content: 'hello', model: null, signal: new AbortController().signal, onSent: () => {} };
const replacement = { title: 'Renamed', mode: 'solo', withAi: true, defaultModelId: 'mock:mistral' };
const creation = { title: 'x', withAi: true, defaultModelId: null, participantUsernames: [] as string[] };

describe('asks exactly as the contract says', () => {
  const calls: [ExchangeName, (api: HalextApi) => Promise<unknown>][] = [
    ['01-health', (api) => api.health()],
    ['03-version', (api) => api.version()],
    ['20-me-alice', (api) => api.me()],
    ['31-conv-create-min', (api) => api.createConversation(creation)],
    ['36-conv-get', (api) => api.getConversation(1)],
    ['40-msg-post-ai-mock', (api) => api.postMessage(1, post)],
    ['47-msg-list', (api) => api.listMessages(1)],
    ['50-conv-list', (api) => api.listConversations()],
    ['53-conv-put-full', (api) => api.replaceConversation(1, replacement)],
    ['57-conv-delete-owner', (api) => api.deleteConversation(3)],
    ['82-ai-models', (api) => api.listModels()],
    ['87-ai-chat', (api) => api.chat({ ...post, prompt: 'Hello', history: [] })],
    ['200-owui-enabled', (api) => api.openWebuiStatus()],
    ['202-owui-sso-unprovisioned', (api) => api.openWebuiSso(null)],
    ['203-owui-sync-created', (api) => api.openWebuiProvision()],
  ];
  test.each(calls)('%s', async (name, call) => {
    const { api, requests } = replay(name);
    expect(await call(api)).toMatchObject({ ok: true });
    const { method, path } = recorded(name);
    expect(requests.map((request) => `${request.method} ${request.url}`)).toEqual([
      `${method} https://halext.example${path}`,
    ]);
  });

  test('a token goes only where one is needed', async () => {
    const open = replay('03-version');
    await open.api.version();
    expect(open.requests[0]?.headers).not.toHaveProperty('authorization');
    const signed = replay('50-conv-list');
    await signed.api.listConversations();
    expect(signed.requests[0]?.headers).toHaveProperty('authorization', 'Bearer t0ken');
  });

  test('a replacement sends all four fields, because an omitted one is reset', async () => {
    const { api, requests } = replay('53-conv-put-full');
    await api.replaceConversation(1, { title: 'T', mode: 'partner', withAi: false, defaultModelId: null });
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      title: 'T',
      mode: 'partner',
      with_ai: false,
      default_model_id: null,
    });
  });

  test.each([
    [[], 'solo'],
    [['bob'], 'partner'],
    [['bob', 'carol'], 'group'],
  ])('a conversation with %j is %s', async (participantUsernames, mode) => {
    const { api, requests } = replay('31-conv-create-min');
    await api.createConversation({ ...creation, participantUsernames });
    expect(JSON.parse(String(requests[0]?.body))).toMatchObject({ mode, participant_usernames: participantUsernames });
  });

  test('an answer may take 180 s, the list of models 60 s, everything else 15 s', async () => {
    const answer = replay('40-msg-post-ai-mock');
    await answer.api.postMessage(1, post);
    const models = replay('82-ai-models');
    await models.api.listModels();
    const list = replay('50-conv-list');
    await list.api.listConversations();
    const waits = [answer, models, list].map(({ requests }) => requests[0]?.timeoutMs?.headers);
    expect(waits).toEqual([180_000, 60_000, 15_000]);
  });

  test('what somebody searches cannot change the address', async () => {
    const { api, requests } = answeringJson([]);
    await api.searchUsers('a&limit=-1#é');
    expect(requests[0]?.url).toBe('https://halext.example/api/users/search?q=a%26limit%3D-1%23%C3%A9&limit=20');
  });

  test('where to land in Open WebUI is sent encoded, because the server pastes it into a link', async () => {
    const { api, requests } = replay('205-owui-sso-redirect');
    await api.openWebuiSso('/c/1?a=1&b=2#frag');
    expect(JSON.parse(String(requests[0]?.body))).toEqual({ redirect_to: '%2Fc%2F1%3Fa%3D1%26b%3D2%23frag' });
  });

  test('the request has left once, even when it is repeated after a renewal', async () => {
    let left = 0;
    const { api, requests } = replay('40-msg-post-ai-mock');
    await api.postMessage(1, { ...post, onSent: () => (left += 1) });
    requests[0]?.onSent?.();
    expect(left).toBe(1);
  });
});

describe('reads what the server really answered', () => {
  test('version and health', async () => {
    expect(await replay('03-version').api.version()).toEqual({
      ok: true,
      value: { version: '0.2.0-refactored', apiName: 'Halext Org API' },
    });
    expect(await replay('01-health').api.health()).toEqual({
      ok: true,
      value: { status: 'healthy', version: '0.2.0-refactored' },
    });
  });

  test('me, without the workspace that comes along', async () => {
    expect(await replay('20-me-alice').api.me()).toEqual({
      ok: true,
      value: { id: 1, username: 'alice', fullName: 'Alice A', email: 'alice@example.com' },
    });
  });

  test('a conversation with its people, naive times being UTC', async () => {
    expect(await replay('32-conv-create-full').api.createConversation(creation)).toEqual({
      ok: true,
      value: {
        id: 2,
        title: 'With Bob',
        mode: 'partner',
        withAi: false,
        defaultModelId: 'mock:llama3.1',
        ownerId: 1,
        createdAt: Date.UTC(2026, 10, 20, 15, 3, 29),
        updatedAt: Date.UTC(2026, 10, 20, 15, 3, 29),
        participants: [
          { id: 1, username: 'alice', fullName: 'Alice A' },
          { id: 2, username: 'bob', fullName: null },
        ],
        lastMessage: null,
      },
    });
  });

  test('an empty title and an unknown mode are what they are', async () => {
    const result = await replay('35-conv-create-weird').api.getConversation(3);
    expect(result).toMatchObject({
      ok: true,
      value: { title: '', mode: 'banana', defaultModelId: 'nope:does-not-exist' },
    });
  });

  test('a list of conversations with their last messages', async () => {
    const result = await replay('50-conv-list').api.listConversations();
    expect(
      result.ok && result.value.conversations.map((one) => [one.id, one.lastMessage?.id, one.lastMessage?.ai]),
    ).toEqual([
      [1, 6, true],
      [2, 4, false],
      [3, 8, true],
    ]);
  });

  test('a question and its answer, with the model that answered', async () => {
    const result = await replay('210-msg-ollama').api.postMessage(1, post);
    expect(result.ok && result.value.map((one) => [one.id, one.ai, one.authorId, one.modelUsed, one.content])).toEqual([
      [1, false, 1, null, 'hello real model'],
      [2, true, null, 'ollama:llama3.1:8b', 'Line one\n\n- item with **md**\nπ ok'],
    ]);
  });

  test('without AI there is only the question', async () => {
    const result = await replay('41-msg-post-noai').api.postMessage(2, post);
    expect(result.ok && result.value.map((one) => one.content)).toEqual(['hi bob']);
  });

  test('the model a quick message was sent with does not make it an answer', async () => {
    const quick = { ...(recorded('64-quick').body as object), model_used: 'openai:gpt' };
    const result = await answeringJson([quick]).api.listMessages(3);
    expect(result).toMatchObject({ ok: true, value: [{ ai: false, modelUsed: 'openai:gpt' }] });
  });

  test('models', async () => {
    expect(await replay('207-ai-models-ollama').api.listModels()).toEqual({
      ok: true,
      value: {
        models: [
          {
            id: 'ollama:llama3.1:8b',
            name: 'llama3.1:8b',
            provider: 'ollama',
            description: null,
            contextWindow: null,
          },
        ],
        defaultModelId: 'ollama:llama3.1:8b',
      },
    });
  });

  test('Open WebUI: where it is, the sign-in link, an account that exists already', async () => {
    expect(await replay('200-owui-enabled').api.openWebuiStatus()).toEqual({
      ok: true,
      value: { enabled: true, url: 'https://org.halext.org/webui/' },
    });
    expect(await replay('70-owui-disabled').api.openWebuiStatus()).toEqual({
      ok: true,
      value: { enabled: false, url: null },
    });
    expect(await replay('225-owui-sso-relative-public-url').api.openWebuiSso(null)).toEqual({
      ok: true,
      value: { ssoUrl: '/webui/sso?token=<jwt>' },
    });
    expect(await replay('204-owui-sync-again').api.openWebuiProvision()).toMatchObject({
      ok: true,
      value: { success: false, action: 'failed', error: expect.stringContaining('already registered') },
    });
  });
});

describe('reads tolerantly, and loses nothing readable', () => {
  const good = (id: number) => ({
    id,
    conversation_id: 1,
    author_id: 1,
    author_type: 'user',
    model_used: null,
    content: `text ${id}`,
    created_at: '2026-11-20T15:03:29',
  });

  test('Q3: messages come in id order, whatever order they were sent in', async () => {
    const result = await answeringJson([good(9), good(2), good(10)]).api.listMessages(1);
    expect(result.ok && result.value.map((one) => one.id)).toEqual([2, 9, 10]);
  });

  test.each([
    ['an id JavaScript would confuse with another', { id: 2 ** 53 }],
    ['an id that is text', { id: '7' }],
    ['no content', { content: null }],
    ['a time that is none', { created_at: 'yesterday' }],
  ])('%s costs that row only, and is told', async (_why, damage) => {
    const { api, skipped } = answeringJson([good(1), { ...good(2), ...damage }, null, good(3)]);
    const result = await api.listMessages(1);
    expect(result.ok && result.value.map((one) => one.id)).toEqual([1, 3]);
    expect(skipped).toEqual([['list messages', 2]]);
  });

  test('a conversation that cannot be read costs that row only; the list says that it has gaps', async () => {
    const row = recorded('36-conv-get').body as Record<string, unknown>;
    const { api } = answeringJson([row, { ...row, id: 2, owner_id: undefined }]);
    expect(await api.listConversations()).toMatchObject({
      ok: true,
      value: { complete: false, conversations: [{ id: row.id }] },
    });
  });

  test('a damaged last message or participant does not cost the conversation', async () => {
    const row = recorded('36-conv-get').body as Record<string, unknown>;
    const { api } = answeringJson([
      { ...row, last_message: { id: 'x' }, participant_details: [{ id: 1, username: 'alice' }, { id: null }] },
      { ...row, id: 2, participant_details: null, updated_at: null, unread_count: 'many', mode: null },
    ]);
    expect(await api.listConversations()).toMatchObject({
      ok: true,
      value: {
        complete: true,
        conversations: [
          { id: 1, lastMessage: null, participants: [{ id: 1, username: 'alice', fullName: null }] },
          { id: 2, participants: [], mode: 'solo', updatedAt: Date.UTC(2026, 10, 20, 15, 3, 29) },
        ],
      },
    });
  });

  test('a stored message without any readable row is an error, not an empty success', async () => {
    expect(await answeringJson([{ id: 1 }]).api.postMessage(1, post)).toMatchObject({
      ok: false,
      error: { kind: 'protocol', reason: 'wrongShape' },
    });
  });

  test('Q15: the start page of a web site with status 200 is no answer', async () => {
    const page = responseOf({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Halext</title>' });
    for (const call of [(api: HalextApi) => api.listConversations(), (api: HalextApi) => api.version()]) {
      expect(await call(clientAnswering(page).api)).toMatchObject({
        ok: false,
        error: { kind: 'protocol', reason: 'html' },
      });
    }
  });

  test('an object where a list belongs is an error of shape', async () => {
    expect(await answeringJson({ conversations: [] }).api.listConversations()).toMatchObject({
      ok: false,
      error: { kind: 'protocol', reason: 'wrongShape' },
    });
  });
});
