import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import { listening, serve } from './local-server.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');
const before = tls.getCACertificates('default');

beforeAll(() => tls.setDefaultCACertificates([...before, fixture('ca.pem')]));
afterAll(() => tls.setDefaultCACertificates(before));

async function ask(certificate: string) {
  const secure = createServer({ key: fixture('server.key'), cert: fixture(certificate) }, (_request, response) =>
    response.end('secure'),
  );
  const server = await listening(secure, 'https', () => secure.closeAllConnections());
  const http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  const result = await http.request({ method: 'GET', url: server.url, purpose: 'test' });
  await http.close();
  await server.close();
  return result;
}

test('a certificate of a trusted authority is accepted', async () => {
  expect(await ask('good.pem')).toMatchObject({ ok: true, value: { text: 'secure' } });
});

test.each([
  ['expired.pem', 'certificateExpired'],
  ['other-host.pem', 'certificateHostname'],
  ['self-signed.pem', 'certificateSelfSigned'],
])('%s is refused: %s', async (certificate, reason) => {
  const result = await ask(certificate);
  expect(result).toMatchObject({ ok: false, error: { kind: 'tls', reason } });
  expect(!result.ok && nothingLeft(result.error)).toBe(true);
});

test('an authority nobody trusts is named as such', async () => {
  tls.setDefaultCACertificates(before);
  const result = await ask('good.pem');
  tls.setDefaultCACertificates([...before, fixture('ca.pem')]);
  expect(result).toMatchObject({ ok: false, error: { kind: 'tls', reason: 'certificateUnknownIssuer' } });
});

test('https to a port that speaks plain http is a failed handshake', async () => {
  const server = await serve((_request, response) => response.end());
  const http = createHttpClient({ clock: systemClock, userAgent: 'test' });
  const result = await http.request({ method: 'GET', url: `https://127.0.0.1:${server.port}/`, purpose: 'test' });
  await http.close();
  await server.close();
  expect(result).toMatchObject({ ok: false, error: { kind: 'tls', reason: 'handshake' } });
});
