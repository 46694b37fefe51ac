import type { SyncTiming } from '../../main/conversations/schedule.ts';
import { seeded } from '../bench/corpus.ts';
import { startCompanion } from './companion.ts';
import { createServer, type Down } from './server.ts';
import { VirtualClock } from './virtual-clock.ts';

const MINUTE = 60_000;
/** Phases: everybody starts, the steady state is measured, the server is down, and what happens then. */
export const PHASES = { start: 10, steady: 10, down: 10, after: 20 } as const;
/** One in ten looks at the window; one in twenty has written a message meanwhile. */
const IN_FRONT = 0.1;
const HAS_WRITTEN = 0.05;

export interface OutageOptions {
  readonly companions: number;
  /** How the server fails; told when it will be back (epoch, ms). */
  readonly how: (backAt: number) => Down;
  readonly seed?: number;
  readonly timing?: SyncTiming;
}

/** Requests of all companions together, by second, from the beginning of the steady phase. */
export interface OutageResult {
  readonly perSecond: readonly number[];
  readonly downFrom: number;
  readonly downTo: number;
  /** Mean of the steady phase, requests per second. */
  readonly steady: number;
}

/** Ten minutes without a server, in virtual time, with the program's own schedules. */
export async function simulateOutage({ companions, how, seed = 1, timing }: OutageOptions): Promise<OutageResult> {
  const random = seeded(seed);
  const clock = new VirtualClock(Date.UTC(2026, 0, 5, 9));
  const server = createServer(clock.now);
  let wroteDuringOutage = false;
  for (let n = 0; n < companions; n += 1) {
    const writes = random() < HAS_WRITTEN;
    const attention = random() < IN_FRONT ? 'front' : 'tray';
    const queued = () => (writes && wroteDuringOutage ? 1 : 0);
    clock.after(random() * PHASES.start * MINUTE, () =>
      startCompanion({ clock, random, server, attention, queued, ...(timing ? { timing } : {}) }),
    );
  }
  await clock.advance((PHASES.start + PHASES.steady) * MINUTE);
  wroteDuringOutage = true;
  server.fall(how(clock.now() + PHASES.down * MINUTE));
  await clock.advance(PHASES.down * MINUTE);
  server.rise();
  await clock.advance(PHASES.after * MINUTE);

  const perSecond = Array.from(
    { length: (PHASES.steady + PHASES.down + PHASES.after) * 60 },
    (_, second) => server.perSecond[PHASES.start * 60 + second] ?? 0,
  );
  const downFrom = PHASES.steady * 60;
  return { perSecond, downFrom, downTo: downFrom + PHASES.down * 60, steady: mean(perSecond.slice(0, downFrom)) };
}

/** The highest rate after the server came back, as a mean over `window` seconds, in requests per second. */
export function peakAfter({ perSecond, downTo }: OutageResult, window: number): number {
  return highest(perSecond.slice(downTo), window);
}

/** The highest rate while it was down. */
export function peakWhileDown({ perSecond, downFrom, downTo }: OutageResult, window: number): number {
  return highest(perSecond.slice(downFrom, downTo), window);
}

function highest(rates: readonly number[], window: number): number {
  return Math.max(...rates.slice(window - 1).map((_, last) => mean(rates.slice(last, last + window))));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
