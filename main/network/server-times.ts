import type { Clock } from '../clock.ts';

/** Less than this may be the server's fault, or nobody's. */
const NOTICEABLE_MS = 2 * 60_000;
/** What a server said longer ago than this may have been put right since. */
const FRESH_MS = 10 * 60_000;

/** What the servers' clocks say about the clock of this computer. */
export interface ServerTimes {
  /** An answer came that was written at `date` (epoch, ms), by the server's clock. */
  readonly observe: (origin: string, date: number) => void;
  /**
   * How far this computer's clock is ahead of the servers' (behind: negative), in milliseconds; 0 while that is within
   * two minutes or nothing is known. Of several servers the median counts, so that one that is wrong itself has no say.
   */
  readonly aheadMs: () => number;
}

export function createServerTimes(clock: Pick<Clock, 'now'>): ServerTimes {
  const seen = new Map<string, { readonly at: number; readonly aheadMs: number }>();
  return {
    observe(origin, date) {
      const at = clock.now();
      seen.set(origin, { at, aheadMs: at - date });
    },
    aheadMs() {
      const now = clock.now();
      const fresh = [...seen.values()].filter(({ at }) => Math.abs(now - at) < FRESH_MS);
      const median = fresh.map(({ aheadMs }) => aheadMs).sort((a, b) => a - b)[Math.floor((fresh.length - 1) / 2)] ?? 0;
      return Math.abs(median) > NOTICEABLE_MS ? median : 0;
    },
  };
}
