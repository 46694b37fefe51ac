import type { Clock } from '../clock.ts';
import type { Result } from '../errors.ts';

/** What a look through the database's file has shown. `unfinished`: it was not over in time. */
export type Integrity = 'sound' | 'damaged' | 'unreadable' | 'unfinished' | 'notOnDisk';

export interface IntegrityDeps {
  /** Looks through all of the file, in a thread of its own; answers what is wrong, a line each. */
  readonly check: () => Promise<Result<readonly string[]>>;
  readonly clock: Clock;
  /** Nobody is kept waiting for longer, milliseconds. */
  readonly patienceMs: number;
}

/** One look at a time: who asks while one goes on gets its outcome. */
export function createIntegrityCheck({ check, clock, patienceMs }: IntegrityDeps): () => Promise<Integrity> {
  let going: Promise<Integrity> | null = null;

  async function look(): Promise<Integrity> {
    const found = await check();
    if (!found.ok) return found.error.reason === 'damaged' ? 'damaged' : 'unreadable';
    return found.value.length === 0 ? 'sound' : 'damaged';
  }

  return async () => {
    going ??= look().finally(() => {
      going = null;
    });
    const late = Promise.withResolvers<Integrity>();
    const cancel = clock.after(patienceMs, () => late.resolve('unfinished'));
    return Promise.race([going, late.promise]).finally(cancel);
  };
}
