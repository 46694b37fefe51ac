import dns from 'node:dns';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { type AddressInfo, isIP } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { ok } from '../../../main/errors.ts';
import { walk } from '../../../main/health/walk.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { NO_PASSWORDS } from '../../../main/http/proxy-passwords.ts';
import { NO_PINS } from '../../../main/http/trusted-certificates.ts';
import { createTunnel } from '../../../main/http/tunnel.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { fixture } from './secure-server.ts';

/** For documentation (RFC 3849): nobody has it, and where there is no way out it fails at once. */
const NOBODY = '2001:db8::1';
const NAME = 'both.example';

const open: { close(): Promise<void> }[] = [];
let addresses: readonly string[] = [];

/** A name of several addresses, as a resolver gives them. Names of other tests are left to the system. */
beforeEach(() => {
  const found = () => addresses.map((address) => ({ address, family: isIP(address) }));
  const byCallback = dns.lookup;
  const byPromise = dns.promises.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation(((name: string, options: dns.LookupAllOptions, done: never) => {
    if (name !== NAME) return byCallback(name, options, done);
    const answer = done as (error: null, all: dns.LookupAddress[]) => void;
    setImmediate(() => answer(null, found()));
  }) as never);
  vi.spyOn(dns.promises, 'lookup').mockImplementation((async (name: string, options: dns.LookupAllOptions) =>
    name === NAME ? found() : byPromise(name, options)) as never);
  syncBuiltinESMExports();
});
afterEach(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  for (const each of open.splice(0)) await each.close();
});

/** A server that hears one address only. */
async function at(address: string, server: Server = createServer((_request, response) => response.end(address))) {
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return (server.address() as AddressInfo).port;
}

function client(resolveProxy = async () => 'DIRECT') {
  const http = createHttpClient({ clock: systemClock, userAgent: 'test', resolveProxy });
  open.push(http);
  return (url: string) => http.request({ method: 'GET', url, purpose: 'test' });
}

const walkTo = (address: string) =>
  walk(
    {
      now: () => performance.now(),
      routeTo: async () => ok({ kind: 'direct' }),
      hasNetwork: () => true,
      tunnelBy: (proxy) => createTunnel(proxy, NO_PASSWORDS),
      pins: NO_PINS,
    },
    address,
    new AbortController().signal,
  );

describe.each([
  ['IPv6 first', ['::1', '127.0.0.1']],
  ['IPv4 first', ['127.0.0.1', '::1']],
] as const)('a name of both families, %s', (_name, order) => {
  beforeEach(() => {
    addresses = order;
  });

  test.each(['::1', '127.0.0.1'])('a server at %s only is reached', async (listens) => {
    const port = await at(listens);
    expect(await client()(`http://${NAME}:${port}/`)).toMatchObject({ ok: true, value: { text: listens } });
    const { observations } = await walkTo(`http://${NAME}:${port}`);
    expect(observations.dns).toMatchObject({ verdict: 'good', fact: order.join(', ') });
    expect(observations.tcp).toMatchObject({ verdict: 'good', fact: `${listens}:${port}` });
  });

  test.each(['::1', '127.0.0.1'])('a proxy at %s only opens its tunnel', async (listens) => {
    const identity = { key: fixture('server.key'), cert: fixture('self-signed.pem') };
    const inner = await at(
      '127.0.0.1',
      createSecureServer(identity, (_request, response) => void response.end()),
    );
    const proxy = await startConnectProxy({ port: inner, host: listens });
    open.push(proxy);
    // The certificate is refused only after the tunnel has led to it.
    expect(await client(async () => `PROXY ${NAME}:${proxy.port}`)('https://halext.example/')).toMatchObject({
      ok: false,
      error: { kind: 'tls', reason: 'certificateSelfSigned' },
    });
    expect(proxy.seen).toEqual(['CONNECT halext.example:443']);
  });

  test('a port where neither listens is refused', async () => {
    const port = await at('127.0.0.1');
    await open.pop()?.close();
    expect(await client()(`http://${NAME}:${port}/`)).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });
});

test.each([
  ['first', [NOBODY, '127.0.0.1']],
  ['last', ['127.0.0.1', NOBODY]],
] as const)(
  'a family without a way, %s: the other one serves, and its refusal is what is told',
  async (_name, order) => {
    addresses = order;
    const port = await at('127.0.0.1');
    expect(await client()(`http://${NAME}:${port}/`)).toMatchObject({ ok: true, value: { text: '127.0.0.1' } });
    expect((await walkTo(`http://${NAME}:${port}`)).observations.tcp).toMatchObject({ verdict: 'good' });
    await open.shift()?.close();
    expect(await client()(`http://${NAME}:${port}/`)).toMatchObject({ ok: false, error: { kind: 'refused' } });
    expect((await walkTo(`http://${NAME}:${port}`)).observations.tcp).toMatchObject({ error: { kind: 'refused' } });
  },
);
