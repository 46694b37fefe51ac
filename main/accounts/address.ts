import { ok, type Result } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';
import { originOf, parseTypedAddress, type Scheme, segmentsOf } from '../http/typed-address.ts';

/**
 * Turns what somebody typed as a server address into the API bases worth trying, best first, each without a trailing
 * slash: `halext.example.org` → `https://halext.example.org/api`.
 *
 * https is assumed; http is used when it was typed, or for this computer itself. The API lives under `/api`: behind a
 * prefix if one was typed, else at the root. A page of the API (`…/api/docs`) leads to its base. Query and fragment are
 * dropped. Errors: those of `parseTypedAddress`.
 */
export function parseAddress(typed: string): Result<readonly string[]> {
  const urls = parseTypedAddress(typed, schemesFor);
  return urls.ok ? ok([...new Set(urls.value.flatMap(basesOf))]) : urls;
}

function schemesFor(hostname: string): readonly Scheme[] {
  return isLoopback(hostname) ? ['http', 'https'] : ['https'];
}

function basesOf(url: URL): readonly string[] {
  const origin = originOf(url);
  const segments = segmentsOf(url);
  const api = segments.lastIndexOf('api');
  const root = `${origin}/api`;
  if (api >= 0) return [`${origin}/${segments.slice(0, api + 1).join('/')}`, root];
  return [[origin, ...segments, 'api'].join('/'), root];
}
