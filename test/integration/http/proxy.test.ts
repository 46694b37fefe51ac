import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import { type LocalServer, listening, serve } from './local-server.ts';

const running: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** A proxy that sends every request and tunnel to `target`, whatever host was asked for. */
async function proxyTo(target: LocalServer, seen: string[], refuse = false) {
  const proxy = createServer((request: IncomingMessage, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (refuse) response.writeHead(403).end();
    else response.end('through the proxy');
  });
  proxy.on('connect', (request: IncomingMessage, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (refuse) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(target.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const server = await listening(proxy, 'http', () => proxy.closeAllConnections());
  running.push(server);
  return server;
}

test('a plain request goes through the proxy the system names, asked for once', async () => {
  const seen: string[] = [];
  const target = await serve((_request, response) => response.end('direct'));
  running.push(target);
  const proxy = await proxyTo(target, seen);
  let asked = 0;
  const http = createHttpClient({
    clock: systemClock,
    userAgent: 'test',
    resolveProxy: async () => {
      asked += 1;
      return `PROXY 127.0.0.1:${proxy.port}`;
    },
  });
  const url = 'http://halext.example/api/version';
  expect(await http.request({ method: 'GET', url, purpose: 'test' })).toMatchObject({
    ok: true,
    value: { text: 'through the proxy' },
  });
  await http.request({ method: 'GET', url, purpose: 'test' });
  expect(asked).toBe(1);
  http.refresh();
  await http.request({ method: 'GET', url, purpose: 'test' });
  expect(asked).toBe(2);
  expect(seen[0]).toBe('GET http://halext.example/api/version');
  await http.close();
});

test('a proxy that lets nothing through is named, and nothing left', async () => {
  const seen: string[] = [];
  const target = await serve((_request, response) => response.end('direct'));
  running.push(target);
  const proxy = await proxyTo(target, seen, true);
  const http = createHttpClient({
    clock: systemClock,
    userAgent: 'test',
    resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}`,
  });
  const result = await http.request({ method: 'POST', url: 'https://halext.example/api/', body: 'x', purpose: 'test' });
  expect(result).toMatchObject({ ok: false, error: { kind: 'http', reason: 'proxyRefused' } });
  expect(!result.ok && nothingLeft(result.error)).toBe(true);
  expect(seen).toEqual(['CONNECT halext.example:443']);
  await http.close();
});

test('this computer is reached directly, whatever the system says', async () => {
  const target = await serve((_request, response) => response.end('direct'));
  running.push(target);
  const http = createHttpClient({ clock: systemClock, userAgent: 'test', resolveProxy: async () => 'SOCKS5 x:1' });
  expect(await http.request({ method: 'GET', url: target.url, purpose: 'test' })).toMatchObject({
    ok: true,
    value: { text: 'direct' },
  });
  const away = await http.request({ method: 'GET', url: 'http://halext.example/', purpose: 'test' });
  expect(away).toMatchObject({ ok: false, error: { reason: 'proxyUnsupported' } });
  await http.close();
});

test('a proxy that is down is refused', async () => {
  const down = await serve(() => {});
  await down.close();
  const http = createHttpClient({
    clock: systemClock,
    userAgent: 'test',
    resolveProxy: async () => `PROXY 127.0.0.1:${down.port}`,
  });
  const result = await http.request({ method: 'GET', url: 'https://halext.example/', purpose: 'test' });
  expect(result).toMatchObject({ ok: false, error: { kind: 'refused' } });
  await http.close();
});
