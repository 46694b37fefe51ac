import type { Redirect } from '../http/client.ts';

/**
 * Which servers led elsewhere when they were asked last, as the sign-in page of a network does: over plain http, where
 * anybody on the way can answer, for now (a server that has moved says "for ever"), and to somebody of another name.
 */
export interface SignInPages {
  readonly observe: (redirect: Redirect) => void;
  /** The last redirect from there was such a one. */
  readonly ledAway: (origin: string) => boolean;
}

export function createSignInPages(): SignInPages {
  const away = new Map<string, boolean>();
  return {
    observe: (redirect) => void away.set(redirect.from.origin, leadsAway(redirect)),
    ledAway: (origin) => away.get(origin) ?? false,
  };
}

const FOR_NOW: ReadonlySet<number> = new Set([302, 303, 307]);

export function leadsAway({ from, to, status }: Redirect): boolean {
  return from.protocol === 'http:' && FOR_NOW.has(status) && houseOf(from.hostname) !== houseOf(to.hostname);
}

/**
 * The last two labels of a name, or the whole address. Where names end in more (`.co.uk`), two strangers pass for one
 * house: then less is claimed, not more.
 */
function houseOf(hostname: string): string {
  if (/^(?:\[.*|[\d.]+)$/.test(hostname)) return hostname;
  return hostname.toLowerCase().split('.').slice(-2).join('.');
}
