import type { ServiceHealth } from '../../preload/contract.ts';
import type { Sample } from './hysteresis.ts';

const HOUR_MS = 3_600_000;
/** How long samples are kept. */
export const DAY_MS = 24 * HOUR_MS;
const HALF_HOUR_MS = HOUR_MS / 2;
const HALF_HOURS = 48;

/** The samples of the last 24 hours, oldest first. */
export interface History {
  add(sample: Sample): void;
  /** Puts what was kept from before in front. */
  restore(samples: readonly Sample[]): void;
  lastGoodAt(): number | null;
  lastError(): ServiceHealth['lastError'];
  /** Round trips of answers of the last hour, milliseconds. */
  hour(now: number): number[];
  latency(now: number): ServiceHealth['latency'];
  day(now: number): ServiceHealth['day'];
}

export function createHistory(): History {
  let samples: Sample[] = [];

  function since(at: number): Sample[] {
    const first = samples.findIndex((sample) => sample.at > at);
    return first < 0 ? [] : samples.slice(first);
  }

  return {
    add(sample) {
      samples.push(sample);
      const oldest = samples[0];
      // Now and then is enough; readers look at the times themselves.
      if (oldest && oldest.at < sample.at - DAY_MS - HOUR_MS) samples = since(sample.at - DAY_MS);
    },
    restore(kept) {
      const first = samples[0]?.at ?? Number.POSITIVE_INFINITY;
      samples = [...kept.filter(({ at }) => at < first), ...samples];
    },
    lastGoodAt: () => samples.findLast(({ verdict }) => verdict !== 'broken')?.at ?? null,
    lastError() {
      const last = samples.findLast(({ error }) => error !== null);
      return last?.error ? { at: last.at, error: last.error } : null;
    },
    hour: (now) => since(now - HOUR_MS).flatMap(({ ms, verdict }) => (ms === null || verdict === 'broken' ? [] : [ms])),
    latency: (now) => since(now - HOUR_MS).map(({ at, ms, verdict }) => ({ at, ms: verdict === 'broken' ? null : ms })),
    day: (now) => halfHours(since(now - DAY_MS), now),
  };
}

/** The half hours of the clock, the one that has begun last: their edges stay where they are from look to look. */
function halfHours(samples: readonly Sample[], now: number): ServiceHealth['day'] {
  const first = Math.floor(now / HALF_HOUR_MS) - HALF_HOURS + 1;
  const counts: ({ good: number; slow: number; broken: number } | null)[] = Array.from(
    { length: HALF_HOURS },
    () => null,
  );
  for (const { at, verdict } of samples) {
    const place = Math.floor(at / HALF_HOUR_MS) - first;
    if (place < 0 || place >= HALF_HOURS) continue;
    const count = counts[place] ?? { good: 0, slow: 0, broken: 0 };
    count[verdict] += 1;
    counts[place] = count;
  }
  return counts;
}
