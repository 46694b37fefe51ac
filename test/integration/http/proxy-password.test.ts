import { afterEach, expect, test } from 'vitest';
import { createKeyring } from '../../../main/accounts/keyring.ts';
import { createMemoryStore } from '../../../main/accounts/secret-store.ts';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import { createProxyPasswords } from '../../../main/http/proxy-passwords.ts';
import { Secret } from '../../../main/secret.ts';
import { type ConnectProxyOptions, startConnectProxy } from './connect-proxy.ts';
import { serve } from './local-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const RIGHT = `Basic ${Buffer.from('me:pässword').toString('base64')}`;

/** A plain server stands for the target: a tunnel carries whatever is sent, and here the proxy is what counts. */
async function desk(more: Partial<ConnectProxyOptions> = {}, given: [user: string, password: string] | null = null) {
  const target = await serve((_request, response) => response.end('there'));
  const proxy = await startConnectProxy({ port: target.port, wants: RIGHT, ...more });
  const origin = `http://127.0.0.1:${proxy.port}`;
  const secrets = createMemoryStore();
  let names: unknown;
  const start = (env = new Map<string, Secret>()) =>
    createProxyPasswords({
      backend: {
        read: () => names,
        write(next) {
          names = next;
        },
      },
      keyring: createKeyring(secrets),
      given: env,
      onChange: () => {},
    });
  const passwords = start(new Map(given ? [[origin, new Secret(given.join(':'))]] : []));
  const http = createHttpClient({
    clock: systemClock,
    userAgent: 'test',
    resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}`,
    passwords,
  });
  open.push(target, proxy, http);
  return { http, proxy, origin, passwords, restart: start };
}

const plain = { method: 'POST', url: 'http://halext.example/api/', body: 'x', purpose: 'test' } as const;
const secure = { ...plain, url: 'https://halext.example/api/' } as const;

test.each([
  ['forwarding', plain],
  ['tunnelling', secure],
])('%s: a password that is missing is asked for, and nothing has left', async (_name, request) => {
  const { http, passwords, origin } = await desk();
  const refused = await http.request(request);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'http', reason: 'proxyPassword' } });
  expect(!refused.ok && nothingLeft(refused.error)).toBe(true);
  expect(passwords.asking()).toEqual([{ proxy: origin, wrong: false }]);
});

test('one that is given opens the way, is kept for the next start, and goes to the proxy only', async () => {
  const { http, proxy, origin, passwords, restart } = await desk();
  await http.request(plain);
  await passwords.keep(origin, 'me', new Secret('pässword'));
  http.refresh();
  expect(await http.request(plain)).toMatchObject({ ok: true, value: { text: 'through the proxy' } });
  // The target speaks no TLS: that the handshake was tried says that the tunnel stood.
  expect(await http.request(secure)).toMatchObject({ ok: false, error: { kind: 'tls' } });
  expect(passwords.asking()).toEqual([]);
  expect(proxy.authorizations.slice(-2)).toEqual([RIGHT, RIGHT]);

  const later = restart();
  expect(await later.authorizationFor(origin)).toBe(RIGHT);
  expect(later.kept()).toEqual([origin]);
  await later.forget(origin);
  expect(await restart().authorizationFor(origin)).toBeNull();
});

test.each([
  ['forwarding', plain],
  ['tunnelling', secure],
])('%s: a wrong one is said to be wrong, and is not sent again: an account could be locked', async (_name, request) => {
  const { http, proxy, passwords, origin } = await desk();
  await passwords.keep(origin, 'me', new Secret('guess'));
  expect(await http.request(request)).toMatchObject({ ok: false, error: { reason: 'proxyPasswordWrong' } });
  http.refresh();
  expect(await http.request(request)).toMatchObject({ ok: false, error: { reason: 'proxyPasswordWrong' } });
  expect(proxy.authorizations).toEqual([expect.stringMatching(/^Basic /), undefined]);
  expect(passwords.asking()).toEqual([{ proxy: origin, wrong: true }]);
});

test('a password that came with the environment is used', async () => {
  const { http, proxy } = await desk({}, ['me', 'pässword']);
  expect(await http.request(plain)).toMatchObject({ ok: true });
  expect(proxy.authorizations).toEqual([RIGHT]);
});

test.each([
  ['NTLM', 'ntlm'],
  ['Negotiate, NTLM', 'negotiate, ntlm'],
  ['Digest realm="a, b", nonce="x"', 'digest'],
])('a proxy that wants %s is named as unsupported', async (schemes, named) => {
  const { http, passwords } = await desk({ schemes });
  for (const request of [plain, secure]) {
    const refused = await http.request(request);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'http', reason: 'proxyUnsupported' } });
    expect(!refused.ok && refused.error.message).toContain(`unsupported proxy authentication: ${named}`);
  }
  expect(passwords.asking()).toEqual([]);
});

test('a proxy that offers Basic among others is asked with Basic', async () => {
  const { http } = await desk({ schemes: 'Negotiate, Basic realm="x"' });
  expect(await http.request(secure)).toMatchObject({ ok: false, error: { reason: 'proxyPassword' } });
});
