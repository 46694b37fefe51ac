import type { DatabaseSync } from 'node:sqlite';
import { PAGE_SIZE, WAL_LIMIT } from './connection.ts';
import { setMeta } from './statements.ts';

/** The log is emptied into the file when it holds this much, in bytes, even while work goes on. */
const WAL_STEP = 8 * 1_024 * 1_024;

const OPEN_KEY = 'open';

/** Whether the last program that had this file open did not close it; from now on it is open. */
export function markOpen(db: DatabaseSync): boolean {
  const unclean = db.prepare('SELECT 1 FROM meta WHERE key = ?').get(OPEN_KEY) !== undefined;
  if (!unclean) setMeta(db, OPEN_KEY, '1');
  return unclean;
}

/**
 * Leaves the file small and in order, and closes it. It makes no statistics (`PRAGMA optimize`): those of a young file
 * say that the tables of the full-text index are tiny, and FTS5's own queries then read all of it at every step, which
 * made indexing a hundred times slower. Without statistics every query keeps the plan it was written for.
 */
export function closeWriter(db: DatabaseSync): void {
  try {
    setMeta(db, OPEN_KEY, null);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/**
 * Copies the write-ahead log into the file when it has grown, so that it never exceeds its limit. A passive copy waits
 * for nobody; beyond the limit readers are waited for, shortly.
 */
export function trimLog(db: DatabaseSync): void {
  const log = logState(db, 'NOOP');
  if ((log.pages - log.copied) * PAGE_SIZE < WAL_STEP) return;
  const after = logState(db, 'PASSIVE');
  if (after.pages * PAGE_SIZE > WAL_LIMIT) logState(db, 'RESTART');
}

/** Copies the whole log into the file and empties it; answers whether nobody was in the way. */
export function emptyLog(db: DatabaseSync): boolean {
  return !logState(db, 'TRUNCATE').busy;
}

function logState(
  db: DatabaseSync,
  mode: 'NOOP' | 'PASSIVE' | 'RESTART' | 'TRUNCATE',
): { busy: boolean; pages: number; copied: number } {
  const row = db.prepare(`PRAGMA wal_checkpoint(${mode})`).get();
  return { busy: row?.busy !== 0, pages: Number(row?.log ?? 0), copied: Number(row?.checkpointed ?? 0) };
}

/**
 * What SQLite finds wrong with the file, a line each, the full-text index included; empty when it is sound. It reads
 * everything: about a second for 500 MB.
 */
export function findDamage(db: DatabaseSync): string[] {
  const lines = db
    .prepare('PRAGMA quick_check(20)')
    .all()
    .map((row) => String(row.quick_check));
  return lines.filter((line) => line !== 'ok');
}

export const maintenanceProcedures = {
  'maintenance.findDamage': findDamage,
  'maintenance.emptyLog': emptyLog,
} as const;
