import { isLoopback } from './loopback.ts';

/**
 * This computer, or an address that no router of the internet would pass on: http is usual there, and what is sent stays
 * in the house. `hostname` as `URL` gives it.
 */
export function isNearby(hostname: string): boolean {
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
