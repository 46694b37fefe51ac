import { appError, fail, ok, type Result } from '../errors.ts';
import { isNearby } from '../http/nearby.ts';
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

/** Whether what is sent to this normalised address stays on this computer or its private network. */
export function leadsNearby(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && isNearby(url.hostname);
}
