import { X509Certificate } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { createHttpClient, type NetworkClient } from '../../../main/http/client.ts';
import { nothingLeft } from '../../../main/http/error-kinds.ts';
import { createTrustedCertificates, type TrustedCertificates } from '../../../main/http/trusted-certificates.ts';
import { startConnectProxy } from './connect-proxy.ts';
import type { LocalServer } from './local-server.ts';
import { type CertificateName, fixture, serveSecurely } from './secure-server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const fingerprintOf = (name: CertificateName) => new X509Certificate(fixture(`${name}.pem`)).fingerprint256;

interface Desk {
  readonly http: NetworkClient;
  readonly trusted: TrustedCertificates;
  /** Origins of which it was told that their certificate has changed. */
  readonly changed: string[];
}

function desk(resolveProxy = async (_url: string) => 'DIRECT'): Desk {
  let stored: unknown;
  const changed: string[] = [];
  const trusted = createTrustedCertificates({
    backend: {
      read: () => stored,
      write(value) {
        stored = value;
      },
    },
    onChanged: (origin) => changed.push(origin),
  });
  const http = createHttpClient({ clock: systemClock, userAgent: 'test', resolveProxy, pins: trusted });
  open.push(http);
  return { http, trusted, changed };
}

/** A server that counts what it is asked. */
async function server(certificate: CertificateName) {
  const asked: string[] = [];
  const secure = await serveSecurely(certificate, (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: secure\n\n');
  });
  open.push(secure);
  return { ...secure, asked };
}

function trust({ trusted }: Desk, origin: string, fingerprint: string): void {
  trusted.keep({ origin, fingerprint, subject: '', issuer: '', validTo: 0, since: 0 });
}

const get = ({ http }: Desk, url: string) => http.request({ method: 'GET', url, purpose: 'test' });

async function readStream({ http }: Desk, url: string): Promise<string> {
  const limits = { timeoutMs: { headers: 5_000, idle: 5_000 }, maxBytes: 1_000 };
  const opened = await http.stream({ method: 'GET', url, purpose: 'test', ...limits });
  if (!opened.ok) return `${opened.error.kind}/${opened.error.reason}`;
  let text = '';
  for await (const piece of opened.value.body) text += piece.ok ? new TextDecoder().decode(piece.value) : '';
  return text;
}

test.each(['self-signed', 'expired', 'other-host'] as const)(
  'a trusted %s certificate serves answers and streams; one request of another kind trusts nothing',
  async (name) => {
    const [desk1, secure] = [desk(), await server(name)];
    expect(await get(desk1, secure.url)).toMatchObject({ ok: false, error: { kind: 'tls' } });
    expect(await readStream(desk1, secure.url)).toMatch(/^tls\/certificate/);
    expect(secure.asked).toEqual([]);

    trust(desk1, secure.url, fingerprintOf(name));
    expect(await get(desk1, `${secure.url}/one`)).toMatchObject({ ok: true, value: { status: 200 } });
    expect(await readStream(desk1, `${secure.url}/two`)).toBe('data: secure\n\n');
    expect(secure.asked).toEqual(['/one', '/two']);
  },
);

test('trusted for one origin, not for another with the same certificate', async () => {
  const [desk1, here, there] = [desk(), await server('self-signed'), await server('self-signed')];
  trust(desk1, here.url, fingerprintOf('self-signed'));
  expect(await get(desk1, here.url)).toMatchObject({ ok: true });
  expect(await get(desk1, there.url)).toMatchObject({ ok: false, error: { reason: 'certificateSelfSigned' } });
  expect(await get(desk1, here.url.replace('127.0.0.1', 'localhost'))).toMatchObject({ ok: false });
});

test('another certificate than the trusted one: nothing is sent, it is told, and that one can be trusted instead', async () => {
  const [desk1, secure] = [desk(), await server('self-signed')];
  trust(desk1, secure.url, fingerprintOf('self-signed'));
  expect(await get(desk1, secure.url)).toMatchObject({ ok: true });

  secure.present('expired');
  const refused = await desk1.http.request({ method: 'POST', url: secure.url, body: 'x', purpose: 'test' });
  expect(refused).toMatchObject({ ok: false, error: { kind: 'tls', reason: 'certificateChanged' } });
  expect(!refused.ok && nothingLeft(refused.error)).toBe(true);
  expect(secure.asked).toHaveLength(1);
  expect(desk1.changed).toEqual([secure.url]);

  trust(desk1, secure.url, fingerprintOf('expired'));
  expect(await get(desk1, secure.url)).toMatchObject({ ok: true });
  desk1.trusted.forget(secure.url);
  desk1.http.refresh();
  expect(await get(desk1, secure.url)).toMatchObject({ ok: false, error: { kind: 'tls' } });
});

test('looking at a certificate tells what it says, and sends nothing', async () => {
  const [desk1, secure] = [desk(), await server('other-host')];
  expect(await desk1.http.certificateOf(secure.url)).toEqual({
    ok: true,
    value: {
      origin: secure.url,
      subject: expect.any(String),
      issuer: expect.any(String),
      names: ['other.example'],
      validFrom: expect.any(Number),
      validTo: expect.any(Number),
      fingerprint: fingerprintOf('other-host'),
      reason: 'certificateUnknownIssuer',
    },
  });
  expect(secure.asked).toEqual([]);
  await secure.close();
  expect(await desk1.http.certificateOf(secure.url)).toMatchObject({ ok: false, error: { kind: 'refused' } });
});

test('through a proxy it is still the server whose certificate counts', async () => {
  const secure = await server('self-signed');
  const proxy = await startConnectProxy({ port: secure.port });
  open.push(proxy as LocalServer);
  const desk1 = desk(async () => `PROXY 127.0.0.1:${proxy.port}`);
  const origin = 'https://halext.example';
  expect(await get(desk1, `${origin}/a`)).toMatchObject({ ok: false, error: { reason: 'certificateSelfSigned' } });
  expect(await desk1.http.certificateOf(origin)).toMatchObject({
    ok: true,
    value: { origin, fingerprint: fingerprintOf('self-signed') },
  });
  trust(desk1, origin, fingerprintOf('self-signed'));
  expect(await get(desk1, `${origin}/b`)).toMatchObject({ ok: true });
  expect(await readStream(desk1, `${origin}/c`)).toBe('data: secure\n\n');
  secure.present('expired');
  expect(await get(desk1, `${origin}/d`)).toMatchObject({ ok: false, error: { reason: 'certificateChanged' } });
  expect(secure.asked).toEqual(['/b', '/c']);
  expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT halext.example:443']));
});

test.each(['forgotten', 'replaced'] as const)(
  'what is open over a certificate that is %s ends, streams too',
  async (how) => {
    const desk1 = desk();
    const held = await serveSecurely('self-signed', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
    });
    const other = await server('self-signed');
    open.push(held);
    for (const { url } of [held, other]) trust(desk1, url, fingerprintOf('self-signed'));
    const limits = { timeoutMs: { headers: 5_000, idle: 60_000 }, maxBytes: 1_000 };
    const opened = await desk1.http.stream({ method: 'GET', url: held.url, purpose: 'test', ...limits });
    if (!opened.ok) throw new Error(opened.error.message);
    const pieces = opened.value.body[Symbol.asyncIterator]();
    expect(await pieces.next()).toMatchObject({ value: { ok: true } });
    trust(desk1, held.url, fingerprintOf('self-signed'));
    const next = pieces.next();
    expect(await Promise.race([next, get(desk1, other.url)]), 'the same again cuts nothing').toMatchObject({
      ok: true,
    });
    if (how === 'forgotten') desk1.trusted.forget(held.url);
    else trust(desk1, held.url, fingerprintOf('expired'));
    expect(await next).toMatchObject({ value: { ok: false, error: { kind: 'http', reason: 'dropped' } } });
    expect(await get(desk1, held.url)).toMatchObject({ ok: false, error: { kind: 'tls' } });
    expect(await get(desk1, other.url), 'no other server is concerned').toMatchObject({ ok: true });
  },
);
