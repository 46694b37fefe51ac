import type { Random } from '../../clock.ts';
import type { AppError } from '../../errors.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often a task is asked for, by its age since the submit. */
const STEPS: readonly { readonly before: number; readonly every: number }[] = [
  { before: 1 * MINUTE, every: 2 * SECOND },
  { before: 5 * MINUTE, every: 5 * SECOND },
  { before: 30 * MINUTE, every: 15 * SECOND },
  { before: Number.POSITIVE_INFINITY, every: 60 * SECOND },
];

/** There is one request per task, no batch: a source is asked at most five times a second, however many are watched. */
const LEAST_SPACING = 200;

/** At most so many requests to one source at a time: the HTTP client has 12 connections, and a submit needs one. */
export const MOST_AT_ONCE = 4;

/** What is under way when the program starts is asked for within this time: at most 3 s may pass until it is known. */
const START_ROUND = 2_500;
/** Few tasks need no spreading: each takes this much of the round. */
const START_SPACING = 100;
/** After waking, the network needs a moment to come back. */
export const WAKE_PAUSE = 1 * SECOND;
/** Over how long the tasks are asked for after waking, or when the source is back. */
export const ROUND = 3 * SECOND;

/**
 * No news for this long makes a task `silent`. One call of a model is given up after 5 minutes by default and after 10 in
 * the configuration the gateway comes with, so whoever takes longer is at least at a second attempt, goes round in a
 * failover that never ends, or is not being worked on at all: `in_progress` is the answer for all of them.
 */
export const SILENT_AFTER = 10 * MINUTE;
/** The gateway forgets results after 24 hours; from then on `in_progress` means that nothing will ever come. */
export const LOST_AFTER = 24 * HOUR;
/**
 * A task that could not be asked for when its 24 hours were over (no network, a refused key) may have ended late and be
 * remembered still, so it is lost only after as long again.
 */
export const GIVE_UP_AFTER = 2 * LOST_AFTER;

const FIRST_RETRY = 5 * SECOND;
const LONGEST_RETRY = 2 * MINUTE;

/** The time between two polls of a task of this age (ms since the submit), when its source has `watched` of them. */
export function pollEvery(age: number, watched: number): number {
  const step = STEPS.find(({ before }) => age < before);
  return Math.max(step?.every ?? MINUTE, watched * LEAST_SPACING);
}

/**
 * The next time a run is polled: its own point in a grid of `every` milliseconds, at least half a step ahead. A grid and
 * not "now plus `every`", so that runs which were once polled together (at a start, after an outage) drift apart at
 * once and stay apart.
 */
export function nextPoll(now: number, every: number, runId: number): number {
  const offset = phaseOf(runId) * every;
  const steps = Math.floor((now + every / 2 - offset) / every) + 1;
  return Math.round(offset + steps * every);
}

/** Multiples of the golden ratio spread any number of runs evenly over [0, 1). */
function phaseOf(runId: number): number {
  return (runId * 0.618_033_988_749_894_9) % 1;
}

/** The time of each of `count` polls, spread evenly over `within` milliseconds from `from`. */
export function spreadOver(from: number, within: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.round(from + ((index + 0.5) * within) / count));
}

/** The time of each first poll of `count` tasks when the program starts, from `from`. */
export function startTimes(from: number, count: number): number[] {
  return spreadOver(from, Math.min(START_ROUND, count * START_SPACING), count);
}

/** How long to wait after `failures` failed requests in a row: doubling, ± 20 %, not before the source said. */
export function backoff(failures: number, error: AppError, random: Random): number {
  const pause = Math.min(FIRST_RETRY * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY);
  return Math.max(pause * (0.8 + 0.4 * random()), error.retryAfterMs ?? 0);
}
