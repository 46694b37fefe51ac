import type { Secret } from '../../secret.ts';

/** The credential as a header. An empty key sends none: a server without authentication would refuse a wrong one. */
export function bearer(key: Secret | null): Readonly<Record<string, string>> {
  const value = key?.reveal() ?? '';
  return value === '' ? {} : { authorization: `Bearer ${value}` };
}
