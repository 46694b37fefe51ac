import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHttpClient } from '../../../main/http/client.ts';
import { fetchPicture } from '../../../main/pictures.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const http = createHttpClient({ clock: { now: () => 0 }, userAgent: 'test' });
let server: Server;
let origin: string;
let requests: Record<string, unknown>[];

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push({ ...request.headers });
    if (request.url === '/svg') response.setHeader('content-type', 'image/png').end('<svg onload="alert(1)"/>');
    else if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/huge') response.end(Buffer.concat([PNG, Buffer.alloc(9 * 1024 * 1024)]));
    else response.setHeader('content-type', 'text/plain').end(PNG);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('a picture comes back as a data address, whatever the server calls it', async () => {
  expect(await fetchPicture(http, `${origin}/a.png`)).toEqual({
    ok: true,
    value: { dataUrl: `data:image/png;base64,${PNG.toString('base64')}` },
  });
  expect(requests[0]).not.toHaveProperty('authorization');
  expect(requests[0]).not.toHaveProperty('cookie');
});

test.each([
  ['/svg', 'protocol'],
  ['/gone', 'http'],
  ['/huge', 'protocol'],
])('%s is refused', async (path, kind) => {
  expect(await fetchPicture(http, origin + path)).toMatchObject({ ok: false, error: { kind } });
});

test.each(['file:///etc/passwd', 'javascript:1', 'data:image/png;base64,AA'])('%s is not fetched', async (url) => {
  expect((await fetchPicture(http, url)).ok).toBe(false);
});
