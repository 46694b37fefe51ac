import { describe, expect, test } from 'vitest';
import { read, setUp } from './workspace.ts';

describe('registering and finding people', () => {
  test('an account can be made once, and signs in by name or e-mail', async () => {
    const { api, workspace } = await setUp();
    const person = { username: 'lena', email: 'lena@demo.halext.example', password: 'a long password' };
    const made = await api.post('/users/?create_demo_data=false', { ...person, is_admin: true });
    expect(made.json).toMatchObject({ id: 11, username: 'lena', full_name: null, is_admin: false });
    const again = await api.post('/users/', person);
    expect([again.status, again.json.detail]).toEqual([400, 'Email already registered']);
    const other = await api.post('/users/', { ...person, email: 'other@demo.halext.example' });
    expect([other.status, other.json.detail]).toEqual([400, 'Username already registered']);
    for (const username of ['lena', 'lena@demo.halext.example', 'Lena']) {
      const body = new URLSearchParams({ username, password: person.password });
      const { status } = await fetch(`${workspace.apiBase}/token`, { method: 'POST', body });
      expect([username, status]).toEqual([username, username === 'Lena' ? 401 : 200]);
    }
  });

  test('a search has a limit, and a negative one has none', async () => {
    const { api } = await setUp();
    expect((await api.get('/users/search?limit=2')).json).toHaveLength(2);
    expect((await api.get('/users/search?limit=-1')).json).toHaveLength(9);
    expect((await api.get('/users/search?limit=two')).status).toBe(422);
    expect((await api.get('/users/search?q=%C3%88S%20C')).json[0].full_name).toBe('Inès Carvalho');
  });
});

describe('requests that are not as they should be', () => {
  test.each([
    ['no body', undefined, 'application/json', [['body'], 'value_error.missing']],
    ['not JSON', '{"title":', 'application/json', [['body', 0], 'value_error.jsondecode']],
    ['not called JSON', '{"title":"x"}', 'text/plain', [['body'], 'type_error.dict']],
    ['a list', '[]', 'application/json', [['body'], 'type_error.dict']],
    ['null', 'null', 'application/json', [['body'], 'type_error.none.not_allowed']],
    ['a wrong kind', '{"title":{}}', 'application/json', [['body', 'title'], 'type_error.str']],
  ])('are a 422 that names the place: %s', async (_, body, type, [loc, kind]) => {
    const { api, workspace } = await setUp();
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': type };
    const init = { method: 'POST', headers, ...(body === undefined ? {} : { body }) };
    const answer = await read(await fetch(`${workspace.apiBase}/conversations/`, init));
    expect(answer.status).toBe(422);
    expect(answer.json.detail[0]).toMatchObject({ loc, type: kind });
    expect(workspace.state.conversations).toHaveLength(0);
  });

  test('unknown fields are ignored, numbers become text', async () => {
    const { api } = await setUp();
    const { status, json } = await api.post('/conversations/', { title: 204, colour: 'blue' });
    expect([status, json.title, 'colour' in json]).toEqual([200, '204', false]);
  });

  test('without a token everything private is a 401 of its own', async () => {
    const { workspace } = await setUp();
    for (const authorization of [undefined, 'Basic Y2FtaWxsZQ==', 'Token abc']) {
      const headers: Record<string, string> = authorization ? { authorization } : {};
      const answer = await read(await fetch(`${workspace.apiBase}/conversations/`, { headers }));
      expect([answer.status, answer.json.detail]).toEqual([401, 'Not authenticated']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
    for (const path of ['/version', '/health', '/integrations/openwebui']) {
      expect((await fetch(workspace.apiBase + path)).status).toBe(200);
    }
  });

  test('a quick message needs somebody else', async () => {
    const { api } = await setUp();
    const say = async (username: string) => (await api.post('/messages/quick', { username, content: 'yo' })).json;
    expect(await say('')).toEqual({ detail: 'username is required' });
    expect(await say('nobody')).toEqual({ detail: 'User not found' });
    expect(await say('camille')).toEqual({ detail: 'Cannot quick message yourself' });
  });

  test('the limit of models has two ends', async () => {
    const { api } = await setUp();
    expect((await api.get('/ai/models?limit=0')).json.detail[0].loc).toEqual(['query', 'limit']);
    expect((await api.get('/ai/models?limit=501')).status).toBe(422);
    expect((await api.get('/ai/models?limit=1')).json.models).toHaveLength(1);
  });
});

describe('who answers', () => {
  test.each([
    [null, 'demo:atelier'],
    ['demo:atelier', 'demo:atelier'],
    ['ollama:llama3.1:8b', 'ollama:llama3.1:8b'],
    ['ollama:not-there', 'mock:llama3.1'],
    ['llama3.1:8b', 'mock:mock'],
    ['gemini:gemini-2.5-flash', 'mock:mock'],
  ])('asked for %s: %s', async (model, answered) => {
    const { api } = await setUp();
    const chat = (await api.post('/ai/chat', { prompt: 'How do I check a pump?', model })).json;
    expect(chat.model).toBe(answered);
    expect(chat.provider).toBe(answered.split(':')[0]);
    const { id } = await api.newConversation();
    const [, theirs] = (await api.post(`/conversations/${id}/messages`, { content: 'How?', model })).json;
    expect(theirs).toMatchObject({ author_type: 'ai', author_id: null, sender_id: null, model_used: answered });
  });

  test('without AI only the person’s message comes back', async () => {
    const { api } = await setUp();
    const { id } = await api.newConversation({ with_ai: false });
    const { json } = await api.post(`/conversations/${id}/messages`, { content: 'noted', model: 'demo:atelier' });
    expect(json).toHaveLength(1);
    expect(json[0]).toMatchObject({ author_type: 'user', model_used: null, updated_at: null });
  });

  test('the believable workspace is there over HTTP too', async () => {
    const { api } = await setUp({ seed: 'believable' });
    const list = (await api.get('/conversations/')).json;
    expect(list.length).toBeGreaterThanOrEqual(14);
    const changes = list.map((row: { updated_at: string }) => row.updated_at);
    expect(changes).toEqual([...changes].sort().reverse());
    const long = list.find((row: { title: string }) => row.title.startsWith('Telemetry gateway'));
    const messages = (await api.get(`/conversations/${long.id}/messages`)).json;
    expect(messages).toHaveLength(200);
    expect(messages.at(-1).id).toBeLessThan(long.last_message.id);
  });
});
