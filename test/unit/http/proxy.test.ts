import { expect, test } from 'vitest';
import { isLoopback } from '../../../main/http/loopback.ts';
import { createDeadProxies, parseProxyAnswer } from '../../../main/http/proxy.ts';

test.each([
  ['DIRECT', [{ kind: 'direct' }]],
  ['', [{ kind: 'direct' }]],
  ['PROXY proxy.example:3128; DIRECT', [{ kind: 'proxy', uri: 'http://proxy.example:3128' }, { kind: 'direct' }]],
  ['HTTPS secure.example:443', [{ kind: 'proxy', uri: 'https://secure.example:443' }]],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', [{ kind: 'proxy', uri: 'http://proxy.example:3128' }]],
  ['PROXY [::1]:3128', [{ kind: 'proxy', uri: 'http://[::1]:3128' }]],
])('%j', (answer, route) => {
  expect(parseProxyAnswer(answer)).toEqual({ ok: true, value: route });
});

test('a dead proxy comes last for five minutes, or until the network is another one', () => {
  let now = 0;
  const dead = createDeadProxies(() => now);
  const [a, b, direct] = [
    { kind: 'proxy', uri: 'http://a:1' },
    { kind: 'proxy', uri: 'http://b:1' },
    { kind: 'direct' },
  ] as const;
  expect(dead.order([a, b, direct])).toEqual([a, b, direct]);
  dead.mark(a.uri);
  expect(dead.order([a, b, direct])).toEqual([b, direct, a]);
  dead.mark(b.uri);
  expect(dead.order([b, a])).toEqual([b, a]);
  now = 5 * 60_000;
  expect(dead.order([a, b, direct])).toEqual([a, b, direct]);
  dead.mark(a.uri);
  dead.forget();
  expect(dead.order([a, b])).toEqual([a, b]);
});

test('only SOCKS is a clear error, not a silent way round', () => {
  expect(parseProxyAnswer('SOCKS5 socks.example:1080')).toMatchObject({
    ok: false,
    error: { kind: 'http', reason: 'proxyUnsupported', message: 'unsupported proxy: SOCKS5' },
  });
});

test.each([
  ['localhost', true],
  ['app.localhost', true],
  ['LOCALHOST.', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['[::1]', true],
  ['localhost.example.org', false],
  ['127.0.0.1.example.org', false],
  ['10.0.0.1', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
