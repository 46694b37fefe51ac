import { expect, test } from 'vitest';
import { probe } from '../../../main/accounts/probe.ts';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import type { HttpClient, HttpResponse } from '../../../main/http/message.ts';
import { fakeResponse, noStream } from '../http/fake-response.ts';

type Answer = Result<HttpResponse>;

function answer(body: unknown, status = 200, type = 'application/json'): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ok(fakeResponse(status, { 'content-type': type }, text));
}

const page = answer('<!doctype html><title>Welcome</title>', 200, 'text/html');
const halext = answer({ version: '0.2.0-refactored', api_name: 'Halext Org API', features: [] });
const healthy = answer({ status: 'healthy', version: '0.2.0-refactored' });

/** Answers by address; anything else is a web page, as a front end with a catch-all does it. */
async function probing(address: string, answers: Record<string, Answer>) {
  const asked: string[] = [];
  const http: HttpClient = {
    async request({ url }) {
      asked.push(url);
      return answers[url] ?? page;
    },
    stream: noStream,
    refresh: () => {},
    close: async () => {},
  };
  let now = 1000;
  const result = await probe({ http, clock: { now: () => (now += 7) } }, address);
  return { result, asked };
}

test('finds the server and tells its version, health and latency', async () => {
  const { result } = await probing('halext.example', {
    'https://halext.example/api/version': halext,
    'https://halext.example/api/health': healthy,
  });
  expect(result).toEqual({
    ok: true,
    value: { server: 'https://halext.example/api', version: '0.2.0-refactored', health: 'healthy', latencyMs: 7 },
  });
});

test('falls back from a typed path to the root', async () => {
  const { result } = await probing('https://halext.example/app/inbox', {
    'https://halext.example/api/version': halext,
    'https://halext.example/api/health': healthy,
  });
  expect(result).toMatchObject({ ok: true, value: { server: 'https://halext.example/api' } });
});

test('a web page with status 200 is not a Halext server', async () => {
  const { result } = await probing('www.example.org', {});
  expect(result).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notHalext' } });
});

test.each([
  ['another API', answer({ version: '3', api_name: 'Weather' })],
  ['an API without this path', answer({ detail: 'Not Found' }, 404)],
  ['one that wants a password for everything', answer('', 401, 'text/plain')],
  ['a version and nothing else', answer({ version: '1' })],
])('%s is not a Halext server', async (_what, version) => {
  const { result } = await probing('api.example', { 'https://api.example/api/version': version });
  expect(result).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notHalext' } });
});

test('an Open WebUI is recognised as such', async () => {
  const { result } = await probing('chat.example', {
    'https://chat.example/api/version': answer({ version: '0.6.5' }),
    'https://chat.example/api/config': answer({ status: true, name: 'Our chat', version: '0.6.5', features: {} }),
  });
  expect(result).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'isOpenWebui' } });
});

test('a server that is not well can still be signed in to', async () => {
  for (const health of [answer({ status: 'degraded', version: '0.2.0' }), page]) {
    const { result } = await probing('halext.example', {
      'https://halext.example/api/version': halext,
      'https://halext.example/api/health': health,
    });
    expect(result).toMatchObject({ ok: true, value: { health: 'degraded' } });
  }
});

test('a network error is told as it is, and the same origin is not asked twice', async () => {
  const unknown = fail(appError('dns', 'find server: ENOTFOUND'));
  const { result, asked } = await probing('halext.example/team', {
    'https://halext.example/team/api/version': unknown,
    'https://halext.example/api/version': unknown,
  });
  expect(result).toEqual(unknown);
  expect(asked).toHaveLength(1);
});

test('a proxy’s page for a server that is down says that it is down', async () => {
  const { result } = await probing('halext.example', {
    'https://halext.example/api/version': answer('<html>Bad Gateway</html>', 502, 'text/html'),
  });
  expect(result).toMatchObject({ ok: false, error: { kind: 'http', reason: 'unavailable', status: 502 } });
});

test('typed with http, a server that only speaks https is found there', async () => {
  const redirect = fail(appError('http', 'redirected', { reason: 'redirect', status: 301 }));
  const { result } = await probing('http://halext.example', {
    'http://halext.example/api/version': redirect,
    'https://halext.example/api/version': halext,
    'https://halext.example/api/health': healthy,
  });
  expect(result).toMatchObject({ ok: true, value: { server: 'https://halext.example/api' } });
});

test('on this computer, without a scheme: a port that answers http with something else is told as that', async () => {
  const { result } = await probing('127.0.0.1:8080', {
    'https://127.0.0.1:8080/api/version': fail(appError('tls', 'find server: EPROTO', { reason: 'handshake' })),
  });
  expect(result).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notHalext' } });
});

test('typed with https, nothing is ever asked over http', async () => {
  const { asked } = await probing('https://halext.example', {
    'https://halext.example/api/version': fail(appError('refused', 'x')),
  });
  expect(asked.filter((url) => url.startsWith('http:'))).toEqual([]);
});
