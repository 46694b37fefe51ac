import { appError, fail, ok, type Result } from '../errors.ts';
import { isLoopback } from '../http/loopback.ts';
import { originOf, parseTypedAddress, segmentsOf } from '../http/typed-address.ts';

/** What may follow `v1`: the gateway's three routes, with or without their ends. */
const ROUTE = /^(models|chat(\/completions)?|tasks(\/status(\/[^/]+)?)?)?$/;

/**
 * Turns what somebody typed as the address of an agent gateway into its base without a trailing slash; the routes begin
 * with `/v1` after it: `gateway.example.org/v1/` → `https://gateway.example.org`.
 *
 * https is assumed; http is used when it was typed, or for this computer itself. A route that was pasted whole leads to
 * its base, and with it goes a task id, which is as good as the task's result. Query and fragment are dropped. Errors:
 * those of `parseTypedAddress`.
 */
export function normaliseGatewayAddress(typed: string): Result<string> {
  const urls = parseTypedAddress(typed, (hostname) => (isLoopback(hostname) ? ['http'] : ['https']));
  if (!urls.ok) return urls;
  const [url] = urls.value;
  if (!url) return fail(appError('validation', 'not a usable server address', { reason: 'addressInvalid' }));
  return ok([originOf(url), ...withoutRoute(segmentsOf(url))].join('/'));
}

function withoutRoute(segments: readonly string[]): readonly string[] {
  const version = segments.findIndex((segment, at) => segment === 'v1' && ROUTE.test(segments.slice(at + 1).join('/')));
  return version < 0 ? segments : segments.slice(0, version);
}
