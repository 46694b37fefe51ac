import type { DatabaseSync } from 'node:sqlite';
import { indexMessages } from '../search/indexer.ts';
import type { Dispatcher } from './dispatcher.ts';
import { emptyLog, trimLog } from './maintenance.ts';
import { changeCount } from './statements.ts';

/** The log is looked at this often while work goes on, and work is over when nothing happened for as long (ms). */
const LOOK_MS = 50;
const IDLE_MS = 250;

export interface UpkeepOptions {
  db: DatabaseSync;
  /** The full-text index exists and is to be filled. */
  fullText: boolean;
  now(): number;
  /** Calls `fn` once after `ms`; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void;
  /** Messages went into the full-text index; `pending` are still to go. */
  indexed(pending: number): void;
}

export interface Upkeep {
  /** To be called after each piece of work. */
  worked(dispatcher: Dispatcher): void;
  stop(): void;
}

/**
 * What a writing connection does between calls: it keeps the write-ahead log short while work goes on, and, once work
 * is over, fills the full-text index and empties the log. With nothing to do it does nothing.
 */
export function createUpkeep({ db, fullText, now, after, indexed }: UpkeepOptions): Upkeep {
  let lookedAt = now();
  let seen = -1;
  let cancel = () => {};

  function idle(dispatcher: Dispatcher): void {
    if (dispatcher.busy()) schedule(dispatcher);
    else if (fullText) dispatcher.background(indexMessages(db, { now, indexed }), settle);
    else settle();
  }

  function settle(): void {
    cancel();
    quietly(() => emptyLog(db));
    seen = changeCount(db);
  }

  function schedule(dispatcher: Dispatcher): void {
    cancel();
    cancel = after(IDLE_MS, () => idle(dispatcher));
  }

  return {
    worked(dispatcher) {
      const at = now();
      if (at - lookedAt >= LOOK_MS) {
        lookedAt = at;
        quietly(() => trimLog(db));
      }
      if (changeCount(db) !== seen) schedule(dispatcher);
    },
    stop() {
      cancel();
    },
  };
}

/** A full disk or a damaged file is told by the next call that needs it. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
