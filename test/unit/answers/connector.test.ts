import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { ask, parameters } from './asking.ts';
import { BASE, bodyOfRequest, json, page, type Said, sourceOf } from './fake-http.ts';

const USAGE = { prompt_tokens: 9, completion_tokens: 3, total_tokens: 12 };
const OPENAI_ANSWER = json({
  success: true,
  message: { role: 'assistant', content: 'Salut', model: 'gpt-4o' },
  usage: USAGE,
});
const MISTRAL_ANSWER = json({
  success: true,
  message: { role: 'assistant', content: 'Salut' },
  model: 'mistral-small-latest',
  finish_reason: 'length',
  usage: USAGE,
});
const all = parameters({
  temperature: 0.2,
  maxTokens: 10,
  topP: 0.5,
  frequencyPenalty: 1,
  presencePenalty: -1,
  safePrompt: true,
});

describe.each([
  ['openai', 'openai-connector', OPENAI_ANSWER, 'gpt-4o', { frequency_penalty: 1, presence_penalty: -1 }, null],
  ['mistral', 'mistral-connector', MISTRAL_ANSWER, 'mistral-small-latest', { safe_prompt: true }, 'length'],
] as const)('the %s connector', (path, kind, answer, model, own, finish) => {
  const routes = `/api/v1/${path}`;
  const chat = (said: Said, settings: Parameters<typeof sourceOf>[2] = {}) =>
    sourceOf(kind, { [`${routes}/chat`]: [said] }, settings);

  test('asks with the parameters of its dialect, its key in a header of its own, and takes the whole answer', async () => {
    const { source, requests } = chat(answer);
    const { heard, end } = await ask(source, { system: 'Brief.', parameters: all });
    expect(requests).toMatchObject([{ url: `${BASE}${routes}/chat`, headers: { 'x-api-key': 'sk-secret-1' } }]);
    expect(requests[0]?.headers).not.toHaveProperty('authorization');
    expect(bodyOfRequest(requests[0])).toEqual({
      messages: [
        { role: 'system', content: 'Brief.' },
        { role: 'user', content: 'Bonjour' },
      ],
      model: 'technova',
      temperature: 0.2,
      max_tokens: 10,
      top_p: 0.5,
      ...own,
    });
    expect(heard).toMatchObject({ text: 'Salut', model, usage: { input: 9, output: 3, total: 12 } });
    expect(end).toMatchObject({ ok: true, value: { kind: 'complete', model, finish, attempts: 1 } });
  });

  test('without key and model it uses its own', async () => {
    const { source, requests } = chat(answer, { key: null, model: null });
    expect((await ask(source)).end.ok).toBe(true);
    expect(requests[0]?.headers).not.toHaveProperty('x-api-key');
    expect(bodyOfRequest(requests[0])).toEqual({ messages: [{ role: 'user', content: 'Bonjour' }] });
  });

  test.each<[string, Said, object]>([
    [
      'success: false with 200',
      json({ success: false, error: 'boom' }),
      { kind: 'serverAi', reason: 'providerFailed' },
    ],
    [
      'a class of exception with 200',
      json({ success: false, message: 'no', error: 'AuthenticationError' }),
      { kind: 'auth', reason: 'keyRefused' },
    ],
    [
      'a class of exception with 500',
      json({ success: false, message: 'slow', error: 'RateLimitError' }, 500),
      { kind: 'http', reason: 'tooManyRequests', status: 500 },
    ],
    [
      'a timeout of the provider',
      json({ success: false, message: 'Request timed out.', error: 'APITimeoutError' }, 500),
      { kind: 'serverAi', reason: 'providerTimeout' },
    ],
    ['a text with 400', json({ success: false, error: 'Unknown model: x' }, 400), { kind: 'validation', status: 400 }],
    [
      '422 with a list',
      json({ detail: [{ loc: ['body', 'temperature'], msg: 'must be at most 2', type: 'x' }] }, 422),
      { kind: 'validation', reason: 'invalid', message: expect.stringContaining('temperature: must be at most 2') },
    ],
    ['a web page', page(), { kind: 'protocol', reason: 'html' }],
    ['success without an answer', json({ success: true }), { kind: 'protocol', reason: 'wrongShape' }],
    ['neither', json({ choices: [] }), { kind: 'protocol', reason: 'wrongShape' }],
    ['another path', json({ detail: 'Not Found' }, 404), { kind: 'http', reason: 'unknownPath' }],
  ])('%s is a failure', async (_what, said, error) => {
    const { source, requests } = chat(said);
    const { heard, end } = await ask(source);
    expect([heard.text, end]).toMatchObject(['', { ok: false, error }]);
    expect(requests).toHaveLength(1);
  });

  test('a key in the words of a failure is not repeated', async () => {
    const said = json({
      success: false,
      error: 'Incorrect key sk-proj-AbCdEf123456 for Bearer eyJhbGciOiJIUzI1NiJ9.x.y',
    });
    expect(JSON.stringify((await ask(chat(said).source)).end)).not.toMatch(/sk-proj|eyJ/);
  });

  test('429 is tried again after the pause it asks for; 500 is not', async () => {
    const busy: Said = { ...json({ success: false, error: 'x' }, 429), headers: { 'retry-after': '2' } };
    const { source, requests, time } = sourceOf(kind, { [`${routes}/chat`]: [busy, answer] });
    const asking = ask(source);
    await time.settle();
    await time.settle();
    expect(requests).toHaveLength(1);
    await time.advance(2_000);
    expect([(await asking).heard.text, requests.length]).toEqual(['Salut', 2]);
    const failing = chat(json({ success: false, error: 'x' }, 500));
    await ask(failing.source);
    expect(failing.requests).toHaveLength(1);
  });

  test('Stop while it works is no failure', async () => {
    const stop = new AbortController();
    const { source } = chat({ fails: appError('cancelled', 'x') });
    stop.abort();
    expect((await ask(source, {}, stop.signal)).end).toMatchObject({ ok: true, value: { kind: 'stopped' } });
  });

  test('lists its models, with what is known of their context', async () => {
    const rows = [{ id: 'gpt-4o' }, { id: 'gpt-4', owned_by: 'openai' }, { id: 'mistral-embed', description: 'd' }, {}];
    const { source } = sourceOf(kind, { [`${routes}/models`]: [json({ success: true, models: rows })] });
    const list = await source.models();
    expect(list.ok && list.value.map(({ id, contextTokens }) => [id, contextTokens])).toEqual(
      path === 'openai'
        ? [
            ['gpt-4o', 128_000],
            ['gpt-4', 8_192],
            ['mistral-embed', null],
          ]
        : [
            ['gpt-4o', 32_000],
            ['gpt-4', 32_000],
            ['mistral-embed', null],
          ],
    );
    const failing = sourceOf(kind, { [`${routes}/models`]: [json({ success: false, error: 'x' })] });
    expect(await failing.source.models()).toMatchObject({ ok: false, error: { kind: 'serverAi' } });
  });
});
