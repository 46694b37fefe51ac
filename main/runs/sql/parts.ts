import type { DatabaseSync } from 'node:sqlite';
import { all, one, run } from '../../database/statements.ts';
import { fromPieces, type Piece, stretches, toPieces } from './pieces.ts';

/** What the content of a run is made of; `item` is one part for each item. */
export type Slot =
  | 'prompt'
  | 'earlier'
  | 'memory'
  | 'item'
  | 'interrupts'
  | 'sharedState'
  | 'usage'
  | 'result'
  | 'media';

/** Where a part belongs: its slot, and which item it is; `''` for the others. */
export interface Place {
  readonly slot: Slot;
  readonly itemId: string;
}

/** Makes a part that belongs to no run yet. */
export function createPart(db: DatabaseSync, { slot, itemId }: Place): number {
  const row = one<{ id: number }>(db, 'INSERT INTO run_part (slot, item_id) VALUES (?, ?) RETURNING id', slot, itemId);
  if (!row) throw new Error('the new part has no row');
  return row.id;
}

export function addPiece(db: DatabaseSync, partId: number, { field, text }: Piece): void {
  run(
    db,
    `INSERT INTO run_piece (part_id, no, field, text)
     VALUES (?, (SELECT coalesce(max(no), 0) + 1 FROM run_piece WHERE part_id = ?), ?, ?)`,
    partId,
    partId,
    field,
    text,
  );
}

/** Puts a complete part into its place. What was there before leaves; a new one goes to the end. */
export function placePart(db: DatabaseSync, runId: number, place: Place, partId: number): void {
  const pos = removePart(db, runId, place) ?? nextPosition(db, runId);
  run(db, 'UPDATE run_part SET run_id = ?, pos = ? WHERE id = ?', runId, pos, partId);
}

/** Takes a part away and answers the position it had; its rows go later (`collectParts`). */
export function removePart(db: DatabaseSync, runId: number, { slot, itemId }: Place): number | null {
  const row = one<{ pos: number }>(
    db,
    'UPDATE run_part SET run_id = NULL WHERE run_id = ? AND slot = ? AND item_id = ? RETURNING pos',
    runId,
    slot,
    itemId,
  );
  return row?.pos ?? null;
}

/** Adds text to a field of an item. Without such an item nothing happens. */
export function appendText(db: DatabaseSync, runId: number, itemId: string, field: string, text: string): void {
  const sql = "SELECT id FROM run_part WHERE run_id = ? AND slot = 'item' AND item_id = ?";
  const part = one<{ id: number }>(db, sql, runId, itemId);
  if (!part) return;
  for (const piece of stretches(field, text)) addPiece(db, part.id, piece);
}

/** Writes a whole value as a part of a run. For values of a few pieces: it is one step. */
export function putPart(db: DatabaseSync, runId: number, place: Place, value: unknown): void {
  const partId = createPart(db, place);
  for (const piece of toPieces(value)) addPiece(db, partId, piece);
  placePart(db, runId, place, partId);
}

/** The parts of a run in order, or those of some slots only; each made whole, in steps. */
export function* readParts(
  db: DatabaseSync,
  runId: number,
  slots: readonly Slot[] | null = null,
): Generator<null, { slot: Slot; value: unknown }[], void> {
  const sql = 'SELECT id, slot FROM run_part WHERE run_id = ? ORDER BY pos';
  const parts = all<{ id: number; slot: Slot }>(db, sql, runId).filter(({ slot }) => slots?.includes(slot) ?? true);
  const read: { slot: Slot; value: unknown }[] = [];
  for (const { id, slot } of parts) {
    const pieces: Piece[] = [];
    for (let no = 0; ; ) {
      const piece = one<Piece & { no: number }>(
        db,
        'SELECT no, field, text FROM run_piece WHERE part_id = ? AND no > ? ORDER BY no LIMIT 1',
        id,
        no,
      );
      if (!piece) break;
      pieces.push(piece);
      no = piece.no;
      yield null;
    }
    read.push({ slot, value: fromPieces(pieces) });
  }
  return read;
}

/** Removes the rows of parts that belong to no run, in steps. */
export function* collectParts(db: DatabaseSync): Generator<null, void, void> {
  while (run(db, 'DELETE FROM run_part WHERE id IN (SELECT id FROM run_part WHERE run_id IS NULL LIMIT 8)') > 0) {
    yield null;
  }
}

function nextPosition(db: DatabaseSync, runId: number): number {
  return (
    (one<{ pos: number | null }>(db, 'SELECT max(pos) AS pos FROM run_part WHERE run_id = ?', runId)?.pos ?? 0) + 1
  );
}
