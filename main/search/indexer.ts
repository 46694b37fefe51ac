import type { DatabaseSync } from 'node:sqlite';
import { all, changeCount, one, run, transaction } from '../database/statements.ts';

const MOST_ROWS = 500;
const FEWEST_ROWS = 10;
/** Pages of the index written in one step of merging its parts. */
const MOST_PAGES = 256;
const FEWEST_PAGES = 16;
/** A step aims at staying below this, in milliseconds. */
const STEP_MS = 8;
/** Listeners hear of progress no more often than this, in milliseconds. */
const NEWS_MS = 250;

export interface IndexerOptions {
  /** Milliseconds that never go back. */
  now(): number;
  /** Messages went into the index; `pending` are still to go. */
  indexed(pending: number): void;
}

/**
 * Puts queued messages into the full-text index, newest first, in batches that follow the speed of the machine. Every
 * batch is one transaction with its part of the queue, so the work goes on after a crash where it stopped. Each batch
 * is a new part of the index; parts are merged as they become many, also in small steps.
 */
export function* indexMessages(db: DatabaseSync, { now, indexed }: IndexerOptions): Generator<null, number, void> {
  const rows = createMeasure(now, { first: 100, least: FEWEST_ROWS, most: MOST_ROWS });
  const pages = createMeasure(now, { first: 64, least: FEWEST_PAGES, most: MOST_PAGES });
  let total = 0;
  let toldAt = now();
  for (;;) {
    const done = rows.step((size) => indexBatch(db, size));
    total += done;
    yield null;
    while (pages.step((size) => mergeParts(db, size))) yield null;
    if (done === 0) break;
    if (now() - toldAt >= NEWS_MS) {
      toldAt = now();
      indexed(pendingIndex(db));
    }
  }
  if (total > 0) indexed(0);
  return total;
}

interface Measure {
  step<T>(work: (size: number) => T): T;
}

/** Finds the size of a step that takes some milliseconds: twice as large after a quick one, half after a slow one. */
function createMeasure(now: () => number, { first, least, most }: Record<'first' | 'least' | 'most', number>): Measure {
  let size = first;
  return {
    step(work) {
      const started = now();
      const result = work(size);
      const took = now() - started;
      if (took > STEP_MS) size = Math.max(least, Math.floor(size / 2));
      else if (took < STEP_MS / 2) size = Math.min(most, size * 2);
      return result;
    },
  };
}

/** How many messages the full-text index does not know yet. */
export function pendingIndex(db: DatabaseSync): number {
  return one<{ n: number }>(db, 'SELECT count(*) AS n FROM unindexed')?.n ?? 0;
}

/** Answers how many entries left the queue. */
function indexBatch(db: DatabaseSync, rows: number): number {
  const queued = all<{ id: number }>(
    db,
    'SELECT message_id AS id FROM unindexed ORDER BY message_id DESC LIMIT ?',
    rows,
  );
  const lowest = queued.at(-1)?.id;
  if (lowest === undefined) return 0;
  transaction(db, () => {
    run(
      db,
      `INSERT INTO message_fts (rowid, content)
       SELECT m.id, m.content FROM unindexed u JOIN message m ON m.id = u.message_id
       WHERE u.message_id >= ? ORDER BY u.message_id`,
      lowest,
    );
    run(db, 'DELETE FROM unindexed WHERE message_id >= ?', lowest);
  });
  return queued.length;
}

/** Writes about so many pages of merged parts; answers whether there may be more to do (https://sqlite.org/fts5.html). */
function mergeParts(db: DatabaseSync, pages: number): boolean {
  const before = changeCount(db);
  run(db, "INSERT INTO message_fts (message_fts, rank) VALUES ('merge', ?)", pages);
  return changeCount(db) - before >= 2;
}
