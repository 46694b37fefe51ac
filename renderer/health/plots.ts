import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { ServiceHealth } from '../../preload/contract.ts';

type Day = ServiceHealth['day'];
type Latency = ServiceHealth['latency'];

/** `up` full, `mid` short (slow), `down` split (failed), `na` a line (not measured). */
export type BarKind = 'up' | 'mid' | 'down' | 'na';

/** A bar of 4 every 5 units, in a strip of 240. */
export const STRIP = { width: 240, height: 20, step: 5, bar: 4 } as const;
export const HALF_HOUR = 1_800_000;
const HOUR = 3_600_000;

/**
 * How a half hour is drawn. As with the state of a service, a single failure among good checks is not worth an alarm;
 * two are, or one where nothing else was measured.
 */
export function barKind(half: Day[number]): BarKind {
  if (!half || half.good + half.slow + half.broken === 0) return 'na';
  const { good, slow, broken } = half;
  if (broken >= 2 || (broken > 0 && good + slow === 0)) return 'down';
  return slow > good ? 'mid' : 'up';
}

/** Half hours in a row that are drawn alike, with their checks counted together. Times in ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly kind: BarKind;
  readonly good: number;
  readonly slow: number;
  readonly broken: number;
}

/** The strip as rows of a table. The last half hour is the one of the clock that `now` is in. */
export function stretches(day: Day, now: number): Stretch[] {
  const end = (Math.floor(now / HALF_HOUR) + 1) * HALF_HOUR;
  const start = end - day.length * HALF_HOUR;
  const found: Stretch[] = [];
  for (const [index, half] of day.entries()) {
    const kind = barKind(half);
    const { good, slow, broken } = half ?? { good: 0, slow: 0, broken: 0 };
    const to = start + (index + 1) * HALF_HOUR;
    const last = found.at(-1);
    if (last?.kind !== kind) found.push({ from: to - HALF_HOUR, to, kind, good, slow, broken });
    else {
      found[found.length - 1] = {
        ...last,
        to,
        good: last.good + good,
        slow: last.slow + slow,
        broken: last.broken + broken,
      };
    }
  }
  return found;
}

/** The share of checks that were answered, slow ones too; `null` when there were none. */
export function share(day: Day): number | null {
  let all = 0;
  let broken = 0;
  for (const half of day) {
    if (!half) continue;
    all += half.good + half.slow + half.broken;
    broken += half.broken;
  }
  return all === 0 ? null : (all - broken) / all;
}

export const SPARK = { width: 124, height: 26, axis: 25.5 } as const;
/** Where the line may go; the dot at its end needs a margin. */
const PLOT = { left: 0, right: 120, top: 2, bottom: 22 } as const;
/** Longer than this between two checks, nothing was measured: the computer slept. */
const GAP = 300_000;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Spark {
  /** For the `d` of an SVG path: broken where a check failed or none was made; `null` when nothing answered. */
  readonly path: string | null;
  /** The newest answer; `null` without one. */
  readonly last: Point | null;
}

/** The last hour's round trips. Zero is at the bottom, and a steady service lies in the middle of its own height. */
export function spark(latency: Latency, now: number): Spark {
  const answered = latency.flatMap(({ ms }) => (ms === null ? [] : [ms]));
  const slowest = Math.max(1, ...answered, answered.length > 0 ? 2 * median(answered) : 0);
  const x = scaleLinear([now - HOUR, now], [PLOT.left, PLOT.right]).clamp(true);
  const y = scaleLinear([0, slowest], [PLOT.bottom, PLOT.top]).clamp(true);
  const points = latency.flatMap(({ at, ms }, index) => {
    const point = ms === null ? null : { x: x(at), y: y(ms) };
    const before = latency[index - 1];
    return before && at - before.at > GAP ? [null, point] : [point];
  });
  const draw = line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => point?.x ?? 0)
    .y((point) => point?.y ?? 0)
    .digits(1);
  return { path: draw(points), last: points.findLast((point) => point !== null) ?? null };
}

/** What was measured in ten minutes of the clock. `null` where nothing answered. */
export interface LatencyRow {
  readonly from: number;
  readonly lowest: number | null;
  readonly typical: number | null;
  readonly highest: number | null;
  readonly failed: number;
}

const TEN_MINUTES = 600_000;

/** The last hour as rows of a table, ten minutes each, oldest first; what was not measured has no row. */
export function latencyRows(latency: Latency): LatencyRow[] {
  const byStart = Map.groupBy(latency, ({ at }) => Math.floor(at / TEN_MINUTES) * TEN_MINUTES);
  return [...byStart].map(([from, samples]) => {
    const answered = samples.flatMap(({ ms }) => (ms === null ? [] : [ms]));
    const some = answered.length > 0;
    return {
      from,
      lowest: some ? Math.min(...answered) : null,
      typical: some ? median(answered) : null,
      highest: some ? Math.max(...answered) : null,
      failed: samples.length - answered.length,
    };
  });
}

/** The middle of some numbers, the higher one of two; there must be one. */
function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
