import { appError, fail, ok, type Result } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';
import { originOf, parseTypedAddress } from '../http/typed-address.ts';

/**
 * Turns what somebody typed as the address of an AG-UI agent into the one that is asked. Path and query stay as they
 * are, a slash at the end too: to an agent they are different addresses, and no redirect is followed. Only the slash of
 * a bare host goes. A fragment is dropped.
 *
 * https is assumed; http is used when it was typed, or for this computer and the private network around it. Errors:
 * those of `parseTypedAddress`.
 */
export function normaliseAguiAddress(typed: string): Result<string> {
  const urls = parseTypedAddress(typed, (hostname) => (isNearby(hostname) ? ['http'] : ['https']));
  if (!urls.ok) return urls;
  const [url] = urls.value;
  if (!url) return fail(appError('validation', 'not a usable agent address', { reason: 'addressInvalid' }));
  const route = `${url.pathname}${url.search}`;
  return ok(route === '/' ? originOf(url) : `${originOf(url)}${route}`);
}

/** This computer, or an address that no router of the internet would pass on. `hostname` as `URL` gives it. */
function isNearby(hostname: string): boolean {
  return isLoopback(hostname) || PRIVATE.some((range) => range.test(hostname));
}

const PRIVATE: readonly RegExp[] = [
  /^10(\.\d+){3}$/,
  /^172\.(1[6-9]|2\d|3[01])(\.\d+){2}$/,
  /^192\.168(\.\d+){2}$/,
  /^169\.254(\.\d+){2}$/,
  // Unique local and link-local addresses: RFC 4193, RFC 4291.
  /^\[f[cd][0-9a-f]{2}:/,
  /^\[fe[89ab][0-9a-f]:/,
  // Names only the own network knows: a machine's bare name, mDNS, and the names set aside for it.
  /^[^.[\]:]+$/,
  /\.(local|internal|home\.arpa)\.?$/,
];
