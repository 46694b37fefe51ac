import { describe, expect, test } from 'vitest';
import { BACKEND_SWITCHES } from '../../../main/demo/switches.ts';
import { eachIsTested, switchTest } from './switch-test.ts';
import { AFTERNOON, eventually, setUp } from './workspace.ts';

const refused = (code: string) => expect.objectContaining({ cause: expect.objectContaining({ code }) });

describe('the way to the server', () => {
  switchTest('offline', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('offline', true, { times: 1 });
    await expect(api.get('/version')).rejects.toEqual(refused('UND_ERR_SOCKET'));
    expect((await api.get('/version')).status).toBe(200);
  });

  switchTest('hang', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('hang', true);
    const patience = new AbortController();
    const waiting = api.send('GET', '/version', undefined, { signal: patience.signal });
    await eventually(() => workspace.log().at(-1)).toMatchObject({ path: '/api/version', status: null });
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });

  switchTest('delayAnswerMs', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('delayAnswerMs', 50);
    const began = performance.now();
    expect((await api.get('/version')).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(45);
  });

  switchTest('slowDrip', async () => {
    const { workspace } = await setUp();
    workspace.switches.set('slowDrip', { pieceBytes: 100, everyMs: 15 });
    const answer = await fetch(`${workspace.apiBase}/version`);
    const sizes: number[] = [];
    for await (const piece of answer.body ?? []) sizes.push(piece.length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes[0]).toBe(100);
  });

  switchTest('cutAfterBytes', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('cutAfterBytes', 20);
    await expect(api.get('/version')).rejects.toThrow('terminated');
  });

  switchTest('tooManyBytes', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('tooManyBytes', 3_000_000);
    const { text, json, headers } = await api.get('/conversations/');
    expect([text.length, typeof json, headers.get('content-length')]).toEqual([3_000_000, 'string', null]);
  });

  switchTest('invalidJson', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('invalidJson', true);
    const { status, type, text } = await api.get('/version');
    expect([status, type]).toEqual([200, 'application/json']);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  switchTest('html502, html504, html413, spaHtml, text500', async () => {
    const { api, workspace } = await setUp();
    const seen: unknown[] = [];
    for (const name of ['html502', 'html504', 'html413', 'spaHtml', 'text500'] as const) {
      workspace.switches.set(name, true, { times: 1 });
      const { status, type } = await api.post('/conversations/', { title: 'never made' });
      seen.push([status, type]);
    }
    expect(seen).toEqual([
      [502, 'text/html'],
      [504, 'text/html'],
      [413, 'text/html'],
      [200, 'text/html'],
      [500, 'text/plain; charset=utf-8'],
    ]);
    expect(workspace.state.conversations).toHaveLength(0);
  });

  switchTest('retryAfter', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('retryAfter', { status: 429, seconds: 7 }, { times: 1 });
    const { status, headers } = await api.get('/version');
    expect([status, headers.get('retry-after')]).toEqual([429, '7']);
  });

  switchTest('redirectTo', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('redirectTo', 'https://elsewhere.example/');
    const { status, headers } = await api.get('/users/me/');
    expect([status, headers.get('location')]).toEqual([307, 'https://elsewhere.example/']);
  });

  switchTest('clockSkewMs', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('clockSkewMs', 20 * 60_000);
    expect((await api.get('/health')).headers.get('date')).toBe('Sat, 21 Nov 2026 16:02:30 GMT');
    workspace.switches.set('clockSkewMs', 40 * 60_000);
    expect((await api.get('/users/me/')).status).toBe(401);
  });
});

describe('signing in', () => {
  switchTest('expireTokensNow', async () => {
    const { api, as, workspace } = await setUp();
    workspace.switches.set('expireTokensNow', true);
    expect((await api.get('/users/me/')).json.detail).toBe('Could not validate credentials');
    expect((await (await as('camille')).get('/users/me/')).status).toBe(200);
  });

  switchTest('tokenLifetimeMs', async () => {
    const { as, clock, workspace } = await setUp();
    workspace.switches.set('tokenLifetimeMs', 5_000);
    const api = await as('camille');
    expect((await api.get('/users/me/')).status).toBe(200);
    clock.advance(5_001);
    expect((await api.get('/users/me/')).status).toBe(401);
  });

  switchTest('tokenEndpointDown, passwordRefused', async () => {
    const { workspace } = await setUp();
    const ask = () => {
      const body = new URLSearchParams(workspace.credentials);
      return fetch(`${workspace.apiBase}/token`, { method: 'POST', body });
    };
    workspace.switches.set('tokenEndpointDown', true, { times: 1 });
    workspace.switches.set('passwordRefused', true, { times: 1 });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 401, 200]);
  });

  switchTest('notHalext, healthDegraded', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('notHalext', true);
    workspace.switches.set('healthDegraded', true);
    expect((await api.get('/version')).json.api_name).not.toBe('Halext Org API');
    const { status, json } = await api.get('/health');
    expect([status, json.status]).toEqual([200, 'degraded']);
  });
});

describe('conversations and messages', () => {
  const stored = (setup: Awaited<ReturnType<typeof setUp>>) =>
    setup.workspace.state.messages.map((message) => (message.authorId === null ? 'ai' : message.content));

  async function asking(options?: Parameters<typeof setUp>[0]) {
    const setup = await setUp(options);
    const { id } = await setup.api.newConversation();
    const ask = (more?: RequestInit) =>
      setup.api.send('POST', `/conversations/${id}/messages`, { content: 'mine' }, more);
    return { ...setup, id, ask, stored: () => stored(setup) };
  }

  switchTest('dropBeforeStore', async () => {
    const { workspace, ask, stored } = await asking();
    workspace.switches.set('dropBeforeStore', true, { times: 1 });
    await expect(ask()).rejects.toEqual(refused('UND_ERR_SOCKET'));
    expect(stored()).toEqual([]);
  });

  switchTest('storeThenDropReply', async () => {
    const { workspace, ask, stored } = await asking();
    workspace.switches.set('storeThenDropReply', true, { times: 1 });
    await expect(ask()).rejects.toEqual(refused('UND_ERR_SOCKET'));
    await eventually(stored).toEqual(['mine', 'ai']);
  });

  switchTest('storeThenFail500, aiFails500', async () => {
    const { workspace, ask, stored } = await asking();
    workspace.switches.set('storeThenFail500', true, { times: 1 });
    workspace.switches.set('aiFails500', true);
    expect((await ask()).text).toBe('Internal Server Error');
    const failed = await ask();
    expect([failed.status, failed.json]).toEqual([500, { detail: 'Failed to generate AI response: ' }]);
    expect(stored()).toEqual(['mine', 'mine']);
  });

  test('an answer that comes after its conversation is gone does no harm', async () => {
    const { workspace, api, id, ask, stored } = await asking();
    workspace.switches.set('storeThenDropReply', true, { times: 1 });
    workspace.switches.set('lateAnswerMs', 20);
    await expect(ask()).rejects.toThrow();
    workspace.switches.set('conversationVanishes', id);
    const next = await api.newConversation({ with_ai: true });
    expect(next.id).toBe(id);
    expect((await api.post(`/conversations/${id}/messages`, { content: 'new' })).json).toHaveLength(2);
    expect(stored()).toEqual(['new', 'ai']);
  });

  switchTest('storeThenHtml504', async () => {
    const { workspace, ask, stored } = await asking();
    workspace.switches.set('storeThenHtml504', true);
    const { status, type } = await ask();
    expect([status, type]).toEqual([504, 'text/html']);
    await eventually(stored).toEqual(['mine', 'ai']);
  });

  switchTest('aiNeverAnswersButStores', async () => {
    const { workspace, ask, stored } = await asking();
    workspace.switches.set('aiNeverAnswersButStores', true);
    const patience = new AbortController();
    const waiting = ask({ signal: patience.signal });
    await eventually(stored).toEqual(['mine']);
    patience.abort();
    await expect(waiting).rejects.toThrow('aborted');
    expect(workspace.log().at(-1)?.status).toBeNull();
  });

  switchTest('lateAnswerMs', async () => {
    const waits: [ms: number, end: () => void][] = [];
    const after = (ms: number, end: () => void) => {
      waits.push([ms, end]);
      return () => undefined;
    };
    const { workspace, ask, stored } = await asking({ clock: { now: () => AFTERNOON, after } });
    workspace.switches.set('lateAnswerMs', 90_000);
    const reply = ask();
    await eventually(() => waits.map(([ms]) => ms)).toEqual([90_000]);
    expect(stored()).toEqual(['mine']);
    for (const [, end] of waits) end();
    expect((await reply).json).toHaveLength(2);
  });

  switchTest('hugeMessage, answerText', async () => {
    const { workspace, ask } = await asking();
    workspace.switches.set('hugeMessage', 10_000_000, { times: 1 });
    expect((await ask()).json[1].content).toHaveLength(10_000_000);
    workspace.switches.set('answerText', '![x](https://tracker.example/x.png)');
    expect((await ask()).json[1].content).toBe('![x](https://tracker.example/x.png)');
  });

  switchTest('mockAnswers, rerouteTo', async () => {
    const { workspace, ask } = await asking();
    workspace.switches.set('rerouteTo', 'openai:gpt-4o');
    expect((await ask()).json[1].model_used).toBe('openai:gpt-4o');
    workspace.switches.set('mockAnswers', true);
    expect((await ask()).json[1]).toMatchObject({
      model_used: 'mock:llama3.1',
      content: expect.stringMatching(/^I am a mock/),
    });
  });

  switchTest('deleteFails500, conversationVanishes', async () => {
    const { api, workspace, id } = await asking();
    workspace.switches.set('deleteFails500', true);
    expect((await api.delete(`/conversations/${id}`)).status).toBe(500);
    workspace.switches.set('conversationVanishes', id);
    expect((await api.get(`/conversations/${id}`)).status).toBe(404);
    expect((await api.get('/conversations/')).json).toEqual([]);
  });

  switchTest('messagesNotArray, conversationMissingFields', async () => {
    const { api, workspace, id } = await asking();
    workspace.switches.set('messagesNotArray', true);
    workspace.switches.set('conversationMissingFields', true);
    expect((await api.get(`/conversations/${id}/messages`)).json).toEqual({ messages: [] });
    for (const one of [(await api.get('/conversations/')).json[0], (await api.get(`/conversations/${id}`)).json]) {
      expect(Object.keys(one)).toContain('title');
      expect(Object.keys(one)).not.toContain('owner_id');
    }
  });
});

describe('models and Open WebUI', () => {
  switchTest('modelsSlow, providersGone', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('modelsSlow', 50);
    workspace.switches.set('providersGone', true);
    const began = performance.now();
    expect((await api.get('/ai/models')).json.models[0].id).toBe('mock:llama3.1');
    expect(performance.now() - began).toBeGreaterThan(45);
    expect(workspace.state.defaultModelId).toBe('mock:llama3.1');
  });

  switchTest('openWebui', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('openWebui', 'noUrl');
    expect((await api.get('/integrations/openwebui')).json).toEqual({ enabled: true, url: null });
    workspace.switches.set('openWebui', 'disabled');
    expect((await api.get('/integrations/openwebui')).json).toEqual({ enabled: false, url: null });
  });

  switchTest('sso', async () => {
    const { api, workspace } = await setUp();
    const starts: string[] = [];
    for (const kind of ['relative', 'internal', 'foreign', 'plainHttp', 'script'] as const) {
      workspace.switches.set('sso', kind);
      const { json } = await api.post('/integrations/openwebui/sso', {});
      starts.push(json.sso_url.replace(/\/sso\?token=.*/, ''));
    }
    expect(starts).toEqual([
      '/webui',
      'http://127.0.0.1:3000',
      'https://webui.attacker.example',
      'http://webui.example.org',
      'javascript:alert(1)//',
    ]);
    workspace.switches.set('sso', 'disabled');
    expect((await api.post('/integrations/openwebui/sso', {})).status).toBe(503);
    expect((await api.get('/integrations/openwebui/sync/status')).status).toBe(500);
    expect((await api.get('/integrations/openwebui')).json.enabled).toBe(true);
  });

  switchTest('provisioning', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('provisioning', 'disabled', { times: 1 });
    expect((await api.post('/integrations/openwebui/sync/user')).status).toBe(503);
    expect((await api.post('/integrations/openwebui/sync/user')).json.action).toBe('created');
  });
});

describe('all switches', () => {
  eachIsTested(BACKEND_SWITCHES);

  test('apply to the requests they are meant for, so many times, until cleared', async () => {
    const { api, workspace } = await setUp();
    const statuses = async (...paths: string[]) => {
      const all: number[] = [];
      for (const path of paths) all.push((await api.get(path)).status);
      return all;
    };
    workspace.switches.set('text500', true, { path: '/health', times: 2 });
    expect(await statuses('/version', '/health', '/health', '/health')).toEqual([200, 500, 500, 200]);
    workspace.switches.set('text500', true, { method: 'POST' });
    expect(await statuses('/version')).toEqual([200]);
    workspace.switches.set('text500', true);
    expect(await statuses('/version', '/version')).toEqual([500, 500]);
    workspace.switches.clear('text500');
    expect(await statuses('/version')).toEqual([200]);
  });
});
