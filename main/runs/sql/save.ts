import type { DatabaseSync } from 'node:sqlite';
import type { RunSummary } from '../../../preload/contract.ts';
import { durably, run, transaction } from '../../database/statements.ts';
import { assertNever } from '../../errors.ts';
import { addPiece, appendText, collectParts, createPart, type Place, placePart, putPart, removePart } from './parts.ts';
import { toPieces } from './pieces.ts';
import { insertRow, type RunRow, readSummary, updateRow } from './rows.ts';

/** A change of a run's content. */
export type Write =
  /** This is now there, whole; `null` empties the place. */
  | { readonly kind: 'put'; readonly place: Place; readonly value: unknown }
  | { readonly kind: 'append'; readonly itemId: string; readonly field: 'text' | 'args'; readonly text: string }
  | { readonly kind: 'remove'; readonly itemIds: readonly string[] }
  /** Nothing that is stored counts any more; what follows is all there is. */
  | { readonly kind: 'clear' };

/** A value about this long in all is written piece by piece before it takes its place, in UTF-16 units. */
const BIG = 512 * 1_024;

/** Changes applied in one step. */
const STEP_WRITES = 100;

/**
 * Stores a new run and answers it with its id. On return it is on the disk: what the person has just begun is not lost
 * with the power. A crash before leaves nothing to see.
 */
export function* createRun(
  db: DatabaseSync,
  { row, writes }: { row: RunRow; writes: readonly Write[] },
): Generator<null, RunSummary, void> {
  const id = insertRow(db, row);
  const staged = yield* stage(db, writes);
  return durably(db, () => {
    apply(db, id, writes, staged);
    run(db, 'UPDATE run SET hidden = 0 WHERE id = ?', id);
    const summary = readSummary(db, id);
    if (!summary) throw new Error('the new run is not there');
    return summary;
  });
}

/**
 * Stores what has changed in a run, and with the last of it how the run stands: a state is never there without what led
 * to it. Long values are written first, where nobody sees them. Answers whether the run is still there.
 */
export function* saveRun(
  db: DatabaseSync,
  { row, writes }: { row: RunRow; writes: readonly Write[] },
): Generator<null, boolean, void> {
  const { id } = row.summary;
  const staged = yield* stage(db, writes);
  const first = yield* applyInSteps(db, id, writes, staged);
  const there = transaction(db, () => {
    if (!updateRow(db, row)) return false;
    apply(db, id, writes.slice(first), staged);
    return true;
  });
  yield* collectParts(db);
  return there;
}

/** Applies all but the last writes of a very long list, and answers which one comes next. */
function* applyInSteps(
  db: DatabaseSync,
  id: number,
  writes: readonly Write[],
  staged: Staged,
): Generator<null, number, void> {
  // What has been cleared must never be missing: that goes in one step, however long.
  if (writes.some(({ kind }) => kind === 'clear')) return 0;
  let first = 0;
  for (; writes.length - first > STEP_WRITES; first += STEP_WRITES) {
    const step = writes.slice(first, first + STEP_WRITES);
    const there = transaction(db, () => {
      if (!readSummary(db, id)) return false;
      apply(db, id, step, staged);
      return true;
    });
    if (!there) break;
    yield null;
  }
  return first;
}

type Staged = ReadonlyMap<Write, number>;

function* stage(db: DatabaseSync, writes: readonly Write[]): Generator<null, Staged, void> {
  const staged = new Map<Write, number>();
  for (const write of writes) {
    if (write.kind !== 'put' || roughSize(write.value) < BIG) continue;
    const partId = createPart(db, write.place);
    staged.set(write, partId);
    for (const piece of toPieces(write.value)) {
      addPiece(db, partId, piece);
      yield null;
    }
  }
  return staged;
}

function apply(db: DatabaseSync, id: number, writes: readonly Write[], staged: Staged): void {
  for (const write of writes) {
    switch (write.kind) {
      case 'put':
        put(db, id, write, staged.get(write));
        break;
      case 'append':
        appendText(db, id, write.itemId, write.field, write.text);
        break;
      case 'remove':
        for (const itemId of write.itemIds) removePart(db, id, { slot: 'item', itemId });
        break;
      case 'clear':
        run(db, 'UPDATE run_part SET run_id = NULL WHERE run_id = ?', id);
        break;
      default:
        assertNever(write);
    }
  }
}

function put(
  db: DatabaseSync,
  id: number,
  { place, value }: Extract<Write, { kind: 'put' }>,
  partId: number | undefined,
): void {
  if (partId !== undefined) placePart(db, id, place, partId);
  else if (value === null) removePart(db, id, place);
  else putPart(db, id, place, value);
}

/** UTF-16 units in the strings of a value, two levels deep: enough to tell the long from the short. */
function roughSize(value: unknown, depth = 2): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  if (depth === 0) return 64;
  return Object.values(value).reduce((sum: number, inner) => sum + roughSize(inner, depth - 1), 0);
}
