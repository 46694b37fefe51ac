import { isIPv6 } from 'node:net';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';

const LONGEST_ADDRESS = 2_000;

/**
 * Turns what somebody typed as a server address into the API bases worth trying, best first, each without a trailing
 * slash: `halext.example.org` → `https://halext.example.org/api`.
 *
 * https is assumed; http is used when it was typed, or for this computer itself. The API lives under `/api`: behind a
 * prefix if one was typed, else at the root. A page of the API (`…/api/docs`) leads to its base. Query and fragment are
 * dropped. Errors are `validation` with reason `addressEmpty`, `addressInvalid`, `addressScheme` or
 * `addressCredentials`; their message does not repeat the address, which may hold a password.
 */
export function parseAddress(typed: string): Result<readonly string[]> {
  const text = typed.trim();
  if (text === '') return fail(invalid('addressEmpty'));
  if (text.length > LONGEST_ADDRESS || /\s/.test(text)) return fail(invalid('addressInvalid'));

  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return fail(invalid('addressScheme'));

  const url = URL.parse(scheme === undefined ? `https://${bracketed(text)}` : text);
  if (!url || url.hostname === '') return fail(invalid('addressInvalid'));
  if (url.username !== '' || url.password !== '') return fail(invalid('addressCredentials'));

  const bases = schemesFor(scheme, url.hostname).flatMap((one) => basesOf(originWith(one, url, text), url.pathname));
  return ok([...new Set(bases)]);
}

function invalid(reason: string): AppError {
  return appError('validation', `not a usable server address: ${reason}`, { reason });
}

/** A bare IPv6 address needs brackets before it is a host. */
function bracketed(text: string): string {
  return isIPv6(text) ? `[${text}]` : text;
}

function schemesFor(typed: string | undefined, hostname: string): readonly string[] {
  if (typed !== undefined) return [typed];
  return isLoopback(hostname) ? ['http', 'https'] : ['https'];
}

/** The URL parser drops a port that is the default of the scheme it parsed with, so the text is parsed again. */
function originWith(scheme: string, url: URL, text: string): string {
  const bare = bracketed(text).replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const origin = URL.parse(`${scheme}://${bare}`)?.origin ?? url.origin;
  return origin.replace(/\.(:\d+)?$/, '$1');
}

function basesOf(origin: string, pathname: string): readonly string[] {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const api = segments.lastIndexOf('api');
  const root = `${origin}/api`;
  if (api >= 0) return [`${origin}/${segments.slice(0, api + 1).join('/')}`, root];
  return [[origin, ...segments, 'api'].join('/'), root];
}
