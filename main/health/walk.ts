import { lookup } from 'node:dns/promises';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import tls from 'node:tls';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { refusalOf } from '../http/connector.ts';
import { asUnreachable, networkError } from '../http/error-kinds.ts';
import { isLoopback } from '../http/loopback.ts';
import type { Route } from '../http/proxy.ts';
import type { Pins } from '../http/trusted-certificates.ts';
import type { Tunnel } from '../http/tunnel.ts';
import { good, notNeeded, type Observation, type Observations } from './chain.ts';

/** For each step of the way, and for all of them. */
const PATIENCE_MS = 5_000;

export interface WalkDeps {
  /** Milliseconds that only ever grow, with fractions. */
  readonly now: () => number;
  /** How the program reaches an address. */
  readonly routeTo: (url: URL) => Promise<Result<Route>>;
  /** Whether this computer has an address that leads out of it. */
  readonly hasNetwork: () => boolean;
  /** How the program gets through a proxy. */
  readonly tunnelBy: (proxy: URL) => Tunnel;
  /** Certificates that need not verify. */
  readonly pins: Pins;
}

/** What was seen on the way to a server, and whether the way leads over a proxy. */
export interface Walked {
  readonly observations: Observations;
  readonly proxied: boolean;
}

/**
 * Goes the way to a server step by step on a connection of its own, to tell how long each step takes and at which one the
 * way ends: network, name, connection, encryption. Over a proxy the name is the proxy's; the connection is the tunnel it
 * opens, of which nobody here can tell how long the name and the way behind it took, and the encryption is the server's
 * inside of it. Plain http has no tunnel: there the connection is the one to the proxy. Sends nothing over the connection.
 */
export async function walk(deps: WalkDeps, address: string, signal: AbortSignal): Promise<Walked> {
  const target = new URL(address);
  const route = await deps.routeTo(target);
  if (!route.ok) return { observations: { tcp: broken(route.error) }, proxied: true };
  const proxied = route.value.kind === 'proxy';
  const server = route.value.kind === 'proxy' ? new URL(route.value.uri) : target;
  // What is not found or not reached is the proxy: a person can do nothing about the server then.
  const ofServer = (error: AppError) => (proxied && error.kind !== 'offline' ? asUnreachable(error) : error);
  const local = isLoopback(server.hostname);
  if (!local && !deps.hasNetwork()) {
    return { observations: { network: broken(appError('offline', 'no network interface is up')) }, proxied };
  }
  const seen: { -readonly [L in keyof Observations]: Observations[L] } = {
    network: local ? notNeeded : good(),
    ...(target.protocol === 'http:' ? { tls: notNeeded } : {}),
  };

  const deadline = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const named = await timed(deps, () => resolveName(server.hostname, deadline));
  if (!named.result.ok) return { observations: { ...seen, dns: broken(ofServer(named.result.error)) }, proxied };
  const { addresses, literal } = named.result.value;
  seen.dns = literal ? notNeeded : good({ ms: named.ms, fact: addresses.map((one) => one.address).join(', ') });

  const reached = await timed(deps, () => connect(server, addresses, deadline));
  if (!reached.result.ok) {
    // No way out of this computer shows only when one is taken.
    const link = reached.result.error.kind === 'offline' ? 'network' : 'tcp';
    return { observations: { ...seen, [link]: broken(ofServer(reached.result.error)) }, proxied };
  }
  let socket = reached.result.value;
  const peer = `${socket.remoteAddress ?? server.hostname}:${portOf(server)}`;
  seen.tcp = good({ ms: reached.ms, fact: proxied ? `proxy ${server.host}` : peer });

  if (target.protocol === 'https:' && proxied) {
    socket.destroy();
    const tunnelled = await timed(deps, () => tunnel(deps.tunnelBy(server), target, deadline));
    if (!tunnelled.result.ok) return { observations: { ...seen, tcp: broken(tunnelled.result.error) }, proxied };
    socket = tunnelled.result.value;
    seen.tcp = good({ ms: tunnelled.ms, fact: `proxy ${server.host} in ${reached.ms} ms` });
  }
  if (target.protocol === 'https:') {
    const secured = await timed(deps, () => secure(socket, target, deps.pins.fingerprintOf(target.origin), deadline));
    seen.tls = secured.result.ok ? good({ ms: secured.ms, fact: secured.result.value }) : broken(secured.result.error);
  }
  socket.destroy();
  return { observations: seen, proxied };
}

/** True when an interface of this computer has an address that is not its own alone. */
export function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ internal, address }) => !internal && !/^(?:fe80:|169\.254\.)/i.test(address)),
  );
}

interface Named {
  readonly addresses: readonly { readonly address: string; readonly family: number }[];
  /** The address has no name: nothing was looked up. */
  readonly literal: boolean;
}

async function resolveName(hostname: string, deadline: AbortSignal): Promise<Result<Named>> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const family = net.isIP(bare);
  if (family !== 0) return ok({ addresses: [{ address: bare, family }], literal: true });
  try {
    // The system's resolver cannot be stopped, only left alone.
    const addresses = await Promise.race([lookup(bare, { all: true }), whenOver(deadline)]);
    return ok({ addresses, literal: false });
  } catch (cause) {
    return fail(
      deadline.aborted ? appError('dns', 'look up: no answer in time') : networkError(cause, false, 'look up'),
    );
  }
}

function connect(server: URL, addresses: Named['addresses'], deadline: AbortSignal): Promise<Result<net.Socket>> {
  const socket = net.connect({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(server),
    autoSelectFamily: true,
    lookup: (_name, _options, found) =>
      found(
        null,
        addresses.map(({ address, family }) => ({ address, family })),
      ),
  });
  return settled(socket, 'connect', deadline, 'connect', () => socket);
}

async function tunnel(open: Tunnel, target: URL, deadline: AbortSignal): Promise<Result<net.Socket>> {
  const opening = open(`${target.hostname}:${portOf(target)}`);
  // One that comes too late is closed.
  const late = () =>
    void opening.then(
      (socket) => socket.destroy(),
      () => {},
    );
  try {
    return ok(await Promise.race([opening, whenOver(deadline)]));
  } catch (cause) {
    late();
    const overdue = appError('timeout', 'tunnel: no answer in time', { reason: 'connect' });
    return fail(deadline.aborted ? overdue : networkError(cause, false, 'tunnel'));
  }
}

async function secure(
  socket: net.Socket,
  { hostname }: URL,
  pinned: string | null,
  deadline: AbortSignal,
): Promise<Result<string>> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const secured = tls.connect({
    socket,
    host: bare,
    rejectUnauthorized: pinned === null,
    ...(net.isIP(bare) === 0 ? { servername: bare } : {}),
  });
  const held = await settled(secured, 'secureConnect', deadline, 'encrypt', () => secured.getProtocol() ?? '');
  const refusal = held.ok && pinned !== null ? refusalOf(secured, pinned) : null;
  return refusal === null ? held : fail(networkError(refusal, false, 'encrypt'));
}

/** The first of success, error and the end of patience. An unanswered socket is closed. */
function settled<T>(
  socket: net.Socket,
  event: 'connect' | 'secureConnect',
  deadline: AbortSignal,
  purpose: string,
  value: () => T,
): Promise<Result<T>> {
  return new Promise((resolve) => {
    const late = () => socket.destroy(new Error('too late'));
    deadline.addEventListener('abort', late, { once: true });
    const settle = (result: Result<T>) => {
      deadline.removeEventListener('abort', late);
      resolve(result);
    };
    socket.once(event, () => settle(ok(value())));
    socket.on('error', (cause) => {
      const overdue = appError('timeout', `${purpose}: no answer in time`, { reason: 'connect' });
      settle(fail(deadline.aborted ? overdue : networkError(cause, false, purpose)));
    });
    socket.once('close', () => {
      settle(fail(appError('refused', `${purpose}: closed`, { reason: 'closedWhileConnecting' })));
    });
    if (deadline.aborted) late();
  });
}

function whenOver(deadline: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const over = () => reject(new Error('too late'));
    if (deadline.aborted) over();
    deadline.addEventListener('abort', over, { once: true });
  });
}

async function timed<T>({ now }: WalkDeps, work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const startedAt = now();
  const result = await work();
  return { result, ms: Math.round(now() - startedAt) };
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function broken(error: AppError): Observation {
  return { verdict: 'broken', error };
}
