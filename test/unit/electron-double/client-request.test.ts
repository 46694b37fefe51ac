import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClientRequestDouble } from '../../electron-double/session/client-request.ts';
import { type LocalServer, serve } from '../../integration/http/local-server.ts';

let server: LocalServer;

beforeAll(async () => {
  server = await serve(({ url, headers }, response) => {
    if (url === '/elsewhere') response.writeHead(302, { location: '/here' }).end();
    else if (url === '/breaks')
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    else response.end(`${url} ${headers['x-from']}`);
  });
});
afterAll(() => server.close());

function ask(path: string, redirect: 'follow' | 'manual' = 'follow', address = server.url) {
  const request = new ClientRequestDouble({ url: address + path, headers: { 'x-from': 'test' }, redirect });
  const events: string[] = [];
  const text = new Promise<string>((resolve, reject) => {
    request.on('error', reject);
    request.on('redirect', (status: number, _method: string, to: string) => {
      events.push(`${status} ${new URL(to).pathname}`);
      request.abort();
      resolve('');
    });
    request.on('response', (response: IncomingMessage) => {
      let said = '';
      response.on('data', (chunk) => {
        said += chunk;
      });
      response.on('end', () => resolve(said));
      response.on('error', reject);
    });
    request.end();
  });
  return { request, text, events };
}

test('asks and is answered', async () => {
  expect(await ask('/here').text).toBe('/here test');
});

test('follows redirects, unless told that somebody else does', async () => {
  expect(await ask('/elsewhere').text).toBe('/here test');
  const { text, events } = ask('/elsewhere', 'manual');
  expect(await text).toBe('');
  expect(events).toEqual(['302 /here']);
});

test('fails in Chromium’s words', async () => {
  await expect(ask('/', 'follow', 'http://127.0.0.1:1').text).rejects.toThrow('net::ERR_CONNECTION_REFUSED');
  await expect(ask('/breaks').text).rejects.toThrow('aborted');
});
