import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { type LocalServer, listening } from './local-server.ts';

/** One of the certificates of `test/fixtures/tls`. */
export type CertificateName = 'good' | 'expired' | 'other-host' | 'self-signed';

export const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tls', name), 'utf8');

export interface SecureServer extends LocalServer {
  /** Shows another certificate to new connections, and ends the old ones. */
  present(certificate: CertificateName): void;
}

/** Starts an HTTPS server on a free loopback port. */
export async function serveSecurely(certificate: CertificateName, listener: RequestListener): Promise<SecureServer> {
  const identity = (name: CertificateName) => ({ key: fixture('server.key'), cert: fixture(`${name}.pem`) });
  const server = createServer(identity(certificate), listener);
  const local = await listening(server, 'https', () => server.closeAllConnections());
  return {
    ...local,
    present(name) {
      server.setSecureContext(identity(name));
      server.closeAllConnections();
    },
  };
}
