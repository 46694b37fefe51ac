import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { networkError } from './error-kinds.ts';
import type { ProxyPasswords } from './proxy-passwords.ts';
import { RefusedConnection } from './refused-connection.ts';

const PATIENCE_MS = 10_000;
const SILENT = new RefusedConnection('timeout', 'connect', 'the proxy is silent');

/**
 * Opens a way through a proxy to `host:port`. Rejects with `RefusedConnection` when the proxy says no, else with the
 * network's own error of reaching the proxy.
 */
export type Tunnel = (target: string) => Promise<Socket>;

/** CONNECT (RFC 9110, 9.3.6) through the proxy at this address, with the password kept for it if there is one. */
export function createTunnel(proxy: URL, passwords: ProxyPasswords): Tunnel {
  const { request } = proxy.protocol === 'https:' ? https : http;
  return async (target) => {
    const sent = await passwords.authorizationFor(proxy.origin);
    return new Promise((resolve, reject) => {
      const asked = request({
        host: proxy.hostname.replace(/^\[|\]$/g, ''),
        port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
        method: 'CONNECT',
        path: target,
        agent: false,
        timeout: PATIENCE_MS,
        headers: { host: target, ...(sent === null ? {} : { 'proxy-authorization': sent }) },
      });
      asked.once('connect', (answer, socket, head) => {
        const status = answer.statusCode ?? 0;
        if (status < 200 || status > 299) {
          socket.destroy();
          return reject(refusal(status, answer.headers['proxy-authenticate'], sent, proxy.origin));
        }
        // The server speaks only when spoken to, but what came early must not be lost.
        if (head.length > 0) socket.unshift(head);
        socket.setTimeout(0);
        resolve(socket);
      });
      // The proxy may be waiting for the server: only before it took the connection is it the proxy that is not there.
      let taken = false;
      asked.once('socket', (socket) => socket.once('connect', () => (taken = true)));
      asked.once('timeout', () => asked.destroy(taken ? SILENT : unreachable('timeout', 'no connection in time')));
      asked.once('error', (error) => reject(ofProxy(error)));
      asked.end();
    });
  };

  function refusal(status: number, schemes: string | undefined, sent: string | null, origin: string): Error {
    if (status !== 407) return new RefusedConnection('http', 'proxyRefused', `the proxy answered ${status}`);
    return passwordWanted(schemes, sent, origin, passwords);
  }
}

/** What a 407 means: a password is missing or wrong, or is wanted in a way we do not speak. */
export function passwordWanted(
  schemes: string | undefined,
  sent: string | null,
  origin: string,
  passwords: ProxyPasswords,
): RefusedConnection {
  const named = namedSchemes(schemes);
  if (named.length > 0 && !named.includes('basic')) {
    const message = `unsupported proxy authentication: ${named.join(', ').slice(0, 60)}`;
    return new RefusedConnection('http', 'proxyUnsupported', message);
  }
  const reason = passwords.refused(origin, sent);
  return new RefusedConnection('http', reason, 'the proxy asks for a password');
}

/** The schemes of a `Proxy-Authenticate`, in lower case; parameters have an equals sign, schemes have none. */
function namedSchemes(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .flatMap((part) => /^\s*([a-z][a-z0-9-]*)(?=\s|$)(?!\s*=)/i.exec(part)?.[1]?.toLowerCase() ?? []);
}

/** What fails here is the proxy, not the server: its certificate, or that it is not there at all. */
function ofProxy(error: Error & { code?: string }): Error {
  if (error instanceof RefusedConnection) return error;
  const { kind, reason } = networkError(error, false, 'proxy');
  // Without a way out of this computer nobody can be reached.
  if (kind === 'offline') return error;
  const code = error.code ?? 'not reached';
  if (kind !== 'tls' || reason === 'handshake') return unreachable(kind === 'dns' ? kind : 'refused', code);
  return new RefusedConnection('tls', 'proxyCertificate', `the proxy's certificate: ${code}`);
}

function unreachable(kind: 'refused' | 'dns' | 'timeout', why: string): RefusedConnection {
  return new RefusedConnection(kind, 'proxyUnreachable', `the proxy: ${why}`);
}
