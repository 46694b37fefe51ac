import { type AppError, appError, type ErrorKind } from '../errors.ts';

const PURPOSE = 'download the new version';

/** electron-updater's own codes. */
const REFUSALS: Readonly<Record<string, string>> = {
  ERR_CHECKSUM_MISMATCH: 'updateTampered',
  ERR_UPDATER_INVALID_SIGNATURE: 'updateSignature',
};
const DISK: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EACCES',
  'EPERM',
  'EROFS',
  'EIO',
  'EMFILE',
  'ENAMETOOLONG',
]);

/** How Chromium (`net::ERR_…`) and Node name what went wrong on the way, most telling first. */
const NETWORK: readonly (readonly [RegExp, ErrorKind])[] = [
  [/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ENETUNREACH|EHOSTUNREACH|ENETDOWN/, 'offline'],
  [/ERR_NAME_|ENOTFOUND|EAI_/, 'dns'],
  [/ERR_CONNECTION_REFUSED|ERR_ADDRESS_UNREACHABLE|ECONNREFUSED/, 'refused'],
  [/ERR_CERT_|ERR_SSL_|ERR_TLS_|CERT_|_CERTIFICATE/, 'tls'],
  [/TIMED_OUT|ETIMEDOUT|timed out/, 'timeout'],
];

/** What electron-updater throws, as ours: its messages name addresses and folders, so only its codes are told. */
export function downloadError(cause: unknown): AppError {
  const { name, message } = cause instanceof Error ? cause : { name: '', message: '' };
  const code = codeOf(cause);
  if (name === 'CancellationError' || message === 'cancelled') return appError('cancelled', `${PURPOSE}: cancelled`);
  const refusal = REFUSALS[code];
  if (refusal !== undefined) return appError('protocol', `${PURPOSE}: ${code}`, { reason: refusal });
  if (DISK.has(code)) return appError('storage', `${PURPOSE}: ${code}`, { reason: 'updateStorage' });
  const status = statusOf(message);
  if (status === 404) return appError('notFound', `${PURPOSE}: no file`, { reason: 'updateMissing' });
  if (status !== null) return appError('http', `${PURPOSE}: status ${status}`, { status, retryable: status >= 500 });
  const known = NETWORK.find(([pattern]) => pattern.test(`${code} ${message}`));
  // Whatever else happens between the first and the last byte ended the connection.
  return known
    ? appError(known[1], `${PURPOSE}: ${known[1]}`)
    : appError('http', `${PURPOSE}: dropped`, { reason: 'dropped', retryable: true });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

/** There is no field for it: https://github.com/electron-userland/electron-builder, `HttpExecutor.doDownload`. */
function statusOf(message: string): number | null {
  const found = /, status (\d{3}): /.exec(message);
  return found ? Number(found[1]) : null;
}
