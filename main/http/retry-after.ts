/** A server may ask for at most this long a pause; a longer wish is cut to it. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): whole seconds or an HTTP date. Answers milliseconds from `now` (epoch, ms), at
 * least 0 and at most an hour; `null` when the header is missing or means nothing.
 */
export function parseRetryAfter(value: string | string[] | undefined, now: number): number | null {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  if (!text) return null;
  const wish = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(wish)) return null;
  return Math.min(Math.max(wish, 0), LONGEST_RETRY_AFTER_MS);
}
