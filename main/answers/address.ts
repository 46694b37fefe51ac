import { appError, fail, ok, type Result } from '../errors.ts';
import { isNearby } from '../http/nearby.ts';
import { originOf, parseTypedAddress, segmentsOf } from '../http/typed-address.ts';

/**
 * Turns what somebody typed as an address into a base without trailing slash. A page or route of the server that was
 * pasted whole is taken off the path's end: `routes` matches it, without its first slash. Query and fragment are dropped.
 *
 * https is assumed; http is used when it was typed, or for this computer and the private network around it. Errors:
 * those of `parseTypedAddress`.
 */
export function normaliseBase(typed: string, routes: RegExp): Result<string> {
  const urls = parseTypedAddress(typed, (hostname) => (isNearby(hostname) ? ['http'] : ['https']));
  if (!urls.ok) return urls;
  const [url] = urls.value;
  if (!url) return fail(appError('validation', 'not a usable server address', { reason: 'addressInvalid' }));
  return ok([originOf(url), ...withoutRoute(segmentsOf(url), routes)].join('/'));
}

/** The longest end of the path that is a route. */
function withoutRoute(segments: readonly string[], routes: RegExp): readonly string[] {
  const start = segments.findIndex((_segment, at) => routes.test(segments.slice(at).join('/')));
  return start < 0 ? segments : segments.slice(0, start);
}
