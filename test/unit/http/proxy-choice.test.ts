import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseProxy, chosenFor, isExcepted, passwordsOf } from '../../../main/http/proxy-choice.ts';
import type { ProxyChoice } from '../../../preload/contract.ts';

const SYSTEM: ProxyChoice = { kind: 'system' };
const NO_PAC = async () => '';

function choose(env: Record<string, string>, system = 'DIRECT', choice = SYSTEM) {
  return chooseProxy({ system: async () => system, pac: NO_PAC, choice: () => choice, env });
}

test.each([
  ['nothing said', {}, 'https://a.example/', 'DIRECT'],
  ['https', { HTTPS_PROXY: 'http://proxy.example:3128' }, 'https://a.example/', 'PROXY proxy.example:3128'],
  ['not for http', { HTTPS_PROXY: 'http://proxy.example:3128' }, 'http://a.example/', 'DIRECT'],
  ['http', { http_proxy: 'proxy.example:3128' }, 'http://a.example/', 'PROXY proxy.example:3128'],
  ['the lower case wins', { HTTPS_PROXY: 'http://x:1', https_proxy: 'http://y:2' }, 'https://a.example/', 'PROXY y:2'],
  ['all', { ALL_PROXY: 'http://all.example' }, 'https://a.example/', 'PROXY all.example:80'],
  ['over TLS', { HTTPS_PROXY: 'https://safe.example' }, 'https://a.example/', 'HTTPS safe.example:443'],
  ['SOCKS by name', { ALL_PROXY: 'socks5://s.example' }, 'https://a.example/', 'SOCKS5 s.example:1080'],
  ['a password is no part', { HTTPS_PROXY: 'http://me:pw@p.example:3' }, 'https://a.example/', 'PROXY p.example:3'],
  ['excepted', { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'a.example' }, 'https://a.example/', 'DIRECT'],
])('the environment where the system wants no proxy: %s', async (_name, env, url, expected) => {
  expect(await choose(env)(url)).toBe(expected);
});

test('the system comes before the environment, and what was chosen here before both', async () => {
  const env = { HTTPS_PROXY: 'http://env.example:1' };
  const url = 'https://a.example/';
  expect(await choose(env, 'PROXY system.example:2')(url)).toBe('PROXY system.example:2');
  expect(await choose(env, 'PROXY system.example:2', { kind: 'none' })(url)).toBe('DIRECT');
  const own: ProxyChoice = { kind: 'address', address: 'http://own.example:3' };
  expect(await choose(env, 'PROXY system.example:2', own)(url)).toBe('PROXY own.example:3');
});

describe('who does not answer', () => {
  const never = () => new Promise<string>(() => {});
  const url = 'https://a.example/';
  const pac: ProxyChoice = { kind: 'pac', address: 'https://wpad.example/proxy.pac' };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test.each([
    ['is broken', () => Promise.reject(new Error('broken'))],
    ['is silent', never],
  ])('a system that %s has named no proxy', async (_name, system) => {
    const answer = chooseProxy({ system, pac: NO_PAC, choice: () => SYSTEM, env: {} })(url);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toBe('DIRECT');
  });

  test.each([
    ['fails', NO_PAC],
    ['is broken', () => Promise.reject(new Error('broken'))],
    ['is silent', never],
  ])('a chosen PAC file that %s lets nothing pass', async (_name, read) => {
    const answer = chooseProxy({ system: async () => 'DIRECT', pac: read, choice: () => pac, env: {} })(url);
    const refused = expect(answer).rejects.toMatchObject({ kind: 'http', reason: 'proxyScript' });
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
  });

  test('a chosen PAC file is asked by its address', async () => {
    const read = vi.fn(async () => 'PROXY p:1; DIRECT');
    expect(await chooseProxy({ system: never, pac: read, choice: () => pac, env: {} })(url)).toBe('PROXY p:1; DIRECT');
    expect(read).toHaveBeenCalledWith('https://wpad.example/proxy.pac', url);
  });
});

test('a server of its own way: by scheme, name and port, and nobody else', async () => {
  const settings = {
    proxy: { kind: 'address', address: 'http://all.example:1' },
    proxyFor: [
      { origin: 'https://own.example', proxy: { kind: 'none' } },
      { origin: 'https://own.example:8443', proxy: { kind: 'address', address: 'https://one.example:2' } },
      { origin: 'https://as.system.example', proxy: SYSTEM },
    ],
  } as const;
  const resolve = chooseProxy({
    system: async () => 'PROXY system.example:3',
    pac: NO_PAC,
    choice: (origin) => chosenFor(settings, origin),
    env: {},
  });
  expect(await resolve('https://own.example/api/health')).toBe('DIRECT');
  expect(await resolve('https://own.example:443/')).toBe('DIRECT');
  expect(await resolve('https://own.example:8443/')).toBe('HTTPS one.example:2');
  expect(await resolve('https://as.system.example/')).toBe('PROXY system.example:3');
  expect(await resolve('http://own.example/')).toBe('PROXY all.example:1');
  expect(await resolve('https://sub.own.example/')).toBe('PROXY all.example:1');
});

test.each([
  ['*', 'https://a.example', true],
  ['a.example', 'https://a.example', true],
  ['a.example', 'https://sub.a.example', true],
  ['.a.example', 'https://sub.a.example', true],
  ['*.a.example', 'https://sub.a.example', true],
  ['a.example', 'https://nota.example', false],
  ['b.example, A.EXAMPLE', 'https://a.example', true],
  ['a.example:8443', 'https://a.example:8443', true],
  ['a.example:8443', 'https://a.example', false],
  ['a.example:443', 'https://a.example', true],
  ['10.1.2.3', 'http://10.1.2.3:9000', true],
  ['[::1]:80', 'http://[::1]/', true],
  ['', 'https://a.example', false],
])('NO_PROXY %j excepts %s: %s', (noProxy, url, expected) => {
  expect(isExcepted(noProxy, new URL(url))).toBe(expected);
});

test('the passwords inside the variables, by proxy and decoded', () => {
  const found = passwordsOf({ HTTPS_PROXY: 'http://me:p%40ss@p.example:3128', HTTP_PROXY: 'http://q.example' });
  expect([...found].map(([proxy, secret]) => [proxy, secret.reveal()])).toEqual([['http://p.example:3128', 'me:p@ss']]);
});
