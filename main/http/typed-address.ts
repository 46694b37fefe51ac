import { isIPv6 } from 'node:net';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';

export type Scheme = 'http' | 'https';

const LONGEST_ADDRESS = 2_000;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/**
 * Reads what somebody typed as the address of a server: one URL per scheme worth trying, best first. `assumed` says which
 * those are for a host name (as `URL` gives it) when no scheme was typed; a typed `http` or `https` is the only one.
 * Errors are `validation` with reason `addressEmpty`, `addressInvalid`, `addressScheme` or `addressCredentials`; their
 * message does not repeat the address, which may hold a password.
 */
export function parseTypedAddress(
  typed: string,
  assumed: (hostname: string) => readonly Scheme[],
): Result<readonly URL[]> {
  const text = typed.trim();
  if (text === '') return fail(invalid('addressEmpty'));
  if (text.length > LONGEST_ADDRESS || /\s/.test(text)) return fail(invalid('addressInvalid'));

  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return fail(invalid('addressScheme'));

  const rest = bracketed(text.replace(SCHEME, ''));
  const url = URL.parse(`${scheme ?? 'https'}://${rest}`);
  if (!url || url.hostname === '') return fail(invalid('addressInvalid'));
  if (url.username !== '' || url.password !== '') return fail(invalid('addressCredentials'));

  // The URL parser drops a port that is the default of the scheme it parsed with, so each scheme parses the text itself.
  const schemes = scheme === undefined ? assumed(url.hostname) : [scheme];
  return ok(schemes.map((one) => URL.parse(`${one}://${rest}`)).filter((one) => one !== null));
}

/** Scheme, host and port, without the dot that may end a full host name. */
export function originOf(url: URL): string {
  return url.origin.replace(/\.(:\d+)?$/, '$1');
}

/** The path in its parts, without empty ones. */
export function segmentsOf(url: URL): readonly string[] {
  return url.pathname.split('/').filter((segment) => segment !== '');
}

function invalid(reason: string): AppError {
  return appError('validation', `not a usable server address: ${reason}`, { reason });
}

/** A bare IPv6 address needs brackets before it is a host. */
function bracketed(text: string): string {
  return isIPv6(text) ? `[${text}]` : text;
}
