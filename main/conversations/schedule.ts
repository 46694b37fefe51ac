import type { Random } from '../clock.ts';
import type { AppError } from '../errors.ts';

/** How closely the person is looking: a window in front, only the tray, or a sleeping computer. */
export type Attention = 'front' | 'tray' | 'suspended';

/**
 * Why to synchronise earlier than planned: the person asked, used the hotkey, the computer woke up, the network came
 * back, or the session was renewed.
 */
export type Nudge = 'user' | 'hotkey' | 'resume' | 'network' | 'session';

/** All in milliseconds. */
export interface SyncTiming {
  front: number;
  tray: number;
  firstRetry: number;
  longestRetry: number;
  /** Over how long the first polls of many companions are spread when a server comes back. */
  spread: number;
  /** A hotkey soon after a successful poll needs no other. */
  fresh: number;
}

export const defaultSyncTiming: SyncTiming = {
  front: 20_000,
  tray: 90_000,
  firstRetry: 5_000,
  longestRetry: 300_000,
  spread: 30_000,
  fresh: 5_000,
};

/** Over how many of their intervals companions come back to a server that has told them all the same time. */
const RETURN = 1.5;

/** On a metered connection polls are so many times further apart. */
const METERED = 5;

/**
 * The time to the next poll after a good one, ± 20 %. After a failure a metered connection changes nothing: what waits
 * to be sent waits for it, and the tries become rare by themselves.
 */
export function pollDelay(timing: SyncTiming, attention: Attention, metered: boolean, random: Random): number {
  return jitter(interval(timing, attention) * (metered ? METERED : 1), random);
}

/**
 * The time to the next try after `failures` failed ones: doubling, ± 20 %, not before the server said. When it is the
 * server that is away, everyone waits for it, so the tries are also spread: it must not be met by all at once. A server
 * that names the time tells everyone the same: from then on they come more slowly than usual, because those who were
 * first ask again while the last are still to come.
 */
export function retryDelay(
  timing: SyncTiming,
  attention: Attention,
  failures: number,
  error: AppError,
  random: Random,
): number {
  const backoff = jitter(Math.min(timing.firstRetry * 2 ** Math.min(failures - 1, 20), timing.longestRetry), random);
  if (isOwnNetwork(error)) return backoff;
  const asked = error.retryAfterMs ?? 0;
  if (asked <= backoff) return backoff + random() * timing.spread;
  return asked + random() * Math.max(timing.spread, RETURN * interval(timing, attention));
}

/**
 * How long to wait after a nudge; `null`: no need. During an outage of the server only a person gets through at once.
 */
export function nudgeDelay(
  timing: SyncTiming,
  nudge: Nudge,
  state: { outage: AppError | null; sinceLast: number },
  random: Random,
): number | null {
  switch (nudge) {
    case 'user':
    case 'session':
      return 0;
    case 'hotkey':
      return state.outage === null && state.sinceLast < timing.fresh ? null : 0;
    case 'resume':
    case 'network':
      return state.outage === null || isOwnNetwork(state.outage) ? 0 : random() * timing.spread;
  }
}

/** Failures of this computer's own connection, which no other companion shares. */
function isOwnNetwork(error: AppError): boolean {
  return error.kind === 'offline' || error.kind === 'dns';
}

function interval(timing: SyncTiming, attention: Attention): number {
  return attention === 'front' ? timing.front : timing.tray;
}

function jitter(ms: number, random: Random): number {
  return ms * (0.8 + 0.4 * random());
}
