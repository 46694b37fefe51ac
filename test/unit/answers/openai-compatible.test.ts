import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { ask, parameters } from './asking.ts';
import { BASE, bodyOfRequest, events, json, page, type Said, sourceOf } from './fake-http.ts';

const STREAM = events(
  'data: {"model":"technova","choices":[{"delta":{"content":"Salut"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
);
const WHOLE = json({
  model: 'technova',
  choices: [{ message: { role: 'assistant', content: 'Salut', reasoning: 'hm' }, finish_reason: 'length' }],
  usage: { prompt_tokens: 4, completion_tokens: 1, total_tokens: 5 },
});
const at = (said: Said | readonly Said[], settings: Parameters<typeof sourceOf>[2] = {}) =>
  sourceOf(
    'openai-compatible',
    { '/v1/chat/completions': Array.isArray(said) ? said : [said as Said] },
    { path: '/v1', ...settings },
  );

describe('asks exactly as the contract says', () => {
  test('the whole history after the system prompt, with what is set', async () => {
    const { source, requests } = at(STREAM);
    const turns = [
      { role: 'user', text: 'Capital of Peru?' },
      { role: 'assistant', text: 'Lima' },
      { role: 'assistant', text: ' \n' },
      { role: 'user', text: 'And of Chile?' },
    ] as const;
    await ask(source, { turns, system: 'Be brief.', parameters: parameters({ temperature: 0, maxTokens: 1_500 }) });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: `${BASE}/v1/chat/completions`,
        headers: { authorization: 'Bearer sk-secret-1', 'content-type': 'application/json' },
        timeoutMs: { headers: 45_000, idle: 45_000 },
      },
    ]);
    expect(bodyOfRequest(requests[0])).toEqual({
      model: 'technova',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Capital of Peru?' },
        { role: 'assistant', content: 'Lima' },
        { role: 'user', content: 'And of Chile?' },
      ],
      temperature: 0,
      max_tokens: 1_500,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('no limit on the whole answer', async () => {
    const { source, requests } = at(STREAM);
    await ask(source);
    expect(requests[0]?.timeoutMs).not.toHaveProperty('total');
  });

  test('an empty key sends no credential; headers of the person go along, the credential wins', async () => {
    const own = { 'X-Team': 'pumps', Authorization: 'Basic eHg=' };
    const open = at(STREAM, { key: null, headers: { 'X-Team': 'pumps' } });
    await ask(open.source);
    expect(open.requests[0]?.headers).not.toHaveProperty('authorization');
    const keyed = at(STREAM, { headers: own });
    await ask(keyed.source);
    expect(keyed.requests[0]?.headers).toMatchObject({ 'x-team': 'pumps', authorization: 'Bearer sk-secret-1' });
    expect(keyed.requests[0]?.headers).not.toHaveProperty('Authorization');
  });

  test('the model of the request wins over that of the settings', async () => {
    const { source, requests } = at(STREAM);
    await ask(source, { model: 'Other' });
    expect(bodyOfRequest(requests[0])).toMatchObject({ model: 'Other' });
  });

  test.each([
    ['a temperature above 2', { parameters: parameters({ temperature: 2.1 }) }, 'temperature'],
    ['no number', { parameters: parameters({ topP: Number.NaN }) }, 'topP'],
    ['half a token', { parameters: parameters({ maxTokens: 0.5 }) }, 'maxTokens'],
    ['a penalty below −2', { parameters: parameters({ presencePenalty: -3 }) }, 'presencePenalty'],
    ['nothing', { turns: [{ role: 'user', text: ' ' }] }, 'question'],
  ] as const)('%s is not sent', async (_what, request, reason) => {
    const { source, requests } = at(STREAM);
    expect((await ask(source, request)).end).toMatchObject({ ok: false, error: { kind: 'validation', reason } });
    expect(requests).toEqual([]);
  });

  test('without any model nothing is sent', async () => {
    const { source, requests } = at(STREAM, { model: null });
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { reason: 'noModel' } });
    expect(requests).toEqual([]);
  });
});

describe('answers', () => {
  test('a stream, with its times', async () => {
    const { source, time } = at(STREAM);
    const now = time.clock.now();
    const { heard, end } = await ask(source);
    expect(heard.text).toBe('Salut');
    expect(end).toEqual({
      ok: true,
      value: {
        kind: 'complete',
        usage: null,
        model: 'technova',
        finish: 'stop',
        attempts: 1,
        times: { asked: now, sent: now, firstByte: now, firstText: now, end: now },
      },
    });
  });

  test.each([true, false])('JSON, asked for a stream: %s', async (stream) => {
    const { source, requests } = at(WHOLE, { stream });
    const { heard, end } = await ask(source);
    expect(heard).toMatchObject({ text: 'Salut', reasoning: 'hm', model: 'technova', usage: { total: 5 } });
    expect(end).toMatchObject({ ok: true, value: { kind: 'complete', finish: 'length' } });
    expect(bodyOfRequest(requests[0])).toMatchObject({ stream });
    expect('stream_options' in (bodyOfRequest(requests[0]) as object)).toBe(stream);
  });

  const half = 'data: {"choices":[{"delta":{"content":"half"}}]}\n\n';
  test.each([
    ['no [DONE]', events(half), 'noDone', { kind: 'protocol', reason: 'noDone' }],
    [
      'a broken connection',
      { ...events(half), error: appError('http', 'x', { reason: 'dropped' }) },
      'brokenStream',
      { kind: 'http', reason: 'dropped' },
    ],
    [
      'silence in the middle',
      { ...events(half), error: appError('timeout', 'x', { reason: 'idle' }) },
      'brokenStream',
      { kind: 'timeout', reason: 'idle' },
    ],
    [
      'an error in the middle',
      events(`${half}data: {"error":{"message":"rate limit reached","code":"rate_limit_exceeded"}}\n\n`),
      'errorFrame',
      { kind: 'http', reason: 'tooManyRequests' },
    ],
  ])('%s: the text stays and the answer is incomplete', async (_what, said, why, error) => {
    const { heard, end } = await ask(at(said).source);
    expect(heard.text).toBe('half');
    expect(end).toMatchObject({ ok: true, value: { kind: 'incomplete', why, error } });
  });

  test.each([
    ['nothing', events(''), { kind: 'protocol', reason: 'noDone' }],
    ['an error first', events('data: {"error":"boom"}\n\n'), { kind: 'serverAi', reason: 'providerFailed' }],
    ['a web page of status 200', page(), { kind: 'protocol', reason: 'html' }],
    ['plain text', { type: 'text/plain', body: 'hello' }, { kind: 'protocol', reason: 'notJson' }],
    ['JSON without an answer', json({ id: 'x' }), { kind: 'protocol', reason: 'wrongShape' }],
    ['JSON without choices', json({ choices: [] }), { kind: 'protocol', reason: 'wrongShape' }],
    ['JSON with an error', json({ error: { message: 'no' } }), { kind: 'serverAi' }],
    ['damaged JSON', { type: 'application/json', body: '{"choi' }, { kind: 'protocol', reason: 'notJson' }],
  ] as const)('%s is a failure, and another source may be asked', async (_what, said, error) => {
    const { heard, end } = await ask(at(said).source);
    expect(heard.text).toBe('');
    expect(end).toMatchObject({ ok: false, error });
  });

  test('a call of a tool counts as something said', async () => {
    const call = 'data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"rm"}}]}}]}\n\n';
    const { heard, end } = await ask(at(events(call)).source);
    expect(heard.calls).toEqual([{ index: 0, id: 'a', name: 'rm', args: '' }]);
    expect(end).toMatchObject({ ok: true, value: { kind: 'incomplete' } });
  });

  test('Stop: what had come stays, nothing is told any more', async () => {
    const stop = new AbortController();
    const more = Array.from({ length: 3 }, (_, at) => `data: {"choices":[{"delta":{"content":"${at}"}}]}\n\n`);
    const { source } = at(events(more.map((each) => new TextEncoder().encode(each))));
    let text = '';
    const sink = { reasoning: () => {}, usage: () => {}, model: () => {} };
    const request = {
      turns: [{ role: 'user', text: 'x' }],
      model: null,
      system: null,
      parameters: parameters({}),
    } as const;
    const end = await source.send(
      request,
      {
        ...sink,
        text: (delta) => {
          text += delta;
          stop.abort();
        },
      },
      stop.signal,
    );
    expect(text).toBe('0');
    expect(end).toMatchObject({ ok: true, value: { kind: 'stopped' } });
  });
});

describe('refusals', () => {
  test.each([
    [401, json({ error: { message: 'Incorrect API key provided: sk-abc***def' } }, 401), 'auth', 'keyRefused'],
    [403, json({ error: { message: 'no' } }, 403), 'auth', 'forbidden'],
    [404, page(404), 'http', 'unknownPath'],
    [
      404,
      json({ error: { message: 'The model `x` does not exist', code: 'model_not_found' } }, 404),
      'notFound',
      'unknownModel',
    ],
    [
      400,
      json({ error: { message: 'too long', code: 'context_length_exceeded' } }, 400),
      'validation',
      'contextLength',
    ],
    [400, json({ error: { message: "unknown field 'stream_options'" } }, 400), 'validation', 'usageRefused'],
    [413, page(413), 'validation', 'tooLarge'],
    [
      422,
      json({ detail: [{ loc: ['body', 'top_p'], msg: 'too big', type: 'x', input: 'WORDS' }] }, 422),
      'validation',
      'invalid',
    ],
    [
      429,
      json({ error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } }, 429),
      'http',
      'quota',
    ],
    [429, json({ error: 'slow down' }, 429), 'http', 'tooManyRequests'],
    [500, json({ detail: 'boom' }, 500), 'http', 'serverFault'],
    [503, page(503), 'http', 'unavailable'],
    [504, page(504), 'http', 'gatewayTimeout'],
  ])('%i', async (status, said, kind, reason) => {
    const { source, requests } = at(said);
    const { end } = await ask(source);
    expect(end).toMatchObject({ ok: false, error: { kind, reason, status } });
    // Only a connection that never came about is tried again.
    expect(requests).toHaveLength(1);
    expect(JSON.stringify(end)).not.toMatch(/sk-|WORDS|doctype/);
  });

  test('the pause a server asks for is told', async () => {
    const said = { ...json({ error: 'x' }, 429), headers: { 'retry-after': '7' } };
    expect((await ask(at(said).source)).end).toMatchObject({
      ok: false,
      error: { retryAfterMs: 7_000, retryable: true },
    });
  });
});

describe('the list of models', () => {
  const models = (said: Said) =>
    sourceOf('openai-compatible', { '/v1/models': [said] }, { path: '/v1' }).source.models();
  const rows = [
    { id: 'Technova', object: 'model', owned_by: 'us' },
    { id: 'local', name: 'Local one', context_length: 4_096, info: { is_active: false } },
    { id: 'vllm', max_model_len: 32_768 },
    { id: 'gpt-4o-2024-08-06' },
    { id: '' },
    null,
    { id: 'Technova' },
  ];
  const expected = [
    { id: 'Technova', name: 'Technova', description: null, ownedBy: 'us', contextTokens: null, active: true },
    { id: 'local', name: 'Local one', description: null, ownedBy: null, contextTokens: 4_096, active: false },
    { id: 'vllm', name: 'vllm', description: null, ownedBy: null, contextTokens: 32_768, active: true },
    {
      id: 'gpt-4o-2024-08-06',
      name: 'gpt-4o-2024-08-06',
      description: null,
      ownedBy: null,
      contextTokens: 128_000,
      active: true,
    },
  ];
  test.each([
    ['in an object', json({ object: 'list', data: rows })],
    ['bare', json(rows)],
  ])('%s', async (_what, said) => {
    expect(await models(said)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['a page', page(), { kind: 'protocol', reason: 'html' }],
    ['another shape', json({ models: [] }), { kind: 'protocol', reason: 'wrongShape' }],
    ['a refused key', json({ error: 'no' }, 401), { kind: 'auth', reason: 'keyRefused' }],
  ])('%s is none', async (_what, said, error) => {
    expect(await models(said)).toMatchObject({ ok: false, error });
  });
});
