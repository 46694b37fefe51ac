import type { Settings } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import type { Result } from '../errors.ts';

const DAY_MS = 86_400_000;

/** A shorter time is applied this long after it was chosen, in milliseconds: a slip can be taken back. */
const CHANGED_MS = 60_000;

/** Runs deleted in one go. */
const BATCH = 100;

export interface RetentionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: () => Settings['runs'];
  /** Calls the listener after every change of the settings; answers how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
  readonly remove: (ids: readonly number[]) => Promise<Result<null>>;
  readonly onFault: (cause: unknown) => void;
}

/**
 * Deletes runs that ended longer ago than the settings keep them: now, once a day, and a minute after the setting has
 * changed. Answers how to stop it.
 */
export function startRetention({ store, clock, settings, subscribe, remove, onFault }: RetentionDeps): () => void {
  let keepDays = settings().keepDays;
  let cancel = () => {};

  function sweep(): void {
    schedule(DAY_MS);
    deleteExpired().catch(onFault);
  }

  function schedule(ms: number): void {
    cancel();
    cancel = clock.after(ms, sweep);
  }

  async function deleteExpired(): Promise<void> {
    if (keepDays === null) return;
    const before = clock.now() - keepDays * DAY_MS;
    for (;;) {
      const expired = await store.run('runs.expired', { before, limit: BATCH });
      if (!expired.ok) return onFault(new Error('old runs could not be looked for', { cause: expired.error }));
      if (expired.value.length === 0) return;
      const removed = await remove(expired.value);
      if (!removed.ok) return onFault(new Error('old runs could not be deleted', { cause: removed.error }));
    }
  }

  const unsubscribe = subscribe(() => {
    if (settings().keepDays === keepDays) return;
    keepDays = settings().keepDays;
    schedule(CHANGED_MS);
  });
  sweep();
  return () => {
    cancel();
    unsubscribe();
  };
}
