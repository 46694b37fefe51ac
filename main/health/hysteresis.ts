import type { AppError, HealthState } from '../../preload/contract.ts';

/** One finished check. */
export interface Sample {
  readonly at: number;
  readonly verdict: 'good' | 'slow' | 'broken';
  /** Round trip, milliseconds. */
  readonly ms: number | null;
  /** Of a broken one. */
  readonly error: AppError | null;
}

/** How a service stands after all checks so far. */
export interface Standing {
  readonly state: HealthState;
  readonly since: number;
  readonly lastGoodAt: number | null;
  readonly lastError: { readonly at: number; readonly error: AppError } | null;
  /** The same verdict so many times in a row, from that time on. */
  readonly row: { readonly verdict: Sample['verdict']; readonly from: number; readonly count: number } | null;
}

/** So many in a row make a service broken, or slow. */
const ROW = 2;

export function unknownSince(at: number): Standing {
  return { state: 'unknown', since: at, lastGoodAt: null, lastError: null, row: null };
}

/**
 * Takes a check in. Two failures in a row break, and it is broken since the first of them; one answer makes good. Two
 * slow answers in a row make slow; a slow answer is an answer.
 */
export function observe(before: Standing, sample: Sample): Standing {
  const { at, verdict, error } = sample;
  const again = before.row?.verdict === verdict;
  const row = {
    verdict,
    from: again && before.row ? before.row.from : at,
    count: again ? (before.row?.count ?? 0) + 1 : 1,
  };
  const state = nextState(before.state, verdict, row.count);
  const changed = state !== before.state;
  return {
    state,
    since: changed ? (state === 'good' ? at : row.from) : before.since,
    lastGoodAt: verdict === 'broken' ? before.lastGoodAt : at,
    lastError: verdict === 'broken' && error ? { at, error } : before.lastError,
    row,
  };
}

function nextState(state: HealthState, verdict: Sample['verdict'], count: number): HealthState {
  switch (verdict) {
    case 'good':
      return 'good';
    case 'broken':
      return count >= ROW ? 'broken' : state;
    case 'slow':
      if (count >= ROW) return 'slow';
      return state === 'slow' ? 'slow' : 'good';
  }
}

/** True when the last check says something else than the state: one more will tell. */
export function isUndecided({ state, row }: Standing): boolean {
  return row?.verdict === 'broken' && state !== 'broken';
}

/** Answers faster than this are never slow; without enough of an hour to compare with, slower than that are (ms). */
const NEVER_SLOW_MS = 800;
const ALWAYS_SLOW_MS = 3_000;
const ENOUGH = 5;
const TIMES = 3;

/**
 * The rule of "slow": more than three times the median of the hour's answers, and more than 0.8 s; more than 3 s while
 * fewer than five answers are known.
 */
export function isSlow(ms: number, hour: readonly number[]): boolean {
  if (hour.length < ENOUGH) return ms > ALWAYS_SLOW_MS;
  const sorted = [...hour].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return ms > NEVER_SLOW_MS && ms > TIMES * median;
}
