import { isLoopback } from '../http/loopback.ts';

/** What an address is worth: open it, ask about its host first, or never. */
export type LinkVerdict =
  | { kind: 'accepted'; url: URL }
  | { kind: 'confirmHost'; host: string }
  | { kind: 'refused'; host: string | null; reason: 'scheme' | 'unparsable' | 'credentials' };

export interface LinkRules {
  /** Relative links are resolved against its origin. */
  apiBase: string;
  isExpectedHost: (host: string) => boolean;
}

/**
 * Judges a sign-in link from the server: https only, or http on this computer; no user name or password in it; a host
 * that is expected (with its port, in its ASCII form, so a look-alike of another alphabet shows as `xn--…`).
 */
export function judgeSignInLink(link: string, { apiBase, isExpectedHost }: LinkRules): LinkVerdict {
  const url = URL.parse(link, new URL(apiBase).origin);
  if (!url) return { kind: 'refused', host: null, reason: 'unparsable' };
  const host = url.host || null;
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!safe || host === null) return { kind: 'refused', host, reason: 'scheme' };
  if (url.username !== '' || url.password !== '') return { kind: 'refused', host, reason: 'credentials' };
  return isExpectedHost(host) ? { kind: 'accepted', url } : { kind: 'confirmHost', host };
}

/**
 * Judges the plain address of Open WebUI, the operator's own word. It carries no secret, so http is accepted too: many
 * run it inside their own network.
 */
export function judgePlainAddress(address: string, apiBase: string): Exclude<LinkVerdict, { kind: 'confirmHost' }> {
  const url = URL.parse(address, new URL(apiBase).origin);
  if (!url) return { kind: 'refused', host: null, reason: 'unparsable' };
  const host = url.host || null;
  if (!/^https?:$/.test(url.protocol) || host === null) return { kind: 'refused', host, reason: 'scheme' };
  if (url.username !== '' || url.password !== '') return { kind: 'refused', host, reason: 'credentials' };
  return { kind: 'accepted', url };
}

/**
 * Where somebody may ask to land inside Open WebUI: a path of it, or an address of its own origin. Anything else could
 * send a freshly signed-in browser elsewhere.
 */
export function isInside(redirectTo: string, plain: URL): boolean {
  const target = URL.parse(redirectTo, plain.href);
  return target !== null && target.origin === plain.origin;
}
