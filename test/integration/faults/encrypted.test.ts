import { X509Certificate } from 'node:crypto';
import dns from 'node:dns';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { createNotices } from '../../../main/notices.ts';
import type { Notice } from '../../../preload/contract.ts';
import { type FaultProxy, startFaultProxy } from '../../fault-proxy/index.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { type ConnectProxy, startConnectProxy } from '../http/connect-proxy.ts';
import { type CertificateName, fixture } from '../http/secure-server.ts';
import { attempt, listSays, stateOf, synchronised, toldOf, until } from './journeys.ts';

let server: DemoWorkspace;
let desk: Computer;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
});
afterAll(() => server.stop());
beforeEach(() => {
  desk = computer();
});
afterEach(async () => {
  await desk.remove();
  for (const each of open.splice(0)) await each.close();
});

const fingerprintOf = (name: CertificateName) => new X509Certificate(fixture(`${name}.pem`)).fingerprint256;

async function front(certificate: CertificateName, more: { slowTlsMs?: number } = {}): Promise<FaultProxy> {
  const proxy = await startFaultProxy({ target: server.origin, certificate, ...more });
  open.push(proxy);
  return proxy;
}

const signIn = (program: Program, address: string) =>
  attempt(program, 'session.signIn', { address, ...server.credentials, keep: true });

/** Looks at the certificate as the dialog does, and trusts it. */
async function trust(program: Program, origin: string): Promise<void> {
  const { fingerprint } = await program.ask('network.certificate', { origin });
  await program.ask('network.trust', { origin, fingerprint });
}

/** A message goes, and is on the server once. */
async function sends(program: Program, conversationId: number): Promise<void> {
  const content = crypto.randomUUID();
  await program.ask('messages.send', { conversationId, content, modelId: null });
  await until('the message', () => stateOf(program, conversationId, content), 'stored');
  expect(server.state.messages.filter((message) => message.content === content)).toHaveLength(1);
}

test.each([
  ['good', 'tls/certificateUnknownIssuer errors.certificateUnknownIssuer'],
  ['self-signed', 'tls/certificateSelfSigned errors.certificateSelfSigned'],
] as const)(
  'a private authority (%s): refused with a sentence, trusted after a look, and all works',
  async (name, told) => {
    const [program, secure] = [await desk.start(), await front(name)];
    expect(toldOf(await signIn(program, secure.url))).toBe(told);
    expect(secure.seen).toEqual([]);
    expect(await program.ask('network.certificate', { origin: secure.url })).toMatchObject({
      fingerprint: fingerprintOf(name),
      trusted: null,
    });
    await trust(program, secure.url);
    expect(toldOf(await signIn(program, secure.url))).toBeNull();
    await sends(program, await synchronised(program));
    await program.ask('health.check', { id: null });
    const tlsLink = async () => {
      const [api] = (await program.ask('health.get', null)).services;
      return api?.links.find((link) => link.name === 'tls')?.verdict;
    };
    await until('the health', tlsLink, 'good');
  },
);

test.each([
  ['expired', 'tls/certificateExpired errors.certificateExpired'],
  ['other-host', 'tls/certificateHostname errors.certificateHostname'],
] as const)('%s is told as such where the authority is known', async (name, told) => {
  const known = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...known, fixture('ca.pem')]);
  try {
    const [program, secure] = [await desk.start(), await front(name)];
    expect(toldOf(await signIn(program, secure.url))).toBe(told);
    const facts = await program.ask('network.certificate', { origin: secure.url });
    expect(`tls/${facts.reason} errors.${facts.reason}`).toBe(told);
  } finally {
    tls.setDefaultCACertificates(known);
  }
});

test('what was not shown cannot be trusted', async () => {
  const [program, secure] = [await desk.start(), await front('self-signed')];
  const request = { origin: secure.url, fingerprint: fingerprintOf('self-signed') };
  expect(await attempt(program, 'network.trust', request)).toMatchObject({ ok: false, error: { reason: 'notShown' } });
  await program.ask('network.certificate', { origin: secure.url });
  const other = { ...request, fingerprint: fingerprintOf('good') };
  expect(await attempt(program, 'network.trust', other)).toMatchObject({ ok: false, error: { reason: 'notShown' } });
  expect((await program.ask('network.get', null)).trusted).toEqual([]);
});

test('a trusted certificate that changes: nothing is sent, it is told aloud, nothing is lost; and forgetting it closes the way', async () => {
  const secure = await front('self-signed');
  let told: readonly Notice[] = [];
  const notices = createNotices((list) => {
    told = list;
  });
  const program = await desk.start(quickTiming, { notices });
  await program.ask('network.certificate', { origin: secure.url });
  await trust(program, secure.url);
  await signIn(program, secure.url);
  const conversationId = await synchronised(program);

  secure.present('expired');
  const before = secure.seen.length;
  const content = crypto.randomUUID();
  await program.ask('messages.send', { conversationId, content, modelId: null });
  await program.ask('sync.now', null);
  const sentence = 'tls/certificateChanged errors.certificateChanged';
  await until('the list', () => listSays(program), sentence);
  expect(told).toContainEqual(expect.objectContaining({ kind: 'certificateChanged', origin: secure.url }));
  expect(secure.seen).toHaveLength(before);
  expect(await program.ask('network.certificate', { origin: secure.url })).toMatchObject({
    fingerprint: fingerprintOf('expired'),
    trusted: fingerprintOf('self-signed'),
  });

  await trust(program, secure.url);
  await until('the message', () => stateOf(program, conversationId, content), 'stored');
  expect(server.state.messages.filter((message) => message.content === content)).toHaveLength(1);
  expect(told.filter(({ kind }) => kind === 'certificateChanged')).toEqual([]);

  await program.ask('network.forget', { origin: secure.url });
  await program.ask('sync.now', null);
  await until('the list', async () => (await listSays(program))?.startsWith('tls/certificate') ?? false, true);
});

test('what was trusted is trusted after a restart', async () => {
  const secure = await front('self-signed');
  const first = await desk.start();
  await trust(first, secure.url);
  expect(toldOf(await signIn(first, secure.url))).toBeNull();
  await first.quit();
  const second = await desk.start();
  await sends(second, await synchronised(second));
});

test('a slow handshake is borne', async () => {
  const [program, secure] = [await desk.start(), await front('self-signed', { slowTlsMs: 600 })];
  await trust(program, secure.url);
  expect(toldOf(await signIn(program, secure.url))).toBeNull();
  await sends(program, await synchronised(program));
});

test('a handshake beyond the limit: told in time, nothing is sent, and what waited goes once', async () => {
  const program = await desk.start(quickTiming, { longestWaitMs: 700 });
  const secure = await front('self-signed', { slowTlsMs: 0 });
  await trust(program, secure.url);
  expect(toldOf(await signIn(program, secure.url))).toBeNull();
  const conversationId = await synchronised(program);

  secure.slowTls(60_000);
  const before = secure.seen.length;
  const content = crypto.randomUUID();
  await program.ask('messages.send', { conversationId, content, modelId: null });
  await program.ask('sync.now', null);
  await until('the list', () => listSays(program), 'timeout/connect errors.unreachable');
  expect(secure.seen).toHaveLength(before);
  secure.slowTls(0);
  await program.ask('sync.networkBack', null);
  await until('the message', () => stateOf(program, conversationId, content), 'stored');
  expect(server.state.messages.filter((message) => message.content === content)).toHaveLength(1);
});

test('a name that does not exist', async () => {
  const program = await desk.start();
  expect(toldOf(await signIn(program, 'https://does-not-exist.invalid'))).toBe('dns/ errors.dns');
});

test('a name that is not found any more while signed in: told, nothing lost, and all goes on when it is back', async () => {
  const plain = await startFaultProxy({ target: server.origin });
  open.push(plain);
  let known = true;
  const system = dns.lookup;
  vi.spyOn(dns, 'lookup').mockImplementation(((name: string, options: dns.LookupAllOptions, done: never) => {
    const answer = done as (error: Error | null, found?: dns.LookupAddress[]) => void;
    if (name !== 'halext.internal') return system(name, options, done);
    const gone = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    setImmediate(() => (known ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(gone)));
  }) as never);
  try {
    const program = await desk.start();
    expect(toldOf(await signIn(program, `http://halext.internal:${plain.port}`))).toBeNull();
    const conversationId = await synchronised(program);
    known = false;
    plain.dropAll();
    const before = plain.seen.length;
    const content = crypto.randomUUID();
    await program.ask('messages.send', { conversationId, content, modelId: null });
    await program.ask('sync.now', null);
    await until('the list', () => listSays(program), 'dns/ errors.dns');
    expect(plain.seen).toHaveLength(before);
    expect(program.companion.session.state().kind).toBe('signedIn');
    known = true;
    await program.ask('sync.networkBack', null);
    await until('the message', () => stateOf(program, conversationId, content), 'stored');
    expect(server.state.messages.filter((message) => message.content === content)).toHaveLength(1);
  } finally {
    vi.restoreAllMocks();
  }
});

const RIGHT = `Basic ${Buffer.from('me:secret').toString('base64')}`;

/** A program whose way out is a proxy with a password; the server's name is known to the proxy only. */
async function behindProxy(): Promise<{
  program: Program;
  proxy: ConnectProxy;
  address: string;
  told(): readonly Notice[];
}> {
  const secure = await front('self-signed');
  const proxy = await startConnectProxy({ port: secure.port, wants: RIGHT });
  open.push(proxy);
  let told: readonly Notice[] = [];
  const notices = createNotices((list) => {
    told = list;
  });
  const resolveProxy = async () => `PROXY 127.0.0.1:${proxy.port}; DIRECT`;
  const program = await desk.start(quickTiming, { notices, resolveProxy });
  return { program, proxy, address: 'https://halext.example', told: () => told };
}

test('a proxy with a password: asked for, given once, and everything goes through it', async () => {
  const { program, proxy, address, told } = await behindProxy();
  expect(toldOf(await signIn(program, address))).toBe('http/proxyPassword errors.proxyPassword');
  expect(told()).toContainEqual(expect.objectContaining({ kind: 'proxyPassword', proxy: proxy.url, wrong: false }));

  await program.ask('network.proxyPassword', { proxy: proxy.url, user: 'me', password: 'wrong' });
  expect(toldOf(await signIn(program, address))).toBe('http/proxyPasswordWrong errors.proxyPasswordWrong');
  expect(told()).toContainEqual(expect.objectContaining({ kind: 'proxyPassword', wrong: true }));

  await program.ask('network.proxyPassword', { proxy: proxy.url, user: 'me', password: 'secret' });
  expect(told().filter(({ kind }) => kind === 'proxyPassword')).toEqual([]);
  await trust(program, address);
  expect(toldOf(await signIn(program, address))).toBeNull();
  await sends(program, await synchronised(program));
  expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT halext.example:443']));
  expect(await program.ask('network.get', null)).toMatchObject({ asking: [], passwords: [proxy.url] });
});

test('the proxy of the settings comes before that of the system', async () => {
  const { program, proxy, address } = await behindProxy();
  const nowhere = 'http://127.0.0.1:9';
  await program.ask('settings.set', {
    network: { proxy: { kind: 'address', address: nowhere }, proxyFor: [], metered: false },
  });
  expect(toldOf(await signIn(program, address))).toMatch(/^refused\//);
  expect(proxy.seen).toEqual([]);
  await program.ask('settings.set', { network: { proxy: { kind: 'system' }, proxyFor: [], metered: false } });
  expect(toldOf(await signIn(program, address))).toMatch(/^http\/proxyPassword /);
});

test('a proxy for one server: it goes through that, others go on as before, and a change counts at once', async () => {
  const { program, proxy, address } = await behindProxy();
  const none = { kind: 'none' } as const;
  const own = { origin: address, proxy: { kind: 'address', address: proxy.url } } as const;
  await program.ask('settings.set', { network: { proxy: none, proxyFor: [], metered: false } });
  expect(toldOf(await signIn(program, address))).toMatch(/^dns\//);
  expect(proxy.seen).toEqual([]);
  await program.ask('settings.set', { network: { proxy: none, proxyFor: [own], metered: false } });
  expect(toldOf(await signIn(program, address))).toMatch(/^http\/proxyPassword /);
  expect(proxy.seen).toEqual(['CONNECT halext.example:443']);
  expect(toldOf(await signIn(program, 'https://does-not-exist.invalid'))).toBe('dns/ errors.dns');
  expect(proxy.seen).toHaveLength(1);
});
