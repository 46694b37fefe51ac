import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ask, deliver, refuse } from './answers.ts';
import { type Asked, type Fault, reaches } from './faults.ts';

export type { Asked, Fault } from './faults.ts';

/** One of the certificates of `test/fixtures/tls`. */
export type CertificateName = 'good' | 'expired' | 'other-host' | 'self-signed';

export interface FaultProxyOptions {
  /** `http://host:port` of the real server. */
  readonly target: string;
  /** Speaks TLS with this certificate; without it, plain http. */
  readonly certificate?: CertificateName;
  /** The handshake begins so much later, ms; given, it can be changed. */
  readonly slowTlsMs?: number;
  readonly random?: () => number;
}

/** A server between the program and its server: passes everything on until it is given a fault. */
export interface FaultProxy {
  readonly url: string;
  readonly port: number;
  /** Requests from now on meet the fault: those that `only` picks, and no more than `times` of them. */
  fail(fault: Fault, which?: { readonly only?: (asked: Asked) => boolean; readonly times?: number }): void;
  heal(): void;
  /** Shows another certificate to new connections, and ends the old ones. */
  present(certificate: CertificateName): void;
  /** From now on handshakes begin so much later; the old connections end. */
  slowTls(ms: number): void;
  /** Ends the open connections. */
  dropAll(): void;
  /** What has been asked, and how often a fault was met. */
  readonly seen: readonly Asked[];
  met(): number;
  close(): Promise<void>;
}

interface Armed {
  readonly fault: Fault;
  readonly only: (asked: Asked) => boolean;
  left: number;
}

export async function startFaultProxy({
  target,
  certificate,
  slowTlsMs,
  random,
}: FaultProxyOptions): Promise<FaultProxy> {
  const seen: Asked[] = [];
  let armed: Armed | null = null;
  let met = 0;

  function take(asked: Asked): Fault | null {
    if (!armed || armed.left <= 0 || !armed.only(asked)) return null;
    armed.left -= 1;
    met += 1;
    return armed.fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = { method: request.method ?? '', path: (request.url ?? '').split('?', 1)[0] ?? '' };
    seen.push(asked);
    const body = await buffer(request);
    const fault = take(asked);
    if (fault !== null && !reaches(fault)) return refuse(fault, response);
    const upstream = await ask(target, request, body);
    await deliver(fault, upstream, response, random ?? Math.random);
  }

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch(() => response.destroy());
  };
  const secure = certificate === undefined ? null : createSecureServer(identity(certificate), listener);
  const server = secure ?? createServer(listener);
  server.on('connection', (socket: Socket) => {
    if (armed?.fault.kind !== 'reset' || armed.fault.when !== 'connected' || armed.left <= 0) return;
    armed.left -= 1;
    met += 1;
    socket.resetAndDestroy();
  });
  const port = await listen(server);
  let handshakeAfter = slowTlsMs ?? 0;
  const held = new Set<Socket>();
  const front =
    slowTlsMs === undefined
      ? null
      : createSlowFront(
          port,
          () => handshakeAfter,
          (socket) => held.add(socket),
        );
  const outside = front === null ? port : await listen(front);

  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${outside}`,
    port: outside,
    seen,
    met: () => met,
    fail(fault, { only = () => true, times = Number.POSITIVE_INFINITY } = {}) {
      armed = { fault, only, left: times };
      // Connections that are open already would not meet it.
      if (fault.kind === 'reset' && fault.when === 'connected') server.closeAllConnections();
    },
    heal() {
      armed = null;
    },
    present(next) {
      secure?.setSecureContext(identity(next));
      server.closeAllConnections();
    },
    slowTls(ms) {
      handshakeAfter = ms;
      server.closeAllConnections();
    },
    dropAll: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      for (const socket of held) socket.destroy();
      await Promise.all([server, ...(front ? [front] : [])].map((one) => new Promise((done) => one.close(done))));
    },
  };
}

function identity(name: CertificateName): { key: Buffer; cert: Buffer } {
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../fixtures/tls', file));
  return { key: read('server.key'), cert: read(`${name}.pem`) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

/** Keeps what a client says from the server for a while. */
function createSlowFront(port: number, ms: () => number, opened: (socket: Socket) => void): Server {
  return createPlainServer((socket) => {
    socket.on('error', () => {});
    socket.pause();
    const later = setTimeout(() => {
      const inner = connect(port, '127.0.0.1');
      inner.on('error', () => socket.destroy());
      inner.on('close', () => socket.destroy());
      socket.on('close', () => inner.destroy());
      socket.pipe(inner).pipe(socket);
    }, ms());
    // A paused socket does not see that its client has gone.
    socket.on('close', () => clearTimeout(later));
    opened(socket);
  });
}
