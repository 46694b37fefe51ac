import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { ask } from './asking.ts';
import { BASE, bodyOfRequest, events, json, page, type Said, sourceOf } from './fake-http.ts';

const STREAM = events('data: {"choices":[{"delta":{"content":"Salut"}}]}\n\ndata: [DONE]\n\n');
const CHAT = '/webui/api/chat/completions';
const chat = (...said: readonly Said[]) => sourceOf('open-webui', { [CHAT]: said }, { path: '/webui' });

test('asks below its sub-path, with the four settings of the design and nothing it might refuse', async () => {
  const { source, requests } = chat(STREAM);
  await ask(source, { system: 'Brief.' });
  expect(requests).toMatchObject([{ url: `${BASE}${CHAT}`, headers: { authorization: 'Bearer sk-secret-1' } }]);
  expect(bodyOfRequest(requests[0])).toEqual({
    model: 'technova',
    messages: [
      { role: 'system', content: 'Brief.' },
      { role: 'user', content: 'Bonjour' },
    ],
    stream: true,
  });
});

test('frames with sources, info and events are normal', async () => {
  const { source } = chat(
    events(
      [
        'data: {"sources":[{"source":{"name":"a.pdf"}}]}',
        'data: {"event":{"type":"status","data":{"done":true}}}',
        'data: {"choices":[{"delta":{"content":"ok"}}]}',
        'data: {"info":{"eval_count":3}}',
        'data: [DONE]',
        '',
      ].join('\r\n\r\n'),
    ),
  );
  const { heard, end } = await ask(source);
  expect([heard.text, end]).toMatchObject(['ok', { ok: true, value: { kind: 'complete' } }]);
});

describe('the meanings of 403', () => {
  test.each([
    ['Not authenticated', 'keyMissing'],
    ['Use of API key is not enabled in the environment.', 'apiKeysNotAllowed'],
    ['API keys are disabled by the administrator', 'apiKeysNotAllowed'],
    ['API key not allowed to access this endpoint.', 'apiKeysNotAllowed'],
    ['Access prohibited', 'forbidden'],
  ])('%s: %s', async (detail, reason) => {
    const { source, requests } = chat(json({ detail }, 403));
    expect((await ask(source)).end).toMatchObject({ ok: false, error: { kind: 'auth', reason, status: 403 } });
    expect(requests).toHaveLength(1);
  });

  test('401 is a bad token; 404 of the list is a wrong address', async () => {
    expect((await ask(chat(json({ detail: 'Your session has expired' }, 401)).source)).end).toMatchObject({
      error: { kind: 'auth', reason: 'keyRefused' },
    });
    const { source } = sourceOf('open-webui', { '/api/models': [page(404)] });
    expect(await source.models()).toMatchObject({ ok: false, error: { kind: 'http', reason: 'unknownPath' } });
  });
});

describe('three attempts while nothing has come', () => {
  /** Asks while time passes as fast as it can. */
  async function asked(said: readonly Said[], signal?: AbortSignal) {
    const { source, requests, time } = chat(...said);
    let done = false;
    const began = time.clock.now();
    const asking = ask(source, {}, signal).finally(() => {
      done = true;
    });
    while (!done) {
      await time.settle();
      if (!done) await time.advance(50);
    }
    return { ...(await asking), attempts: requests.length, took: time.clock.now() - began };
  }
  const refused: Said = { fails: appError('refused', 'x') };

  test.each<[string, Said]>([
    ['nobody listens', refused],
    ['the name is not found', { fails: appError('dns', 'x') }],
    ['connecting takes too long', { fails: appError('timeout', 'x', { reason: 'connect' }) }],
    ['429', json({ detail: 'x' }, 429)],
    ['500', json({ detail: 'x' }, 500)],
    ['502 with a page', page(502)],
    ['504', page(504)],
  ])('%s, twice, then an answer', async (_what, said) => {
    const { end, heard, attempts } = await asked([said, said, STREAM]);
    expect([heard.text, attempts]).toEqual(['Salut', 3]);
    expect(end).toMatchObject({ ok: true, value: { kind: 'complete', attempts: 3 } });
  });

  test('the third failure is told', async () => {
    const { end, attempts } = await asked([refused]);
    expect([end, attempts]).toMatchObject([{ ok: false, error: { kind: 'refused' } }, 3]);
  });

  test.each<[string, Said]>([
    ['a refused key', json({ detail: 'x' }, 401)],
    ['a wrong request', json({ detail: 'x' }, 400)],
    ['no answer in time: it may be at work', { fails: appError('timeout', 'x', { reason: 'headers' }) }],
    ['a dropped connection: it may be at work', { fails: appError('http', 'x', { reason: 'dropped' }) }],
    ['a certificate', { fails: appError('tls', 'x') }],
    ['a quota that is spent', json({ error: { message: 'x', code: 'insufficient_quota' } }, 429)],
    ['a web page of status 200', page()],
  ])('%s is not tried again', async (_what, said) => {
    const { end, attempts } = await asked([said, STREAM]);
    expect([end.ok, attempts]).toEqual([false, 1]);
  });

  test('after the first words nothing is asked again', async () => {
    const half = { ...events('data: {"choices":[{"delta":{"content":"half"}}]}\n\n'), error: appError('http', 'x') };
    const { end, heard, attempts } = await asked([half, STREAM]);
    expect([heard.text, attempts]).toEqual(['half', 1]);
    expect(end).toMatchObject({ ok: true, value: { kind: 'incomplete' } });
  });

  test('waits as long as the server asks, and not at all when that is too long', async () => {
    const busy = (seconds: string): Said => ({ ...json({ detail: 'x' }, 429), headers: { 'retry-after': seconds } });
    const short = await asked([busy('7'), STREAM]);
    expect([short.attempts, short.heard.text]).toEqual([2, 'Salut']);
    expect(short.took).toBeGreaterThanOrEqual(7_000);
    const long = await asked([busy('600'), STREAM]);
    expect([long.attempts, long.end]).toMatchObject([1, { ok: false, error: { retryAfterMs: 600_000 } }]);
  });

  test('the pauses grow', async () => {
    const { took } = await asked([refused]);
    expect(took).toBeGreaterThanOrEqual(1_500);
    expect(took).toBeLessThan(1_700);
  });

  test('Stop ends a pause', async () => {
    const stop = new AbortController();
    const { source, requests, time } = chat(refused);
    const asking = ask(source, {}, stop.signal);
    await time.settle();
    stop.abort();
    expect((await asking).end).toMatchObject({ ok: true, value: { kind: 'stopped' } });
    expect([requests.length, time.timers()]).toEqual([1, 0]);
  });
});
