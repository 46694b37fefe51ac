import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { RefusedConnection } from './refused-connection.ts';
import type { Pins } from './trusted-certificates.ts';
import type { Tunnel } from './tunnel.ts';

/** For the connection, and again for its encryption. Milliseconds. */
export const CONNECT_MS = 10_000;

const optionsWithin = (timeout: number) => ({
  timeout,
  /** undici's HTTP/2 client does not say when a request has been sent. */
  allowH2: false,
});

/** Verifies as usual. */
const strict = (timeout: number) => buildConnector(optionsWithin(timeout));

/**
 * Takes any certificate: whoever gets the socket must look at it before a byte is sent. A resumed session shows no
 * certificate, so none is kept.
 */
const lenient = (timeout: number) =>
  buildConnector({ ...optionsWithin(timeout), rejectUnauthorized: false, maxCachedSessions: 0 });

/**
 * Opens connections for undici: over a tunnel where there is a proxy, and with exactly the trusted certificate where
 * somebody has decided to trust one. Nothing is ever sent to a server whose certificate neither verifies nor is that one.
 */
export function createConnector(pins: Pins, tunnel: Tunnel | null, within = CONNECT_MS): buildConnector.connector {
  const [verified, unverified] = [strict(within), lenient(within)];
  const open: buildConnector.connector = (options, callback) => {
    const origin = `${options.protocol}//${options.host ?? options.hostname}`;
    const pinned = options.protocol === 'https:' ? pins.fingerprintOf(origin) : null;
    if (pinned === null) return verified(options, callback);
    unverified(options, (error, socket) => {
      if (error) return callback(error, null);
      const refusal = refusalOf(socket as TLSSocket, pinned);
      if (refusal === null) {
        if (!(socket as TLSSocket).authorized) pins.rely(origin, socket);
        return callback(null, socket);
      }
      socket.destroy();
      pins.changed(origin);
      callback(refusal, null);
    });
  };
  return tunnel === null ? open : through(tunnel, open);
}

/** Opens a connection only to look at the certificate at its other end. */
export function createLooker(tunnel: Tunnel | null, within = CONNECT_MS): buildConnector.connector {
  return tunnel === null ? lenient(within) : through(tunnel, lenient(within));
}

/** `null` when the certificate verifies or is the trusted one. */
export function refusalOf(socket: TLSSocket, pinned: string): RefusedConnection | null {
  if (socket.authorized || socket.getPeerX509Certificate()?.fingerprint256 === pinned) return null;
  return new RefusedConnection('tls', 'certificateChanged', 'the trusted certificate has been replaced');
}

function through(tunnel: Tunnel, open: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    const host = options.hostname.includes(':') ? `[${options.hostname}]` : options.hostname;
    tunnel(`${host}:${options.port || '443'}`).then(
      (httpSocket: Socket) => open({ ...options, httpSocket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}
