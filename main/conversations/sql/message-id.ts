import type { DatabaseSync } from 'node:sqlite';
import { one } from '../../database/statements.ts';

/** Ids available to the messages of one millisecond. */
const PER_MILLISECOND = 1_024;

/** The first row id for messages of time `at` (milliseconds). */
export function firstMessageId(at: number): number {
  return at * PER_MILLISECOND;
}

/**
 * A free row id for a message of time `at` (milliseconds): ids follow time, because the full-text index is read in id
 * order. A server that dates to the second may put more than 1,024 messages there; they spill into the next ones.
 */
export function nextMessageId(db: DatabaseSync, at: number): number {
  for (let base = firstMessageId(at); ; base += PER_MILLISECOND) {
    const top = one<{ id: number | null }>(
      db,
      'SELECT max(id) AS id FROM message WHERE id BETWEEN ? AND ?',
      base,
      base + PER_MILLISECOND - 1,
    )?.id;
    if (top === null || top === undefined) return base;
    if (top < base + PER_MILLISECOND - 1) return top + 1;
  }
}
