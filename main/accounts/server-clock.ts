import type { Clock } from '../clock.ts';
import type { HttpClient } from '../http/message.ts';

/** `Date` counts whole seconds, and the answer took a moment: less than this is no difference. */
const NOTICEABLE_MS = 5_000;

export interface ServerClock {
  /** The same client; every answer that passes tells the time. */
  http: HttpClient;
  /** How far the server's clock is ahead of ours, in milliseconds; 0 when unknown or close. */
  skewMs(base: string): number;
}

/**
 * Learns each server's time from the `Date` of its answers. A token's end is written in the server's time, and a computer
 * whose clock is off would otherwise renew without pause, or too late.
 */
export function observeServerTime(http: HttpClient, clock: Pick<Clock, 'now'>): ServerClock {
  const skews = new Map<string, number>();
  return {
    http: {
      ...http,
      async request(request) {
        const result = await http.request(request);
        const date = result.ok ? Date.parse(String(result.value.headers.date)) : Number.NaN;
        if (!Number.isNaN(date)) skews.set(new URL(request.url).origin, date - clock.now());
        return result;
      },
    },
    skewMs(base) {
      const skew = skews.get(new URL(base).origin) ?? 0;
      return Math.abs(skew) < NOTICEABLE_MS ? 0 : skew;
    },
  };
}
