import type { DatabaseSync } from 'node:sqlite';
import { all, getMeta, run, setMeta } from '../../database/statements.ts';
import { collectParts } from './parts.ts';

/** Lines of the log removed in one step: each may be 64 KB long. */
const EVENTS = 50;
const PARTS = 8;

/** Removes runs: they are gone for every reader with the first step, and from the file with the last. */
export function* deleteRuns(db: DatabaseSync, { ids }: { ids: readonly number[] }): Generator<null, null, void> {
  run(db, 'UPDATE run SET hidden = 1 WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  yield null;
  for (const id of ids) yield* deleteRun(db, id);
  return null;
}

/** Ends what a crash cut short: runs half made or half removed, and parts that belong to none. */
export function* tidyRuns(db: DatabaseSync): Generator<null, null, void> {
  for (const { id } of all<{ id: number }>(db, 'SELECT id FROM run WHERE hidden = 1')) yield* deleteRun(db, id);
  yield* collectParts(db);
  return null;
}

function* deleteRun(db: DatabaseSync, id: number): Generator<null, void, void> {
  const events = 'SELECT rowid FROM run_event WHERE run_id = ? LIMIT ?';
  while (run(db, `DELETE FROM run_event WHERE rowid IN (${events})`, id, EVENTS) > 0) yield null;
  const parts = 'SELECT id FROM run_part WHERE run_id = ? LIMIT ?';
  while (run(db, `DELETE FROM run_part WHERE id IN (${parts})`, id, PARTS) > 0) yield null;
  run(db, 'DELETE FROM run WHERE id = ? AND hidden = 1', id);
  yield null;
}

const ALIVE_KEY = 'runs.alive';

/** When the program was last known to watch its runs, milliseconds since the epoch; `null` when never. */
export function lastAlive(db: DatabaseSync): number | null {
  const value = getMeta(db, ALIVE_KEY);
  return value === null ? null : Number(value);
}

export function setAlive(db: DatabaseSync, { at }: { at: number }): null {
  setMeta(db, ALIVE_KEY, String(at));
  return null;
}
