import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { Ports } from '../../../main/ports.ts';
import { createPacResolver } from '../../../main/shell/pac.ts';
import type { ProxyChoice, ServerProxy } from '../../../preload/contract.ts';
import { type FaultProxy, startFaultProxy } from '../../fault-proxy/index.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { attempt, stateOf, synchronised, toldOf, until } from '../faults/journeys.ts';
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from '../http/connect-proxy.ts';
import { serve } from '../http/local-server.ts';

// The session is the double's, which fetches PAC files and runs them as Chromium does.
vi.mock('electron', async () => ({ session: (await import('../../electron-double/session/session.ts')).session }));

const HALEXT = 'https://halext.example';
const DIRECTLY: ProxyChoice = { kind: 'none' };
/** Nobody listens there. */
const NOBODY = 'PROXY 127.0.0.1:9';

let server: DemoWorkspace;
let secure: FaultProxy;
let desk: Computer;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  secure = await startFaultProxy({ target: server.origin, certificate: 'self-signed' });
  desk = computer();
});
afterEach(async () => {
  await desk.remove();
  for (const each of open.splice(0)) await each.close();
  await secure.close();
  await server.stop();
});

async function proxyToServer(more: Partial<ConnectProxyOptions> = {}): Promise<ConnectProxy> {
  const proxy = await startConnectProxy({ port: secure.port, ...more });
  open.push(proxy);
  return proxy;
}

interface PacFile {
  readonly choice: ProxyChoice;
  /** How often it was fetched. */
  readonly fetched: () => number;
}

/** A PAC file on a server of its own; `null` is none at that address. */
async function pacFile(script: string | null): Promise<PacFile> {
  let fetched = 0;
  const host = await serve((_request, response) => {
    fetched += 1;
    if (script === null) response.writeHead(404).end();
    else response.setHeader('content-type', 'application/x-ns-proxy-autoconfig').end(script);
  });
  open.push(host);
  return { choice: { kind: 'pac', address: `${host.url}/proxy.pac` }, fetched: () => fetched };
}

const find = (body: string) => `function FindProxyForURL(url, host) { ${body} }`;
const at = ({ port }: ConnectProxy) => `PROXY 127.0.0.1:${port}`;
const start = (more: Partial<Ports> = {}) => desk.start(quickTiming, { resolvePac: createPacResolver(), ...more });

async function choose(program: Program, proxy: ProxyChoice, proxyFor: readonly ServerProxy[] = []): Promise<void> {
  await program.ask('settings.set', { network: { proxy, proxyFor, metered: false } });
}

async function signIn(program: Program): Promise<string | null> {
  return toldOf(await attempt(program, 'session.signIn', { address: HALEXT, ...server.credentials, keep: true }));
}

async function trust(program: Program): Promise<void> {
  const { fingerprint } = await program.ask('network.certificate', { origin: HALEXT });
  await program.ask('network.trust', { origin: HALEXT, fingerprint });
}

async function sends(program: Program, conversationId: number): Promise<void> {
  const content = crypto.randomUUID();
  await program.ask('messages.send', { conversationId, content, modelId: null });
  await until('the message', () => stateOf(program, conversationId, content), 'stored');
  expect(server.state.messages.filter((message) => message.content === content)).toHaveLength(1);
}

test('a PAC file names the proxy of a server: everything goes through it, its password is asked for once', async () => {
  const wants = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  const proxy = await proxyToServer({ wants });
  const pac = await pacFile(find(`return dnsDomainIs(host, "halext.example") ? "${at(proxy)}" : "${NOBODY}";`));
  const program = await start();
  await choose(program, pac.choice);

  expect(await signIn(program)).toBe('http/proxyPassword errors.proxyPassword');
  await program.ask('network.proxyPassword', { proxy: proxy.url, user: 'me', password: 'secret' });
  await trust(program);
  expect(await signIn(program)).toBeNull();
  const conversationId = await synchronised(program);
  await sends(program, conversationId);
  expect(new Set(proxy.seen)).toEqual(new Set(['CONNECT halext.example:443']));
  expect(pac.fetched()).toBe(1);
  const refused = proxy.authorizations.filter((given) => given !== wants);
  expect(refused).toHaveLength(1);

  // What holds for one server comes before what holds for all, and the file counts again when that is taken back.
  await choose(program, pac.choice, [{ origin: HALEXT, proxy: DIRECTLY }]);
  expect(await signIn(program)).toMatch(/^dns\//);
  await choose(program, DIRECTLY, [{ origin: HALEXT, proxy: pac.choice }]);
  expect(await signIn(program)).toBeNull();
  await choose(program, DIRECTLY);
  const before = proxy.seen.length;
  expect(await signIn(program)).toMatch(/^dns\//);
  expect(proxy.seen).toHaveLength(before);
});

test('several proxies: the next one has its turn when the first cannot be reached, and is asked first from then on', async () => {
  const [second, third] = [await proxyToServer(), await proxyToServer()];
  const pac = await pacFile(find(`return "SOCKS5 127.0.0.1:9; ${NOBODY}; ${at(second)}; ${at(third)}";`));
  const program = await start();
  await choose(program, pac.choice);
  await trust(program);
  expect(await signIn(program)).toBeNull();
  const conversationId = await synchronised(program);
  await sends(program, conversationId);
  expect(third.seen).toEqual([]);

  await program.ask('health.check', { id: null });
  const way = async () => {
    const [api] = (await program.ask('health.get', null)).services;
    return api?.links.find(({ name }) => name === 'tcp')?.fact?.replace(/ in \d+ ms$/, '') ?? null;
  };
  await until('the way the health page shows', way, `proxy 127.0.0.1:${second.port}`);

  open.splice(open.indexOf(second), 1);
  await second.close();
  await sends(program, conversationId);
  expect(third.seen.length).toBeGreaterThan(0);
});

test.each([
  ['none of them can be reached', find(`return "${NOBODY}; PROXY 127.0.0.1:10";`), 'refused/proxyUnreachable'],
  ['it names a kind we do not know', find('return "SOCKS5 127.0.0.1:9";'), 'http/proxyUnsupported'],
  ['there is no such file', null, 'http/proxyScript'],
  ['it is no script', '<html>Sign in</html>', 'http/proxyScript'],
  ['it throws', find('throw new Error("no");'), 'http/proxyScript'],
  ['it returns nothing', find(''), 'http/proxyScript'],
])('a PAC file of the settings is never gone round: %s', async (_name, script, told) => {
  const pac = await pacFile(script);
  const program = await start();
  await choose(program, DIRECTLY, [{ origin: HALEXT, proxy: pac.choice }]);
  expect(await signIn(program)).toBe(`${told} errors.${told.split('/')[1]}`);
  expect(secure.seen).toEqual([]);
});

test('the first way wins while it can be taken: what stands behind DIRECT is not asked', async () => {
  const proxy = await proxyToServer();
  const pac = await pacFile(find(`return "DIRECT; ${at(proxy)}";`));
  const program = await start();
  await choose(program, pac.choice);
  expect(await signIn(program)).toMatch(/^dns\//);
  expect(proxy.seen).toEqual([]);
});

test('a VPN comes: the way to the servers is asked for again, once, and each service is looked at once', async () => {
  const proxy = await proxyToServer();
  let addresses = 'wlan0 10.0.0.2';
  let asked = 0;
  const resolveProxy = async () => {
    asked += 1;
    return at(proxy);
  };
  const program = await start({ resolveProxy, addresses: () => addresses });
  await trust(program);
  expect(await signIn(program)).toBeNull();
  await synchronised(program);
  const rested = async () => {
    const { services } = await program.ask('health.get', null);
    return services.every(({ checkedAt, checking }) => checkedAt !== null && !checking);
  };
  await until('the first round', rested, true);
  await until('the list', async () => (await program.ask('sync.get', null)).kind, 'idle');
  const checks = () => server.log().filter(({ path }) => path === '/api/health').length;
  const [checked, resolved, tunnels] = [checks(), asked, proxy.seen.length];

  addresses += '\ntun0 10.8.0.6';
  await until('a check after the change', () => checks() > checked, true);
  await until('the round', rested, true);
  expect([checks(), asked]).toEqual([checked + 1, resolved + 1]);
  expect(proxy.seen.length).toBeGreaterThan(tunnels);
  // The windows notice it as well, each a few times.
  for (let times = 0; times < 10; times += 1) await program.ask('sync.networkBack', null);
  await until('the round', rested, true);
  expect([checks(), asked]).toEqual([checked + 1, resolved + 1]);
});
