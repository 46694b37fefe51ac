import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import type { HttpRequest } from '../../../main/http/message.ts';
import { type LocalServer, listening, serve } from './local-server.ts';

const http = createHttpClient({ clock: systemClock, userAgent: 'HalextCompanion/test' });
const servers: LocalServer[] = [];

async function started(server: Promise<LocalServer>): Promise<LocalServer> {
  servers.push(await server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

function get(url: string, more: Partial<HttpRequest> = {}) {
  return http.request({ method: 'GET', url, purpose: 'test', ...more });
}

test('sends method, path, headers and body, and answers status, headers and text', async () => {
  const server = await started(
    serve((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        response.writeHead(201, { 'x-kind': 'echo' });
        response.end(`${request.method} ${request.url} ${request.headers['user-agent']} ${body}`);
      });
    }),
  );
  const result = await get(`${server.url}/a?b=%C3%A9`, { method: 'POST', body: 'héhé' });
  expect(result).toMatchObject({
    ok: true,
    value: { status: 201, headers: { 'x-kind': 'echo' }, text: 'POST /a?b=%C3%A9 HalextCompanion/test héhé' },
  });
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
])('reads a body compressed with %s', async (encoding, compress) => {
  const server = await started(
    serve((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(compress('salut ☕'))),
  );
  expect(await get(server.url)).toMatchObject({ ok: true, value: { text: 'salut ☕' } });
});

test('a body of 10 MB passes; one above the limit is refused, compressed or not', async () => {
  const tenMegabytes = 'x'.repeat(10_000_000);
  const server = await started(
    serve((request, response) => {
      if (request.url === '/small') return response.end(tenMegabytes);
      if (request.url === '/bomb') {
        return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(20_000_000)));
      }
      return response.end('x'.repeat(20_000_000));
    }),
  );
  const small = await get(`${server.url}/small`);
  expect(small.ok && small.value.text.length).toBe(10_000_000);
  const refused = { ok: false, error: { kind: 'protocol', reason: 'tooLarge' } };
  expect(await get(`${server.url}/big`)).toMatchObject(refused);
  expect(await get(`${server.url}/bomb`)).toMatchObject(refused);
});

test('a redirect is never followed, with or without a token', async () => {
  let followed = 0;
  const elsewhere = await started(
    serve((_request, response) => {
      followed += 1;
      response.end();
    }),
  );
  const server = await started(
    serve((_request, response) => response.writeHead(307, { location: `${elsewhere.url}/stolen?x=1` }).end()),
  );
  const result = await get(server.url, { headers: { authorization: 'Bearer t0ken' } });
  expect(result).toEqual({
    ok: false,
    error: {
      kind: 'http',
      reason: 'redirect',
      status: 307,
      retryable: false,
      message: `test: redirected to 127.0.0.1:${elsewhere.port}`,
    },
  });
  expect(followed).toBe(0);
});

test('says when the request is on its way, before the answer is there', async () => {
  const order: string[] = [];
  const sent = Promise.withResolvers<void>();
  const server = await started(
    serve(async (_request, response) => {
      await sent.promise;
      order.push('answered');
      response.end();
    }),
  );
  const onSent = () => {
    order.push('sent');
    sent.resolve();
  };
  expect(await get(server.url, { method: 'POST', body: 'x'.repeat(100_000), onSent })).toMatchObject({ ok: true });
  expect(order).toEqual(['sent', 'answered']);
});

test('never says so when nothing could be sent', async () => {
  const server = await serve((_request, response) => response.end());
  await server.close();
  let sent = false;
  const result = await get(server.url, {
    method: 'POST',
    body: 'x',
    onSent: () => {
      sent = true;
    },
  });
  expect(result).toMatchObject({ ok: false, error: { kind: 'refused' } });
  expect(sent).toBe(false);
});

test('an unknown name is a dns error', async () => {
  const result = await get('http://nobody-here.invalid/');
  expect(result).toMatchObject({ ok: false, error: { kind: 'dns' } });
});

test('a server that never answers times out, and may have read the request', async () => {
  const server = await started(serve(() => {}));
  const result = await get(server.url, { timeoutMs: { headers: 60 } });
  expect(result).toMatchObject({ ok: false, error: { kind: 'timeout', reason: 'headers', retryable: true } });
  expect(!result.ok && nothingLeft(result.error)).toBe(false);
});

test('a body that stops halfway times out', async () => {
  const server = await started(
    serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
    }),
  );
  expect(await get(server.url, { timeoutMs: { idle: 60 } })).toMatchObject({
    ok: false,
    error: { kind: 'timeout', reason: 'idle' },
  });
});

test('a body that drips for ever ends with the total time', async () => {
  let dripping: NodeJS.Timeout | undefined;
  const server = await started(
    serve((_request, response) => {
      dripping = setInterval(() => response.write('.'), 10);
    }),
  );
  const result = await get(server.url, { timeoutMs: { total: 150 } });
  clearInterval(dripping);
  expect(result).toMatchObject({ ok: false, error: { kind: 'timeout', reason: 'total' } });
});

test('a GET on a connection that the server has just closed is repeated on a fresh one, a POST is not', async () => {
  let requests = 0;
  const server = await started(
    serve((request, response) => {
      requests += 1;
      if (requests % 2 === 1) request.socket.destroy();
      else response.end('there');
    }),
  );
  expect(await get(server.url)).toMatchObject({ ok: true, value: { text: 'there' } });
  expect(requests).toBe(2);
  expect(await get(server.url, { method: 'POST', body: 'x' })).toMatchObject({ ok: false });
  expect(requests).toBe(3);
});

test('an answer that breaks off is not repeated, and keeps its status', async () => {
  let requests = 0;
  const server = await started(
    serve((_request, response) => {
      requests += 1;
      response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
    }),
  );
  expect(await get(server.url)).toMatchObject({ ok: false, error: { kind: 'http', reason: 'dropped', status: 200 } });
  expect(requests).toBe(1);
});

test('a connection dropped after the request is an error of its own', async () => {
  const server = await started(serve((request) => request.socket.destroy()));
  const result = await get(server.url, { method: 'POST', body: 'x' });
  expect(result).toMatchObject({ ok: false, error: { kind: 'http', reason: 'dropped', retryable: true } });
  expect(!result.ok && nothingLeft(result.error)).toBe(false);
});

test('something that does not speak HTTP is a protocol error', async () => {
  const tcp = createTcpServer((socket) => socket.on('data', () => socket.end('SSH-2.0-OpenSSH_9\r\n')));
  const server = await started(listening(tcp, 'http'));
  expect(await get(server.url)).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notHttp' } });
});

test('cancelling before the start sends nothing; cancelling later may have', async () => {
  let requests = 0;
  const arrived = Promise.withResolvers<void>();
  const server = await started(
    serve(() => {
      requests += 1;
      arrived.resolve();
    }),
  );
  const early = await get(server.url, { signal: AbortSignal.abort() });
  expect(early).toMatchObject({ ok: false, error: { kind: 'cancelled', reason: 'notSent' } });
  expect(requests).toBe(0);

  const stop = new AbortController();
  const late = get(server.url, { signal: stop.signal });
  await arrived.promise;
  stop.abort();
  const result = await late;
  expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(!result.ok && nothingLeft(result.error)).toBe(false);
});

test('a request cancelled while it waits for a free connection is never written', async () => {
  const paths: string[] = [];
  const held: (() => void)[] = [];
  const full = Promise.withResolvers<void>();
  const server = await started(
    serve((request, response) => {
      paths.push(request.url ?? '');
      held.push(() => response.end());
      if (held.length === 12) full.resolve();
    }),
  );
  const busy = Array.from({ length: 12 }, (_, n) => get(`${server.url}/busy${n}`));
  await full.promise;
  const stop = new AbortController();
  const waiting = get(`${server.url}/waiting`, { signal: stop.signal });
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  expect(await waiting).toMatchObject({ ok: false, error: { kind: 'cancelled', reason: 'notSent' } });
  for (const release of held.splice(0)) release();
  await Promise.all(busy);
  const after = get(`${server.url}/after`);
  while (held.length === 0) await new Promise((resolve) => setImmediate(resolve));
  held[0]?.();
  await after;
  expect(paths).not.toContain('/waiting');
});

test.each([['ftp://example.org/'], ['not an address'], ['https://user:secret@example.org/']])(
  '%s is refused before any connection, without repeating it',
  async (url) => {
    const result = await get(url);
    expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: 'request' } });
    expect(JSON.stringify(result)).not.toContain('secret');
  },
);

test('Retry-After reaches the caller', async () => {
  const server = await started(
    serve((_request, response) => response.writeHead(503, { 'retry-after': '7' }).end('later')),
  );
  expect(await get(server.url)).toMatchObject({ ok: true, value: { status: 503, retryAfterMs: 7_000 } });
});

test('the trust in certificates is prepared once, and only when a connection is encrypted', async () => {
  let prepared = 0;
  const client = createHttpClient({ clock: { now: () => 0 }, userAgent: 'test', prepareTls: () => (prepared += 1) });
  const ask = (url: string) => client.request({ method: 'GET', url, purpose: 'try', timeoutMs: { total: 2_000 } });
  await ask('http://127.0.0.1:9/');
  expect(prepared).toBe(0);
  await ask('https://127.0.0.1:9/');
  await ask('https://127.0.0.1:9/');
  expect(prepared).toBe(1);
  await client.close();
});
