import { expect, test } from 'vitest';
import { isLoopback } from '../../../main/http/loopback.ts';
import { parseProxyAnswer } from '../../../main/http/proxy.ts';

test.each([
  ['DIRECT', { kind: 'direct' }],
  ['', { kind: 'direct' }],
  ['PROXY proxy.example:3128; DIRECT', { kind: 'proxy', uri: 'http://proxy.example:3128' }],
  ['HTTPS secure.example:443', { kind: 'proxy', uri: 'https://secure.example:443' }],
  ['SOCKS5 socks.example:1080; PROXY proxy.example:3128', { kind: 'proxy', uri: 'http://proxy.example:3128' }],
  ['PROXY [::1]:3128', { kind: 'proxy', uri: 'http://[::1]:3128' }],
])('%j', (answer, route) => {
  expect(parseProxyAnswer(answer)).toEqual({ ok: true, value: route });
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
