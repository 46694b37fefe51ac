import type { DatabaseSync } from 'node:sqlite';
import type { RunEventRow } from '../../../preload/contract.ts';
import { all, one, run, transaction } from '../../database/statements.ts';

/** Lines kept of one run's log: the newest. */
export const MOST_EVENTS = 10_000;

/** Lines, and UTF-16 units of them, written in one step. */
const STEP_LINES = 100;
const STEP_LENGTH = 512 * 1_024;

/** Lines looked through in one step. */
const BLOCK = 100;

/** A line on its way to the log. */
export type NewEvent = Omit<RunEventRow, 'seq'>;

export interface LogSize {
  /** Lines the log has had. */
  readonly events: number;
  readonly faults: number;
}

/** Adds lines to the log of a run, in steps, and drops the oldest ones; `null` when there is no such run. */
export function* addEvents(
  db: DatabaseSync,
  { id, entries }: { id: number; entries: readonly NewEvent[] },
): Generator<null, LogSize | null, void> {
  for (let at = 0; at < entries.length; ) {
    const next = endOfStep(entries, at);
    const there = transaction(db, () => addStep(db, id, entries.slice(at, next)));
    if (!there) return null;
    at = next;
    yield null;
  }
  return logSize(db, id);
}

function endOfStep(entries: readonly NewEvent[], from: number): number {
  let length = 0;
  let to = from;
  while (to < entries.length && to - from < STEP_LINES && length < STEP_LENGTH) {
    length += entries[to]?.json.length ?? 0;
    to += 1;
  }
  return to;
}

function addStep(db: DatabaseSync, id: number, entries: readonly NewEvent[]): boolean {
  const before = logSize(db, id);
  if (!before) return false;
  for (const [index, { at, type, json, cut, merged, fault }] of entries.entries()) {
    run(
      db,
      'INSERT INTO run_event (run_id, seq, at, type, json, cut, merged, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      id,
      before.events + index + 1,
      at,
      type,
      json,
      cut ? 1 : 0,
      merged,
      fault,
    );
  }
  const events = before.events + entries.length;
  const faults = before.faults + entries.filter(({ fault }) => fault !== null).length;
  run(db, 'UPDATE run SET events = ?, faults = ? WHERE id = ?', events, faults, id);
  run(db, 'DELETE FROM run_event WHERE run_id = ? AND seq <= ?', id, events - MOST_EVENTS);
  return true;
}

function logSize(db: DatabaseSync, id: number): LogSize | null {
  return one<LogSize>(db, 'SELECT events, faults FROM run WHERE id = ? AND hidden = 0', id);
}

interface EventRow {
  seq: number;
  at: number;
  type: string;
  json: string;
  cut: number;
  merged: number;
  fault: string | null;
}

const COLUMNS = 'seq, at, type, json, cut, merged, fault';
const ALL = `SELECT ${COLUMNS} FROM run_event WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?`;
const FAULTS = `SELECT ${COLUMNS} FROM run_event WHERE run_id = ? AND seq > ? AND fault IS NOT NULL ORDER BY seq LIMIT ?`;

/** Lines after a number, oldest first, that hold the text of the query, in steps. */
export function* eventPage(
  db: DatabaseSync,
  request: { id: number; after: number; limit: number; query: string; faultsOnly: boolean },
): Generator<null, { rows: RunEventRow[]; more: boolean }, void> {
  const sql = request.faultsOnly ? FAULTS : ALL;
  const words = request.query.toLowerCase().trim();
  const rows: RunEventRow[] = [];
  for (let after = request.after; ; ) {
    const block = all<EventRow>(db, sql, request.id, after, BLOCK);
    for (const row of block) {
      if (words !== '' && !holds(row, words)) continue;
      if (rows.length === request.limit) return { rows, more: true };
      rows.push({ ...row, cut: row.cut === 1 });
    }
    after = block.at(-1)?.seq ?? after;
    if (block.length < BLOCK) return { rows, more: false };
    yield null;
  }
}

function holds({ type, json, fault }: EventRow, words: string): boolean {
  return [type, json, fault ?? ''].some((text) => text.toLowerCase().includes(words));
}
