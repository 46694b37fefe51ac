import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import type { AppError } from '../../../main/errors.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import type { HttpStream, HttpStreamRequest } from '../../../main/http/message.ts';
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

function open(url: string, more: Partial<HttpStreamRequest> = {}) {
  return http.stream({
    method: 'POST',
    url,
    body: '{}',
    purpose: 'test',
    timeoutMs: { headers: 5_000, idle: 5_000 },
    maxBytes: 1_000_000_000,
    ...more,
  });
}

async function opened(url: string, more: Partial<HttpStreamRequest> = {}): Promise<HttpStream> {
  const result = await open(url, more);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function readAll({ body }: HttpStream) {
  let text = '';
  let error: AppError | null = null;
  for await (const piece of body) {
    if (piece.ok) text += new TextDecoder().decode(piece.value);
    else error = piece.error;
  }
  return { text, error };
}

test('gives the answer while it comes, asks for it uncompressed, and closes its connection', async () => {
  let response: ServerResponse | undefined;
  const seen: unknown[] = [];
  const server = await started(
    serve((request, answer) => {
      seen.push(request.headers['accept-encoding'], request.headers.connection);
      response = answer;
      answer.write('one');
    }),
  );
  const { status, body } = await opened(server.url);
  const reader = body[Symbol.asyncIterator]();
  expect(status).toBe(200);
  expect((await reader.next()).value).toMatchObject({ ok: true, value: Buffer.from('one') });
  response?.end('two');
  expect((await reader.next()).value).toMatchObject({ ok: true, value: Buffer.from('two') });
  expect(await reader.next()).toEqual({ done: true, value: undefined });
  expect(seen).toEqual(['identity', 'close']);
});

test('a slow reader holds the server back, and gets every byte', async () => {
  let written = 0;
  const total = 64 * 1024 * 1024;
  const server = await started(
    serve(async (_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 7);
      while (written < total) {
        written += chunk.length;
        if (!response.write(chunk)) await once(response, 'drain');
      }
      response.end();
    }),
  );
  const { body } = await opened(server.url);
  let first = 0;
  let read = 0;
  for await (const piece of body) {
    if (!piece.ok) throw new Error(piece.error.message);
    if (read === 0) {
      // The server writes as long as somebody takes it: wait until it no longer gets on.
      for (let before = -1; before !== written; ) {
        before = written;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      first = written;
    }
    read += piece.value.length;
  }
  expect(first).toBeLessThan(total / 2);
  expect(read).toBe(total);
});

test('a connection that breaks is told after what had come', async () => {
  const server = await started(
    serve((_request, response) => {
      response.write('half', () => response.socket?.destroy());
    }),
  );
  expect(await readAll(await opened(server.url))).toMatchObject({
    text: 'half',
    error: { kind: 'http', reason: 'dropped' },
  });
});

test('silence within the answer ends it; any byte counts as life', async () => {
  const server = await started(
    serve((_request, response) => {
      let pings = 0;
      const timer = setInterval(() => {
        response.write(':');
        pings += 1;
        if (pings === 8) clearInterval(timer);
      }, 50);
    }),
  );
  const began = performance.now();
  const { text, error } = await readAll(await opened(server.url, { timeoutMs: { headers: 5_000, idle: 200 } }));
  expect(text).toBe('::::::::');
  expect(error).toMatchObject({ kind: 'timeout', reason: 'idle' });
  expect(performance.now() - began).toBeGreaterThan(550);
});

test('no headers in time: a timeout that may have left', async () => {
  const server = await started(serve(() => {}));
  const result = await open(server.url, { timeoutMs: { headers: 300, idle: 5_000 } });
  expect(result).toMatchObject({ ok: false, error: { kind: 'timeout', reason: 'headers' } });
  expect(!result.ok && nothingLeft(result.error)).toBe(false);
});

test('stopping ends the connection, before the answer and within it', async () => {
  let closed = 0;
  const server = await started(
    serve((request, response) => {
      request.socket.on('close', () => {
        closed += 1;
      });
      if (request.url === '/talk') response.write('one');
    }),
  );
  const early = new AbortController();
  const waiting = open(server.url, { signal: early.signal, onSent: () => early.abort() });
  expect(await waiting).toMatchObject({ ok: false, error: { kind: 'cancelled' } });

  const late = new AbortController();
  const stream = await opened(`${server.url}/talk`, { signal: late.signal });
  const reading = readAll(stream);
  late.abort();
  expect((await reading).error).toMatchObject({ kind: 'cancelled' });

  const left = await opened(`${server.url}/talk`);
  for await (const _piece of left.body) break;
  await expect.poll(() => closed).toBe(3);

  const before = AbortSignal.abort();
  const never = await open(server.url, { signal: before });
  expect(!never.ok && nothingLeft(never.error)).toBe(true);
});

test('a body above the limit is cut', async () => {
  const server = await started(serve((_request, response) => response.end('x'.repeat(100_000))));
  const { error } = await readAll(await opened(server.url, { maxBytes: 50_000 }));
  expect(error).toMatchObject({ kind: 'protocol', reason: 'tooLarge' });
});

test('the excerpt of an error is 2 kB at most and does not wait for the end', async () => {
  const server = await started(
    serve((request, response) => {
      response.writeHead(500);
      response.write('é'.repeat(request.url === '/long' ? 5_000 : 10));
    }),
  );
  const long = await opened(`${server.url}/long`);
  expect(long.status).toBe(500);
  expect(await long.excerpt()).toBe('é'.repeat(1024));
  const endless = await opened(server.url);
  expect(await endless.excerpt()).toBe('é'.repeat(10));
}, 10_000);

test('a redirect is not followed, a compressed answer not read, a stranger not believed', async () => {
  const server = await started(
    serve((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: 'https://elsewhere.example/x?key=1' }).end();
      else response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    }),
  );
  expect(await open(`${server.url}/away`)).toMatchObject({
    ok: false,
    error: { kind: 'http', reason: 'redirect', status: 302, message: 'test: redirected to elsewhere.example' },
  });
  expect(await open(server.url)).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'encoding' } });

  const stranger = createTcpServer((socket) =>
    socket
      .on('error', () => {})
      .resume()
      .end('SSH-2.0-OpenSSH\r\n'),
  );
  const other = await started(listening(stranger, 'http'));
  expect(await open(other.url)).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'notHttp' } });
});

test('nobody listens: refused, and nothing has left', async () => {
  const server = await serve(() => {});
  await server.close();
  const result = await open(server.url);
  expect(result).toMatchObject({ ok: false, error: { kind: 'refused' } });
  expect(!result.ok && nothingLeft(result.error)).toBe(true);
});

test('fifty streams are open at once', async () => {
  const answers: ServerResponse[] = [];
  const server = await started(
    serve((_request, response) => {
      response.write('x');
      answers.push(response);
    }),
  );
  const streams = await Promise.all(Array.from({ length: 50 }, () => opened(server.url)));
  expect(answers).toHaveLength(50);
  for (const answer of answers) answer.end();
  const all = await Promise.all(streams.map(readAll));
  expect(all.every(({ text }) => text === 'x')).toBe(true);
});
