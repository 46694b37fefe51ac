import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient, type NetworkClient } from '../../../main/http/client.ts';
import { type LocalServer, serve } from './local-server.ts';
import { fixture, serveSecurely } from './secure-server.ts';

const before = tls.getCACertificates('default');
let http: NetworkClient;
let told: string[];
let servers: LocalServer[];

beforeAll(() => tls.setDefaultCACertificates([...before, fixture('ca.pem')]));
afterAll(() => tls.setDefaultCACertificates(before));
beforeEach(() => {
  [told, servers] = [[], []];
  http = createHttpClient({
    clock: systemClock,
    userAgent: 'test',
    onRedirect: ({ to }) => told.push(to.pathname),
  });
});
afterEach(async () => {
  await http.close();
  for (const server of servers) await server.close();
});

/** Whole numbers lead to the one below, zero is the end. */
async function staircase(): Promise<LocalServer> {
  const server = await serve(({ url = '' }, response) => {
    const step = Number(url.slice(1));
    if (step > 0) response.writeHead(302, { location: `/${step - 1}` }).end();
    else response.end('the end');
  });
  servers.push(server);
  return server;
}

const get = (url: string, follow?: number) =>
  http.request({ method: 'GET', url, purpose: 'test', ...(follow === undefined ? {} : { follow }) });

test('so many redirects are followed as a request says, and those are no news', async () => {
  const { url } = await staircase();
  expect(await get(`${url}/3`, 3)).toMatchObject({ ok: true, value: { text: 'the end' } });
  expect(told).toEqual([]);
});

test('one more is an error, like any redirect without a word', async () => {
  const { url } = await staircase();
  for (const [step, follow] of [
    [4, 3],
    [1, 0],
    [1, undefined],
  ] as const)
    expect(await get(`${url}/${step}`, follow)).toMatchObject({
      ok: false,
      error: { kind: 'http', reason: 'redirect' },
    });
  expect(told).toEqual(['/0', '/0', '/0']);
});

test('what began encrypted does not go on in plain', async () => {
  const { url } = await staircase();
  let location = `${url}/0`;
  const secure = await serveSecurely('good', (_request, response) => response.writeHead(302, { location }).end());
  const other = await serveSecurely('good', (_request, response) => response.end('still encrypted'));
  servers.push(secure, other);
  expect(await get(secure.url, 3)).toMatchObject({ ok: false, error: { kind: 'http', reason: 'redirect' } });
  location = other.url;
  expect(await get(secure.url, 3)).toMatchObject({ ok: true, value: { text: 'still encrypted' } });
});
