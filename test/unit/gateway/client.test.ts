import { describe, expect, test } from 'vitest';
import { appError, fail } from '../../../main/errors.ts';
import { createGatewayClient, type TaskRequest } from '../../../main/gateway/client.ts';
import type { HttpResponse } from '../../../main/http/message.ts';
import type { SourceAccess } from '../../../main/sources/index.ts';
import { answering } from '../halext/recorded.ts';
import { fakeResponse } from '../http/fake-response.ts';
import { recorded } from './recorded.ts';

const access: SourceAccess = {
  source: {
    id: 's1',
    kind: 'gateway',
    name: 'Gateway',
    address: 'https://gateway.example',
    demo: false,
    hasKey: true,
    model: null,
  },
  headers: { authorization: 'Bearer sk-alice' },
};
const { signal } = new AbortController();
const task: TaskRequest = {
  model: 'local/fake-small:latest',
  turns: [{ role: 'user', text: 'Bonjour' }],
  sid: 'companion-1',
};

const json = (status: number, body: unknown) =>
  fakeResponse(status, { 'content-type': 'application/json' }, JSON.stringify(body));
const page = (status: number, text = '<!doctype html><p>secret words</p>') =>
  fakeResponse(status, { 'content-type': 'text/html; charset=utf-8' }, text);

function client(response: HttpResponse) {
  const { http, requests } = answering(response);
  return { requests, api: createGatewayClient({ http }) };
}
const submitted = (response: HttpResponse) => client(response).api.submit(access, task, { signal });
const asked = (response: HttpResponse) => client(response).api.status(access, 'task-1', { signal });

describe('asks exactly as the contract says', () => {
  test('the list of models', async () => {
    const { api, requests } = client(recorded('models, valid key'));
    await api.models(access);
    expect(requests).toMatchObject([
      {
        method: 'GET',
        url: 'https://gateway.example/v1/models',
        headers: { authorization: 'Bearer sk-alice' },
        timeoutMs: { headers: 10_000 },
      },
    ]);
  });

  test('a task: the whole history, X-SID, a minute of patience, sent once', async () => {
    const { api, requests } = client(recorded('submit agent task (direct answer, 3 s LLM)'));
    let sent = 0;
    const turns = [
      { role: 'user', text: 'Capital of Peru?' },
      { role: 'assistant', text: "**Réponse de l'agent:** `(4.06s⚡️)`\n\nLima" },
      { role: 'assistant', text: ' ' },
      { role: 'user', text: 'And of Chile?' },
    ] as const;
    await api.submit(access, { ...task, turns }, { signal, onSent: () => (sent += 1) });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: 'https://gateway.example/v1/chat/completions',
        headers: { authorization: 'Bearer sk-alice', 'content-type': 'application/json', 'x-sid': 'companion-1' },
        timeoutMs: { headers: 60_000 },
      },
    ]);
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      model: 'local/fake-small:latest',
      messages: [
        { role: 'user', content: 'Capital of Peru?' },
        { role: 'assistant', content: 'Lima' },
        { role: 'user', content: 'And of Chile?' },
      ],
      stream: false,
    });
    expect(sent).toBe(1);
  });

  test('the state of a task, whose id cannot change the address', async () => {
    const { api, requests } = client(recorded('status right away'));
    await api.status(access, '../../x?y#é', { signal });
    expect(requests).toMatchObject([
      {
        method: 'GET',
        url: 'https://gateway.example/v1/tasks/status/..%2F..%2Fx%3Fy%23%C3%A9',
        timeoutMs: { headers: 10_000 },
        maxBytes: 32 * 1024 * 1024,
      },
    ]);
  });

  test.each([
    ['blank', [{ role: 'user', text: ' \n' }]],
    [
      'not the last turn',
      [
        { role: 'user', text: 'x' },
        { role: 'assistant', text: 'y' },
      ],
    ],
    [
      'blank after another',
      [
        { role: 'user', text: 'x' },
        { role: 'user', text: '' },
      ],
    ],
    ['missing', []],
  ] as const)('a question that is %s is not sent', async (_what, turns) => {
    const { api, requests } = client(json(202, { id: 'x' }));
    expect(await api.submit(access, { ...task, turns }, { signal })).toMatchObject({
      kind: 'refused',
      error: { kind: 'validation', reason: 'empty' },
    });
    expect(requests).toEqual([]);
  });
});

describe('the models', () => {
  test('as a real gateway lists them, slashes and colons included', async () => {
    expect(await client(recorded('models, valid key')).api.models(access)).toEqual({
      ok: true,
      value: ['local/fake-small:latest', 'local/vendor/fake-large', 'router/router', 'dead/x'],
    });
  });

  test('an empty list is an answer', async () => {
    expect(await client(json(200, { object: 'list', data: [] })).api.models(access)).toEqual({ ok: true, value: [] });
  });

  test('a row that cannot be read costs that row only; a model named twice is there once', async () => {
    const data = [{ id: 'a/b' }, { id: '' }, { name: 'x' }, null, { id: 'x'.repeat(600) }, { id: 'a/b' }, { id: 'c' }];
    expect(await client(json(200, { data })).api.models(access)).toEqual({ ok: true, value: ['a/b', 'c'] });
  });

  test.each([
    ['no key', recorded('models, no key'), { kind: 'auth', reason: 'keyRefused', status: 401 }],
    ['`bearer` in small letters', recorded('models, lower-case scheme'), { kind: 'auth', reason: 'keyRefused' }],
    ['a used-up limit', recorded('bob (3 per minute) models #4'), { kind: 'http', retryAfterMs: 60_000 }],
    ['another site', page(200), { kind: 'protocol', reason: 'html' }],
    ['no list', json(200, { data: {} }), { kind: 'protocol', reason: 'wrongShape' }],
  ])('%s', async (_what, response, error) => {
    expect(await client(response).api.models(access)).toMatchObject({ ok: false, error });
  });
});

describe('what became of a submit', () => {
  test.each([
    ['a task', recorded('submit agent task (direct answer, 3 s LLM)'), 'a2fe1726-92ee-4484-b4a6-054fae7f2ef0'],
    ['an older gateway', json(202, { task_id: 'old-1', status_endpoint: '/x', message: 'ok' }), 'old-1'],
    ['an older one still', json(202, { id: 'old-2', object: 'task.accepted', choices: [{ delta: {} }] }), 'old-2'],
    ['200 instead of 202', json(200, { id: 'x-1', message: 'Task accepted' }), 'x-1'],
  ])('%s', async (_what, response, taskId) => {
    expect(await submitted(response)).toEqual({ kind: 'accepted', taskId });
  });

  test('a completion at once', async () => {
    expect(await submitted(recorded('no X-SID: blocking OpenAI-style call'))).toEqual({
      kind: 'answered',
      text: 'Réponse factice (fake-small:latest) : Salut SLEEP=2',
    });
  });

  test('a completion without a text', async () => {
    const body = { id: 'chatcmpl-1', choices: [{ message: { role: 'assistant', content: null } }] };
    expect(await submitted(json(200, body))).toEqual({ kind: 'answered', text: null });
  });

  test.each([
    ['no key', recorded('no key'), { kind: 'auth', status: 401 }],
    [
      'no model',
      recorded('no model'),
      { kind: 'validation', message: expect.stringContaining("'model' est manquant") },
    ],
    ['no messages', recorded('empty messages'), { kind: 'validation', status: 400 }],
    ['not JSON', recorded('malformed json'), { kind: 'http', status: 400 }],
    ['another content type', recorded('wrong content-type'), { kind: 'http', status: 400 }],
    ['another path', recorded('root'), { kind: 'http', reason: 'unknownPath' }],
    ['another method', recorded('models, POST'), { kind: 'http', reason: 'unknownPath' }],
    ['415 of newer servers', page(415), { kind: 'http', status: 415 }],
    ['a limit', recorded('bob (3 per minute) models #5'), { reason: 'tooManyRequests', retryAfterMs: 60_000 }],
    ['the start page of another site', page(200), { kind: 'protocol', reason: 'html' }],
  ])('%s: certainly not begun', async (_what, response, error) => {
    expect(await submitted(response)).toMatchObject({ kind: 'refused', error });
  });

  test.each([
    ['202 without an id', json(202, { message: 'Task accepted' }), { kind: 'protocol', reason: 'wrongShape' }],
    ['202 with an id that is none', json(202, { id: ' ', task_id: 7 }), { kind: 'protocol' }],
    [
      '202 with damaged JSON',
      fakeResponse(202, { 'content-type': 'application/json' }, '{"id":'),
      { reason: 'notJson' },
    ],
    ['a completion that cannot be read', json(200, { id: 'chatcmpl-1', choices: [] }), { kind: 'protocol' }],
    ['500 with a page', recorded('json array body'), { kind: 'http', reason: 'serverFault' }],
    ['502 of a proxy', page(502), { kind: 'http', reason: 'unavailable' }],
    ['504 of a proxy', page(504), { kind: 'http', reason: 'gatewayTimeout' }],
  ])('%s: may have begun', async (_what, response, error) => {
    expect(await submitted(response)).toMatchObject({ kind: 'uncertain', error });
  });

  test.each([
    ['refused', appError('refused', 'x'), 'refused'],
    ['no name', appError('dns', 'x'), 'refused'],
    ['no free connection', appError('timeout', 'x', { reason: 'queued' }), 'refused'],
    ['a redirect', appError('http', 'x', { reason: 'redirect', status: 307 }), 'refused'],
    ['stopped before it was written', appError('cancelled', 'x', { reason: 'notSent' }), 'refused'],
    ['stopped after', appError('cancelled', 'x'), 'uncertain'],
    ['no answer in time', appError('timeout', 'x', { reason: 'headers' }), 'uncertain'],
    ['dropped', appError('http', 'x', { reason: 'dropped' }), 'uncertain'],
    ['dropped in the answer', appError('http', 'x', { reason: 'dropped', status: 202 }), 'uncertain'],
    ['garbage', appError('protocol', 'x', { reason: 'notHttp' }), 'uncertain'],
  ] as const)('the connection: %s', async (_what, error, kind) => {
    const { http } = answering(json(200, {}));
    const api = createGatewayClient({ http: { ...http, request: async () => fail(error) } });
    expect(await api.submit(access, task, { signal })).toEqual({ kind, error });
  });
});

describe('the state of a task', () => {
  test.each([
    ['under way', recorded('status right away'), { kind: 'inProgress' }],
    ['never heard of', recorded('random uuid'), { kind: 'inProgress' }],
    ['never heard of, older', json(200, { task_id: 'x', status: 'PENDING', message: 'm' }), { kind: 'inProgress' }],
    [
      'completed, with escapes',
      recorded('status after completion'),
      { kind: 'completed', text: 'Réponse factice (fake-small:latest) : Bonjour SLEEP=3' },
    ],
    ['completed with null', json(200, { status: 'completed', result: null }), { kind: 'completed', text: null }],
    [
      'completed with no string',
      json(200, { status: 'completed', result: { a: 1 } }),
      { kind: 'completed', text: null },
    ],
    ['completed with blanks', json(200, { result: ' \n', status: 'completed' }), { kind: 'completed', text: ' \n' }],
    [
      'failed',
      json(200, { status: 'failed', error: 'TimeLimitExceeded(4.0,)' }),
      { kind: 'failed', message: 'TimeLimitExceeded(4.0,)' },
    ],
    ['failed without words', json(200, { status: 'failed', error: '' }), { kind: 'failed', message: '' }],
    ['failed, no error', json(200, { status: 'failed' }), { kind: 'failed', message: '' }],
    [
      'failed, older: status 500',
      json(500, { task_id: 'x', status: 'failed', error: 'boom' }),
      { kind: 'failed', message: 'boom' },
    ],
    [
      'revoked',
      json(200, { status: 'unknown', state: 'REVOKED' }),
      { kind: 'unknown', word: 'unknown', state: 'REVOKED' },
    ],
    ['another word', json(200, { status: 'RETRY' }), { kind: 'unknown', word: 'RETRY', state: null }],
  ])('%s', async (_what, response, status) => {
    expect(await asked(response)).toEqual({ ok: true, value: status });
  });

  test.each([
    ['a refused key', recorded('status, no key'), { kind: 'auth', reason: 'keyRefused' }],
    ['a page with 500', page(500), { kind: 'http', reason: 'serverFault', retryable: true }],
    ['JSON with 500 that is no failed task', json(500, { error: { message: 'x' } }), { reason: 'serverFault' }],
    ['JSON with 503 that looks like one', json(503, { status: 'failed', error: 'x' }), { reason: 'unavailable' }],
    ['a page with 200', page(200), { kind: 'protocol', reason: 'html' }],
    ['an unknown path', recorded('empty id'), { kind: 'http', reason: 'unknownPath' }],
    ['no status', json(200, { state: 'x' }), { kind: 'protocol', reason: 'wrongShape' }],
  ])('%s says nothing about the task', async (_what, response, error) => {
    expect(await asked(response)).toMatchObject({ ok: false, error });
  });
});

test('no web page, and no words of the gateway beyond a refused request, get into an error', async () => {
  const words = { error: { message: 'key sk-alice of task-1 is secret words', type: 'x' } };
  const answers = [page(400), page(429), page(500), page(200), json(401, words), json(500, words), json(404, words)];
  for (const response of answers) {
    const outcomes = [await submitted(response), await asked(response)];
    expect(JSON.stringify(outcomes)).not.toMatch(/doctype|secret words|sk-alice|task-1/);
  }
});

describe('how long a limit may stay used up', () => {
  const html = (words: string) => page(429, `<!doctype html>\n<title>429 Too Many Requests</title>\n<p>${words}</p>\n`);
  test.each([
    ['3 per 1 minute', 60_000],
    ['30 per 5 minutes', 300_000],
    ['1 per second', 1_000],
    ['100 per 1 hour', 3_600_000],
    ['1000 per 1 day', 3_600_000],
    ['slow down', 60_000],
  ])('%s', async (words, retryAfterMs) => {
    expect(await submitted(html(words))).toMatchObject({ kind: 'refused', error: { retryAfterMs, retryable: true } });
  });

  test('a Retry-After of a proxy counts more than the page', async () => {
    const response = { ...html('3 per 1 minute'), retryAfterMs: 7_000 };
    expect(await submitted(response)).toMatchObject({ error: { retryAfterMs: 7_000 } });
  });
});
