import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { appError, fail, ok, type Result } from '../../../main/errors.ts';
import { hasNetwork, walk } from '../../../main/health/walk.ts';
import type { Route } from '../../../main/http/proxy.ts';
import { NO_PASSWORDS } from '../../../main/http/proxy-passwords.ts';
import { NO_PINS, type Pins } from '../../../main/http/trusted-certificates.ts';
import { createTunnel } from '../../../main/http/tunnel.ts';
import { startConnectProxy } from '../http/connect-proxy.ts';
import { type LocalServer, listening, serve } from '../http/local-server.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');
const trusted = tls.getCACertificates('default');
const open: LocalServer[] = [];

beforeAll(() => tls.setDefaultCACertificates([...trusted, fixture('ca.pem')]));
afterAll(() => tls.setDefaultCACertificates(trusted));
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

function go(
  address: string,
  more: { route?: Result<Route>; network?: boolean; signal?: AbortSignal; pins?: Pins } = {},
) {
  const deps = {
    now: () => performance.now(),
    routeTo: async () => more.route ?? ok<Route>({ kind: 'direct' }),
    hasNetwork: () => more.network ?? true,
    tunnelBy: (proxy: URL) => createTunnel(proxy, NO_PASSWORDS),
    pins: more.pins ?? NO_PINS,
  };
  return walk(deps, address, more.signal ?? new AbortController().signal);
}

async function plain() {
  const server = await serve((_request, response) => response.end());
  open.push(server);
  return server;
}

async function encrypted(certificate: string) {
  const secure = createServer({ key: fixture('server.key'), cert: fixture(certificate) });
  const server = await listening(secure, 'https', () => secure.closeAllConnections());
  open.push(server);
  return server;
}

test('on this computer neither network nor encryption is needed; a number needs no name', async () => {
  const { url, port } = await plain();
  const { observations, proxied } = await go(`${url}/api`, { network: false });
  expect(proxied).toBe(false);
  expect(observations).toEqual({
    network: { verdict: 'notNeeded' },
    dns: { verdict: 'notNeeded' },
    tcp: { verdict: 'good', ms: expect.any(Number), fact: `127.0.0.1:${port}` },
    tls: { verdict: 'notNeeded' },
  });
});

test('each step has its time and its fact', async () => {
  const { port } = await encrypted('good.pem');
  const { observations } = await go(`https://localhost:${port}`);
  expect(observations.dns).toMatchObject({ verdict: 'good', ms: expect.any(Number) });
  expect(observations.dns?.fact).toContain('127.0.0.1');
  expect(observations.tls).toEqual({ verdict: 'good', ms: expect.any(Number), fact: 'TLSv1.3' });
});

test('a port where nobody listens', async () => {
  const { url, close } = await serve(() => {});
  await close();
  const { observations } = await go(url);
  expect(observations.tcp).toMatchObject({ verdict: 'broken', error: { kind: 'refused' } });
});

test('a name that does not exist', async () => {
  const { observations } = await go('https://does-not-exist.invalid');
  expect(observations).toMatchObject({
    network: { verdict: 'good' },
    dns: { verdict: 'broken', error: { kind: 'dns' } },
  });
  expect(observations.tcp).toBeUndefined();
});

test.each([
  ['expired.pem', 'certificateExpired'],
  ['other-host.pem', 'certificateHostname'],
  ['self-signed.pem', 'certificateSelfSigned'],
])('%s: %s, and the connection before it is good', async (certificate, reason) => {
  const { url } = await encrypted(certificate);
  const { observations } = await go(url);
  expect(observations).toMatchObject({
    tcp: { verdict: 'good' },
    tls: { verdict: 'broken', error: { kind: 'tls', reason } },
  });
});

test('a server that takes the connection and never answers the handshake', async () => {
  const silent = await plain();
  const stop = new AbortController();
  const walked = go(`https://127.0.0.1:${silent.port}`, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  const { observations } = await walked;
  expect(observations.tls ?? observations.tcp).toMatchObject({ verdict: 'broken' });
});

test('without a network nothing is tried', async () => {
  const { observations } = await go('https://halext.example.org', { network: false });
  expect(observations).toEqual({ network: { verdict: 'broken', error: expect.objectContaining({ kind: 'offline' }) } });
});

async function connectProxy(port: number, more: { wants?: string } = {}) {
  const proxy = await startConnectProxy({ port, ...more });
  open.push(proxy);
  return { ...proxy, route: ok<Route>({ kind: 'proxy', uri: proxy.url }) };
}

test('through a proxy: the tunnel it opens, then the encryption of the server inside, each with its time', async () => {
  const server = await encrypted('good.pem');
  const { route, seen, port } = await connectProxy(server.port);
  const { observations, proxied } = await go('https://localhost', { route });
  expect(proxied).toBe(true);
  expect(seen).toEqual(['CONNECT localhost:443']);
  expect(observations.tcp).toEqual({ verdict: 'good', ms: expect.any(Number), fact: expect.any(String) });
  expect(observations.tcp?.fact).toMatch(new RegExp(`^proxy 127\\.0\\.0\\.1:${port} in \\d+ ms$`));
  expect(observations.tls).toEqual({ verdict: 'good', ms: expect.any(Number), fact: 'TLSv1.3' });
});

test('through a proxy it is the certificate of the server that is refused', async () => {
  const server = await encrypted('expired.pem');
  const { route } = await connectProxy(server.port);
  const { observations } = await go('https://localhost', { route });
  expect(observations).toMatchObject({
    tcp: { verdict: 'good' },
    tls: { verdict: 'broken', error: { kind: 'tls', reason: 'certificateExpired' } },
  });
});

test('a proxy that opens no tunnel: the connection is broken, and why', async () => {
  const server = await encrypted('good.pem');
  const { route } = await connectProxy(server.port, { wants: 'Basic x' });
  const { observations } = await go('https://localhost', { route });
  expect(observations.tcp).toMatchObject({ verdict: 'broken', error: { kind: 'http', reason: 'proxyPassword' } });
  expect(observations.tls).toBeUndefined();
});

test('a proxy that is silent about a tunnel does not hold the walk', async () => {
  const silent = createTcpServer((socket) => socket.on('error', () => {}));
  const proxy = await listening(silent, 'http');
  const stop = new AbortController();
  const walked = go('https://localhost', { route: ok({ kind: 'proxy', uri: proxy.url }), signal: stop.signal });
  await new Promise((done) => silent.once('connection', done));
  stop.abort();
  expect((await walked).observations.tcp).toMatchObject({ verdict: 'broken', error: { kind: 'timeout' } });
  await proxy.close();
});

test('plain http over a proxy has no tunnel: the connection is the one to the proxy', async () => {
  const { route, port } = await connectProxy(9);
  const { observations } = await go('http://halext.example.org', { route });
  expect(observations.tcp).toMatchObject({ verdict: 'good', fact: `proxy 127.0.0.1:${port}` });
  expect(observations.tls).toEqual({ verdict: 'notNeeded' });
});

test('a proxy of a kind we cannot use', async () => {
  const error = appError('http', '', { reason: 'proxyUnsupported' });
  const { observations, proxied } = await go('https://halext.example.org', { route: fail(error) });
  expect([observations, proxied]).toEqual([{ tcp: { verdict: 'broken', error } }, true]);
});

test('whether this computer has a network is told without asking anybody', () => {
  expect(typeof hasNetwork()).toBe('boolean');
});

test('a certificate somebody trusts holds, and no other one in its place', async () => {
  const fingerprint = new X509Certificate(fixture('self-signed.pem')).fingerprint256;
  const { url } = await encrypted('self-signed.pem');
  const pins = (value: string): Pins => ({
    fingerprintOf: (origin) => (origin === url ? value : null),
    changed: () => {},
    rely: () => {},
  });
  expect((await go(url, { pins: pins(fingerprint) })).observations.tls).toMatchObject({
    verdict: 'good',
    fact: 'TLSv1.3',
  });
  expect((await go(url, { pins: pins(fingerprint.replace(/^../, '00')) })).observations.tls).toMatchObject({
    verdict: 'broken',
    error: { kind: 'tls', reason: 'certificateChanged' },
  });
});
