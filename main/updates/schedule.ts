import type { Clock, Random } from '../clock.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** The start of the program belongs to the person: nothing is looked for in its first minutes. */
const FIRST_MS = 5 * 60_000;
/** Computers that were set up together do not ask together. */
const SPREAD_MS = 12 * HOUR_MS;

export interface ScheduleDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Whether anybody wants this now: chosen in the settings, and not over a connection that costs. */
  readonly wanted: () => boolean;
  /** When it was last found that there is nothing newer; `null` when never. */
  readonly checkedAt: () => number | null;
  readonly check: () => void;
}

export interface Schedule {
  power(level: 'asleep' | 'awake'): void;
  close(): void;
}

/**
 * Looks once a week. What is due is looked at every hour: a timer of a week would not notice that the computer slept or
 * that its clock was set, and what failed is tried again at the next hour.
 */
export function startSchedule({ clock, random, wanted, checkedAt, check }: ScheduleDeps): Schedule {
  const everyMs = WEEK_MS + Math.floor(random() * SPREAD_MS);
  let asleep = false;
  let cancel = clock.after(FIRST_MS + Math.floor(random() * FIRST_MS), look);

  function look(): void {
    cancel = clock.after(HOUR_MS, look);
    if (!asleep && wanted() && isDue(clock.now(), checkedAt(), everyMs)) check();
  }

  return {
    power(level) {
      asleep = level === 'asleep';
    },
    close: () => cancel(),
  };
}

/** A last time in the future was written by a clock that went wrong, and says nothing. */
function isDue(now: number, last: number | null, everyMs: number): boolean {
  return last === null || last > now || now - last >= everyMs;
}
