import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { buildConnector } from 'undici';
import type { CertificateFacts } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { certificateReasonOf, networkError } from './error-kinds.ts';

/** What a server shows, before anybody has decided anything. */
export type PeerCertificate = Omit<CertificateFacts, 'trusted'>;

/** Certificates hold what their maker wrote: this much of it is read. */
const LONGEST_TEXT = 300;
const MOST_NAMES = 50;

/** Opens a connection, reads the certificate and closes it. Errors: those of a connection that does not come about. */
export function readPeer(connect: buildConnector.connector, url: URL): Promise<Result<PeerCertificate>> {
  const { hostname, host, protocol, port } = url;
  return new Promise((resolve) => {
    connect({ hostname: hostname.replace(/^\[|\]$/g, ''), host, protocol, port }, (error, socket) => {
      if (error) return resolve(fail(networkError(error, false, 'certificate')));
      resolve(factsOf(socket as TLSSocket, url.origin));
      socket.destroy();
    });
  });
}

function factsOf(socket: TLSSocket, origin: string): Result<PeerCertificate> {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return fail(appError('tls', 'certificate: none was shown', { reason: 'handshake' }));
  // Types say Error, Node gives the code.
  const code = String(socket.authorizationError ?? '');
  return ok({
    origin,
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names: namesOf(certificate),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
    fingerprint: certificate.fingerprint256,
    reason: socket.authorized ? null : (certificateReasonOf(code) ?? 'certificateOther'),
  });
}

/** The common name, or else the organisation, of a distinguished name (one attribute a line). */
function nameOf(distinguished: string | undefined): string {
  const lines = (distinguished ?? '').split('\n');
  const attribute = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  return (attribute('CN') ?? attribute('O') ?? lines.join(', ')).slice(0, LONGEST_TEXT);
}

/** `DNS:a.example, IP Address:10.0.0.1` → the names alone. */
function namesOf({ subjectAltName }: X509Certificate): readonly string[] {
  return (subjectAltName ?? '')
    .split(', ')
    .flatMap((each) => /^(?:DNS|IP Address):(.+)$/.exec(each)?.[1]?.slice(0, LONGEST_TEXT) ?? [])
    .slice(0, MOST_NAMES);
}
