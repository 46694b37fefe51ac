import type { Store } from '../database/store.ts';
import type { AppError, Result } from '../errors.ts';

export interface UpkeepDeps {
  readonly store: Store;
  /** Does something between two writes of runs. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly onFault: (cause: unknown) => void;
}

/** What is done about stored runs when nobody waits for it. */
export interface Upkeep {
  /** Makes a run findable by its words; done again at the next start when it does not come to its end. */
  fold(id: number): void;
  /** Ends what a crash cut short. */
  tidy(): void;
}

export function createUpkeep({ store, inTurn, onFault }: UpkeepDeps): Upkeep {
  async function attempt<T>(work: () => Promise<Result<T>>): Promise<T | null> {
    const done = await inTurn(work);
    if (done.ok) return done.value;
    tell(done.error);
    return null;
  }

  function tell(error: AppError): void {
    onFault(new Error('stored runs could not be put in order', { cause: error }));
  }

  async function tidy(): Promise<void> {
    await attempt(() => store.run('runs.tidy', undefined));
    const unfolded = await attempt(() => store.run('runs.unfolded', undefined));
    for (const id of unfolded ?? []) await attempt(() => store.run('runs.fold', { id }));
  }

  return {
    fold(id) {
      attempt(() => store.run('runs.fold', { id })).catch(onFault);
    },
    tidy() {
      tidy().catch(onFault);
    },
  };
}
