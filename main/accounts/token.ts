import { z } from 'zod';
import type { Secret } from '../secret.ts';

/** What the backend gives every token (contract, 2.1). */
export const TOKEN_LIFETIME_MS = 30 * 60 * 1000;
/** How long before its end a token is renewed. */
const RENEW_EARLY_MS = 2 * 60 * 1000;
/** The last moment a `Date` can hold: a token that does not say when it ends. */
const NEVER = 8_640_000_000_000_000;

/** A bearer token and when it ends, in this computer's time (epoch, ms). */
export interface HeldToken {
  readonly secret: Secret;
  readonly expiresAt: number;
  readonly renewAt: number;
}

const claims = z.object({ exp: z.number().positive() });

/**
 * The `exp` claim of a JWT as milliseconds since the epoch in the server's time, or `null` when there is none to read.
 * The signature is the server's business.
 */
export function readExpiry(token: Secret): number | null {
  const payload = token.reveal().split('.')[1];
  if (payload === undefined) return null;
  try {
    const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data.exp * 1000 : null;
  } catch {
    return null;
  }
}

/** Holds a token somebody gave us. `skewMs`: how far the server's clock is ahead of ours. */
export function holdToken(secret: Secret, now: number, skewMs: number): HeldToken {
  const expiry = readExpiry(secret);
  return until(secret, expiry === null ? NEVER : expiry - skewMs, now);
}

/**
 * Holds a token the server has just made. It is valid whatever the clocks say: when it seems to have ended already, the
 * clocks are wrong and it is given the usual lifetime.
 */
export function holdFreshToken(secret: Secret, now: number, skewMs: number): HeldToken {
  const held = holdToken(secret, now, skewMs);
  return held.expiresAt > now ? held : until(secret, now + TOKEN_LIFETIME_MS, now);
}

/** Holds a token whose end in this computer's time is known, as of `now`. A short-lived one is renewed less early. */
export function until(secret: Secret, expiresAt: number, now: number): HeldToken {
  const early = Math.min(RENEW_EARLY_MS, Math.max(0, expiresAt - now) / 4);
  return { secret, expiresAt, renewAt: expiresAt - early };
}
