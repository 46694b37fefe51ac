import type { Clock } from '../clock.ts';
import type { News } from './notifications.ts';

/** So many stand beside each other; with one more they become one. */
const MOST = 3;
/** What comes closer than this to the one before belongs together with it. */
const CLOSE_MS = 10_000;

export interface Burst {
  /**
   * Counts one more. `together` holds all that now belong in one notification, oldest first; `null`: it stands by
   * itself. `again`: the one for several was there before.
   */
  add(news: News): { readonly together: readonly News[] | null; readonly again: boolean };
  /** It has been seen; `last` when the notification for several has nothing left to tell. */
  remove(about: string): 'last' | 'more';
}

/** Tells news that come one by one from a flood of them, e.g. after a night offline. */
export function createBurst(clock: Pick<Clock, 'now'>): Burst {
  let recent: readonly News[] = [];
  let gathered = false;
  let lastAt = Number.NEGATIVE_INFINITY;

  const without = (about: string) => recent.filter((each) => each.about !== about);

  return {
    add(news) {
      if (clock.now() - lastAt > CLOSE_MS) {
        recent = [];
        gathered = false;
      }
      lastAt = clock.now();
      recent = [...without(news.about), news];
      const again = gathered;
      gathered ||= recent.length > MOST;
      return { together: gathered ? recent : null, again };
    },
    remove(about) {
      const had = recent.length;
      recent = without(about);
      return gathered && had > 0 && recent.length === 0 ? 'last' : 'more';
    },
  };
}
