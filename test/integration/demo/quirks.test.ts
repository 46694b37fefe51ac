import { describe, expect, test } from 'vitest';
import { eventually, setUp } from './workspace.ts';

const contents = (messages: { content: string }[]) => messages.map((message) => message.content);

describe('messages and sync', () => {
  test('Q2: only the oldest 200 messages are given, while the last one shows in the conversation', async () => {
    const { api } = await setUp();
    const { id } = await api.newConversation({ with_ai: false });
    for (let n = 1; n <= 205; n++) await api.post(`/conversations/${id}/messages`, { content: `m${n}` });
    const { json } = await api.get(`/conversations/${id}/messages?limit=500&after=200`);
    expect(json).toHaveLength(200);
    expect([json[0].content, json.at(-1).content]).toEqual(['m1', 'm200']);
    expect((await api.get(`/conversations/${id}`)).json.last_message.content).toBe('m205');
  });

  test('Q3: question and answer share a second; only the id tells their order', async () => {
    const { api } = await setUp();
    const { id } = await api.newConversation();
    const [mine, theirs] = (await api.post(`/conversations/${id}/messages`, { content: 'hi' })).json;
    expect(theirs.created_at).toBe(mine.created_at);
    expect(theirs.id).toBe(mine.id + 1);
  });

  test('Q4: sending again stores a second copy', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation({ with_ai: false });
    workspace.switches.set('storeThenFail500', true, { times: 1 });
    const failed = await api.post(`/conversations/${id}/messages`, { content: 'once' });
    expect([failed.status, failed.type, failed.text]).toEqual([
      500,
      'text/plain; charset=utf-8',
      'Internal Server Error',
    ]);
    await api.post(`/conversations/${id}/messages`, { content: 'once' });
    expect(contents((await api.get(`/conversations/${id}/messages`)).json)).toEqual(['once', 'once']);
  });

  test('Q4: a client that gives up does not stop the answer', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation();
    workspace.switches.set('lateAnswerMs', 60);
    const path = `/conversations/${id}/messages`;
    const patience = new AbortController();
    const sent = api.send('POST', path, { content: 'slow one' }, { signal: patience.signal });
    await eventually(() => workspace.state.messages.length).toBe(1);
    patience.abort();
    await expect(sent).rejects.toThrow('aborted');
    await eventually(() => contents(workspace.state.messages)).toEqual(['slow one', expect.any(String)]);
  });

  test('Q6: mock answers say so in model_used only', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation();
    workspace.switches.set('mockAnswers', true);
    const { status, json } = await api.post(`/conversations/${id}/messages`, { content: 'hi' });
    expect([status, json[1].model_used]).toEqual([200, 'mock:llama3.1']);
  });

  test('Q7: nothing is ever unread, and marking as read does nothing', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation({ with_ai: false, participant_usernames: ['jonas'] });
    workspace.say('jonas', id, 'have you seen this?');
    expect((await api.get('/conversations/')).json[0].unread_count).toBe(0);
    expect((await api.post('/messages/99999/read')).status).toBe(204);
    expect((await api.post(`/messages/conversations/${id}/read`)).status).toBe(204);
    expect((await api.post('/messages/conversations/99999/read')).status).toBe(404);
  });

  test('Q8: the list comes whole, last changed first', async () => {
    const { api, clock } = await setUp();
    for (let n = 1; n <= 30; n++) {
      await api.newConversation({ title: `c${n}`, with_ai: false });
      clock.advance(1_000);
    }
    await api.post('/conversations/3/messages', { content: 'up' });
    const titles = (await api.get('/conversations/?limit=2')).json.map((row: { title: string }) => row.title);
    expect(titles).toHaveLength(30);
    expect(titles.slice(0, 2)).toEqual(['c3', 'c30']);
  });

  test('Q9: a deletion can fail and leave everything as it was', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation();
    workspace.switches.set('deleteFails500', true, { times: 1 });
    expect((await api.delete(`/conversations/${id}`)).text).toBe('Internal Server Error');
    expect((await api.get(`/conversations/${id}`)).status).toBe(200);
    expect((await api.delete(`/conversations/${id}`)).status).toBe(204);
    expect((await api.get(`/conversations/${id}`)).status).toBe(404);
  });

  test('Q10: PUT replaces: what is left out falls back, AI comes on', async () => {
    const { api } = await setUp();
    const settings = { mode: 'group', with_ai: false, default_model_id: 'ollama:llama3.1:8b' };
    const { id } = await api.newConversation(settings);
    const { json } = await api.put(`/conversations/${id}`, { title: 'Renamed' });
    expect(json).toMatchObject({ title: 'Renamed', mode: 'solo', with_ai: true, default_model_id: 'demo:atelier' });
    const bare = await api.put(`/conversations/${id}`, { title: 'Renamed', default_model_id: 'small' });
    expect(bare.json.default_model_id).toBe('demo:small');
  });

  test('Q11: members may neither change nor delete; strangers see nothing', async () => {
    const { api, as } = await setUp();
    const { id } = await api.newConversation({ participant_usernames: ['jonas'] });
    const jonas = await as('jonas');
    const noe = await as('noe');
    expect((await jonas.put(`/conversations/${id}`, { title: 'mine' })).status).toBe(403);
    expect((await jonas.delete(`/conversations/${id}`)).status).toBe(403);
    expect((await noe.get(`/conversations/${id}`)).json).toEqual({ detail: 'Conversation not found' });
    expect((await noe.post(`/conversations/${id}/messages`, { content: 'let me in' })).status).toBe(404);
  });

  test('Q12: ids come back after a deletion, for conversations and messages', async () => {
    const { api } = await setUp();
    const first = await api.newConversation({ with_ai: false });
    const [before] = (await api.post(`/conversations/${first.id}/messages`, { content: 'old' })).json;
    await api.delete(`/conversations/${first.id}`);
    const second = await api.newConversation({ with_ai: false });
    const [after] = (await api.post(`/conversations/${second.id}/messages`, { content: 'new' })).json;
    expect([second.id, after.id]).toEqual([first.id, before.id]);
  });
});

describe('signing in and transport', () => {
  test('Q13: a token ends after 30 minutes; signing in again does not end the first', async () => {
    const { api, as, clock, workspace } = await setUp();
    const claims = JSON.parse(Buffer.from(api.token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toEqual({ sub: 'camille', exp: Math.floor(clock.now() / 1000) + 1_800 });
    clock.advance(29 * 60_000);
    const later = await as('camille');
    expect((await api.get('/users/me/')).status).toBe(200);
    clock.advance(61_000);
    const ended = await api.post('/conversations/', { title: 'never made' });
    expect([ended.status, ended.json.detail]).toEqual([401, 'Could not validate credentials']);
    expect(ended.headers.get('www-authenticate')).toBe('Bearer');
    expect((await later.get('/users/me/')).status).toBe(200);
    expect(workspace.state.conversations).toHaveLength(0);
  });

  test('Q14: the wrong slash is a 307 with an empty body, at the root and under /api', async () => {
    const { api, workspace } = await setUp();
    for (const [path, other] of [
      ['/conversations', '/conversations/'],
      ['/users/me', '/users/me/'],
      ['/ai/models/', '/ai/models'],
      ['/token/', '/token'],
    ] as const) {
      const answer = await api.get(path);
      expect([answer.status, answer.text]).toEqual([307, '']);
      expect(answer.headers.get('location')).toBe(workspace.apiBase + other);
    }
    expect((await fetch(`${workspace.origin}/version`)).status).toBe(200);
  });

  test('Q15: the bodies of errors differ: text, list, plain text, page', async () => {
    const { api, workspace } = await setUp();
    expect((await api.get('/nowhere')).json).toEqual({ detail: 'Not Found' });
    expect((await api.get('/conversations/abc')).json).toEqual({
      detail: [{ loc: ['path', 'conversation_id'], msg: 'value is not a valid integer', type: 'type_error.integer' }],
    });
    const wrong = await api.post('/conversations/', { title: null, with_ai: 'maybe', participant_usernames: 'jonas' });
    expect(wrong.json.detail.map((issue: { loc: string[]; type: string }) => [issue.loc[1], issue.type])).toEqual([
      ['title', 'type_error.none.not_allowed'],
      ['with_ai', 'type_error.bool'],
      ['participant_usernames', 'type_error.list'],
    ]);
    expect((await api.get('/users/presence?user_ids=x')).type).toBe('text/plain; charset=utf-8');
    workspace.switches.set('html502', true, { times: 1 });
    expect((await api.get('/version')).type).toBe('text/html');
    const put = await api.send('PUT', '/conversations/');
    expect([put.status, put.json]).toEqual([405, { detail: 'Method Not Allowed' }]);
    expect((await api.send('HEAD', '/version')).status).toBe(405);
  });

  test('Q16: times are naive, mean UTC and have no fraction', async () => {
    const { api } = await setUp();
    await api.newConversation();
    const [{ created_at, updated_at }] = (await api.get('/conversations/')).json;
    expect([created_at, updated_at]).toEqual(['2026-11-21T15:42:30', '2026-11-21T15:42:30']);
    expect((await api.get('/health')).json.timestamp).toBe('2026-11-21T15:42:30.500000');
  });

  test('Q18: switched off, the status is a crash and the link a 503', async () => {
    const { api, workspace } = await setUp();
    workspace.switches.set('openWebui', 'disabled');
    const status = await api.get('/integrations/openwebui/sync/status');
    expect([status.status, status.type]).toEqual([500, 'text/plain; charset=utf-8']);
    expect((await api.post('/integrations/openwebui/sso', {})).status).toBe(503);
  });

  test('Q18: provisioning fails with 200', async () => {
    const { api, workspace } = await setUp();
    const errors: [string, string][] = [];
    for (const outcome of ['failed', 'noAdmin', 'exists'] as const) {
      workspace.switches.set('provisioning', outcome);
      const { status, json } = await api.post('/integrations/openwebui/sync/user');
      expect([status, json.success]).toEqual([200, false]);
      errors.push([outcome, json.error]);
    }
    expect(new Set(errors.map(([, error]) => error)).size).toBe(3);
  });

  test('Q19: listing models changes the default model of everybody', async () => {
    const { api, as, workspace } = await setUp();
    await api.get('/ai/models?provider=openai');
    const { json } = await (await as('noe')).post('/conversations/', { title: 'new' });
    expect(json.default_model_id).toBe('openai:gpt-4o-mini');
    workspace.state.defaultModelId = 'gemini:gemini-2.5-flash';
    const listed = (await api.get('/ai/models')).json;
    expect([listed.default_model_id, listed.models[0].id]).toEqual(['demo:atelier', 'demo:atelier']);
    const llama = listed.models.find((model: { id: string }) => model.id === 'ollama:llama3.1:8b');
    expect(llama).toMatchObject({ provider: 'ollama', name: 'llama3.1:8b' });
  });

  test('Q20: the stream is raw text between "data: " marks, and is whole again without them', async () => {
    const { api, workspace } = await setUp();
    const text = 'Line one\n\n- item:\n\n    code π\n\n\n- data: no mark [DONE] ';
    workspace.switches.set('answerText', text);
    const stream = await api.post('/ai/stream', { prompt: 'hi', model: 'ollama:mistral-small' });
    expect(stream.headers.get('x-halext-ai-model')).toBe('ollama:mistral-small');
    expect(stream.text.startsWith('data: ') && stream.text.endsWith('\n\ndata: [DONE]\n\n')).toBe(true);
    const records = stream.text.slice('data: '.length, -'\n\n'.length).split('\n\ndata: ');
    expect(records.slice(0, -1).join('')).toBe(text);
  });

  test('Q22: a presence report overwrites all of it, and only the status counts', async () => {
    const { api } = await setUp();
    await api.post('/presence/status', { status: 'away', status_message: 'lunch' });
    const { json } = await api.post('/users/me/presence', { is_online: false });
    expect(json).toMatchObject({ is_online: true, status: 'online', status_message: null });
    expect((await api.post('/presence/status', { status: 'offline' })).json.is_online).toBe(false);
    expect((await api.get('/users/jonas/presence')).json.is_online).toBe(true);
    expect((await api.get('/users/presence?user_ids=2')).json[0].status).toBe('offline');
  });

  test('Q23: empty texts and markup are stored as they come', async () => {
    const { api } = await setUp();
    const { id } = await api.newConversation({
      title: '<script>alert(1)</script>\u202e',
      mode: 'banana',
      with_ai: false,
    });
    await api.post(`/conversations/${id}/messages`, { content: '' });
    const { json } = await api.get(`/conversations/${id}`);
    expect([json.title, json.mode, json.last_message.content]).toEqual([
      '<script>alert(1)</script>\u202e',
      'banana',
      '',
    ]);
  });

  test('Q24: everybody can search everybody, e-mail addresses included', async () => {
    const { api } = await setUp();
    const found = (await api.get('/users/search?q=NO')).json;
    expect(found.map((user: { username: string }) => user.username)).toEqual(['noe']);
    expect(found[0].email).toContain('@');
    const all = (await api.get('/users/search')).json.map((user: { username: string }) => user.username);
    expect(all).toHaveLength(9);
    expect(all).toEqual([...all].sort());
    expect(all).not.toContain('camille');
  });

  test('Q25: another model may answer than the one asked for', async () => {
    const { api, workspace } = await setUp();
    const { id } = await api.newConversation({ default_model_id: 'ollama:llama3.1:8b' });
    workspace.switches.set('rerouteTo', 'openai:gpt-4o-mini', { times: 1 });
    const asked = async () => (await api.post(`/conversations/${id}/messages`, { content: 'hi' })).json[1].model_used;
    expect([await asked(), await asked()]).toEqual(['openai:gpt-4o-mini', 'ollama:llama3.1:8b']);
  });

  test('a quick message keeps the model on the person’s own message, and never wakes the AI', async () => {
    const { api } = await setUp();
    const { json } = await api.post('/messages/quick', { username: 'noe', content: 'yo', model: 'openai:gpt-4o' });
    expect(json).toMatchObject({ author_type: 'user', author_id: 1, model_used: 'openai:gpt-4o' });
    const again = await api.post('/messages/quick', { username: 'noe', content: 'still there?' });
    expect(again.json.conversation_id).toBe(json.conversation_id);
    const made = (await api.get(`/conversations/${json.conversation_id}`)).json;
    expect(made).toMatchObject({ title: 'Chat with noe', mode: 'partner', with_ai: false, default_model_id: null });
  });

  test('a hive-mind goal is the owner’s, never told, and makes the reports crash', async () => {
    const { api } = await setUp();
    const { id } = await api.newConversation();
    expect((await api.get(`/conversations/${id}/hive-mind/summary`)).status).toBe(400);
    const set = await api.post(`/conversations/${id}/hive-mind/goal?goal=finish`);
    expect([set.status, JSON.stringify(set.json).includes('finish')]).toEqual([200, false]);
    expect((await api.get(`/conversations/${id}/hive-mind/next-steps`)).text).toBe('Internal Server Error');
  });
});
