import type { Result } from '../errors.ts';
import type { ArgsOf, ProcedureName, ResultOf } from './procedures.ts';
import type { RescueReport } from './rescue.ts';

/** What the database tells by itself. */
export interface StoreEvents {
  /** Messages went into the full-text index; so many are still to go. */
  indexed: number;
  /** Damage was found while running; what could be read has been carried into a new file. */
  rescued: RescueReport;
}

export type StoreListener<E extends keyof StoreEvents> = (event: StoreEvents[E]) => void;

/** The database as the rest of the program sees it. Nothing here throws or rejects: errors are values. */
export interface Store {
  /** Runs a procedure on the only connection that writes. */
  run<N extends ProcedureName>(name: N, args: ArgsOf<N>): Promise<Result<ResultOf<N>>>;
  /** Runs a procedure that only reads on a connection of its own, beside the writer. It sees what was committed. */
  read<N extends ProcedureName>(name: N, args: ArgsOf<N>): Promise<Result<ResultOf<N>>>;
  /** Answers a function that ends the subscription. */
  on<E extends keyof StoreEvents>(event: E, listener: StoreListener<E>): () => void;
  /** Answers when the file is in order and closed; calls not answered by then answer `closed`. */
  close(): Promise<void>;
}

export interface Listeners {
  on: Store['on'];
  tell<E extends keyof StoreEvents>(event: E, value: StoreEvents[E]): void;
}

/** Keeps who listens to a store. */
export function createListeners(): Listeners {
  const sets: { [E in keyof StoreEvents]: Set<StoreListener<E>> } = { indexed: new Set(), rescued: new Set() };
  return {
    on(event, listener) {
      sets[event].add(listener);
      return () => sets[event].delete(listener);
    },
    tell(event, value) {
      for (const listener of sets[event]) listener(value);
    },
  };
}
