import type { CertificateReason } from '../../preload/contract.ts';
import { type AppError, appError, type ErrorKind } from '../errors.ts';
import { RefusedConnection } from './refused-connection.ts';

interface Cause {
  kind: ErrorKind;
  reason?: string;
}

/** Our codes for undici's parser errors, which mostly carry none. */
const NOT_HTTP = 'HTTP_PARSE_ERROR';
const CUT_OFF = 'HTTP_CUT_OFF';

const CERTIFICATE: Readonly<Record<string, CertificateReason>> = {
  CERT_HAS_EXPIRED: 'certificateExpired',
  CERT_NOT_YET_VALID: 'certificateNotYetValid',
  CERT_REVOKED: 'certificateRevoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateHostname',
  HOSTNAME_MISMATCH: 'certificateHostname',
  UNABLE_TO_GET_ISSUER_CERT: 'certificateUnknownIssuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateUnknownIssuer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUnknownIssuer',
  CERT_UNTRUSTED: 'certificateUnknownIssuer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateSelfSigned',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateSelfSigned',
};

/** Failures while no connection was open yet. */
const CONNECTING: Readonly<Record<string, Cause>> = {
  ENOTFOUND: { kind: 'dns' },
  EAI_AGAIN: { kind: 'dns' },
  EAI_FAIL: { kind: 'dns' },
  EAI_NODATA: { kind: 'dns' },
  ECONNREFUSED: { kind: 'refused' },
  ECONNRESET: { kind: 'refused', reason: 'closedWhileConnecting' },
  EPIPE: { kind: 'refused', reason: 'closedWhileConnecting' },
  UND_ERR_SOCKET: { kind: 'refused', reason: 'closedWhileConnecting' },
  ENETUNREACH: { kind: 'offline' },
  EHOSTUNREACH: { kind: 'offline' },
  ENETDOWN: { kind: 'offline' },
  EADDRNOTAVAIL: { kind: 'offline' },
  ENONET: { kind: 'offline' },
  ETIMEDOUT: { kind: 'timeout', reason: 'connect' },
  UND_ERR_CONNECT_TIMEOUT: { kind: 'timeout', reason: 'connect' },
  UND_ERR_PRX_TLS: { kind: 'tls', reason: 'certificateHostname' },
  UND_ERR_PRX_CONN: { kind: 'refused', reason: 'proxy' },
  UND_ERR_INVALID_ARG: { kind: 'validation', reason: 'request' },
};

/** Failures once the request was being written: the server may have received it. */
const CONNECTED: Readonly<Record<string, Cause>> = {
  UND_ERR_HEADERS_TIMEOUT: { kind: 'timeout', reason: 'headers' },
  UND_ERR_BODY_TIMEOUT: { kind: 'timeout', reason: 'idle' },
  ETIMEDOUT: { kind: 'timeout', reason: 'idle' },
  [NOT_HTTP]: { kind: 'protocol', reason: 'notHttp' },
  UND_ERR_HEADERS_OVERFLOW: { kind: 'protocol', reason: 'tooLarge' },
};

/** A proxy said no before the server heard of anything. */
const BY_PROXY: ReadonlySet<string> = new Set([
  'proxyUnsupported',
  'proxyRefused',
  'proxyPassword',
  'proxyPasswordWrong',
  'proxyScript',
]);

/**
 * Translates what undici, Node's network layer or OpenSSL report into our kinds.
 *
 * `started`: the request had begun to be written to a connection. It decides whether the server may have seen it, so it
 * also decides the kind: an unreachable network is `offline` before and a dropped connection after.
 *
 * Reasons: `tls` certificateExpired, certificateNotYetValid, certificateRevoked, certificateHostname,
 * certificateUnknownIssuer, certificateSelfSigned, certificateOther, certificateChanged (another one than somebody
 * trusted), proxyCertificate, handshake; `timeout` connect, headers, idle, total;
 * `refused` closedWhileConnecting, proxy; `refused`, `dns`, `timeout` proxyUnreachable; `http` proxyRefused, proxyPassword, proxyPasswordWrong, proxyUnsupported, proxyScript, dropped (with a `status` when the answer had begun); `protocol` notHttp, tooLarge; `cancelled` notSent;
 * `validation` request.
 */
export function networkError(thrown: unknown, started: boolean, purpose: string): AppError {
  if (thrown instanceof RefusedConnection) {
    return appError(thrown.kind, `${purpose}: ${thrown.message}`, { reason: thrown.reason, ...again(thrown.kind) });
  }
  const code = codeOf(thrown);
  const { kind, reason } = classify(code, messageOf(thrown), started);
  return appError(kind, `${purpose}: ${code ?? 'connection failed'}`, {
    ...(reason === undefined ? {} : { reason }),
    ...again(kind),
  });
}

/** What failed on the way may go through another time. */
function again(kind: ErrorKind): { retryable?: boolean } {
  return kind === 'http' ? { retryable: true } : {};
}

/** The error of reaching a server that is a proxy, as it is told: it says nothing about who was to be reached over it. */
export function asUnreachable(error: AppError): AppError {
  return { ...error, reason: 'proxyUnreachable' };
}

/**
 * True when it is certain that nothing of the request left this computer for the server, so that sending it again cannot
 * make a second copy. Everything else may have arrived.
 */
export function nothingLeft(error: AppError): boolean {
  switch (error.kind) {
    case 'dns':
    case 'refused':
    case 'offline':
    case 'tls':
      return true;
    case 'timeout':
      return error.reason === 'connect' || error.reason === 'queued' || error.reason === 'proxyUnreachable';
    case 'cancelled':
      return error.reason === 'notSent';
    case 'validation':
      return error.reason === 'request';
    case 'http':
      return error.reason !== undefined && BY_PROXY.has(error.reason);
    default:
      return false;
  }
}

/** Why a certificate did not verify, from the code OpenSSL or Node gives; `null` for anything else. */
export function certificateReasonOf(code: string): CertificateReason | null {
  const known = CERTIFICATE[code];
  if (known !== undefined) return known;
  return /CERT|CRL|ISSUER/.test(code) ? 'certificateOther' : null;
}

function classify(code: string | null, message: string, started: boolean): Cause {
  const certificate = code === null ? undefined : CERTIFICATE[code];
  if (certificate !== undefined) return { kind: 'tls', reason: certificate };
  if (started) return classifyConnected(code);

  const known = code === null ? undefined : CONNECTING[code];
  if (known !== undefined) return known;
  if (/^Proxy response|Proxy Authentication/i.test(message)) return { kind: 'http', reason: 'proxyRefused' };
  if (code !== null && /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code)) return { kind: 'tls', reason: 'handshake' };
  if (code !== null && /CERT|CRL|ISSUER/.test(code)) return { kind: 'tls', reason: 'certificateOther' };
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return { kind: 'cancelled', reason: 'notSent' };
  return { kind: 'unknown' };
}

function classifyConnected(code: string | null): Cause {
  const known = code === null ? undefined : CONNECTED[code];
  if (known !== undefined) return known;
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_ABORTED') return { kind: 'cancelled' };
  return { kind: 'http', reason: 'dropped' };
}

/** The code is on the error, on the cause it wraps, or on those of several attempts (IPv6, IPv4). */
function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  // The end of the connection in the middle of an answer is no fault of the answer; only the text tells.
  if (thrown.name === 'HTTPParserError') return /invalid EOF/i.test(thrown.message) ? CUT_OFF : NOT_HTTP;
  // Of several attempts Node gives the code of the first, and undici its own for a timeout as soon as one was too slow.
  const attempts = thrown instanceof AggregateError ? thrown : thrown.cause;
  if (attempts instanceof AggregateError) return tellingCode(attempts.errors.map(codeOf));
  if ('code' in thrown && typeof thrown.code === 'string' && thrown.code !== 'UND_ERR') return thrown.code;
  return codeOf(thrown.cause);
}

/**
 * Of the attempts at all addresses of a name, what says most: a refusal comes from the server's own computer, a silence
 * may be the way to it, and a family this computer has no way for at all says nothing about the server.
 */
function tellingCode(codes: readonly (string | null)[]): string | null {
  const kindOf = (code: string | null) => (code === null ? undefined : CONNECTING[code]?.kind);
  for (const kind of ['refused', 'timeout'] as const) {
    const found = codes.find((code) => kindOf(code) === kind);
    if (found) return found;
  }
  return codes[0] ?? null;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : '';
}
