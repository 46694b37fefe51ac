import type { DatabaseSync } from 'node:sqlite';
import { one, run } from '../../database/statements.ts';

/** The unsent text of a conversation, `''` when there is none. */
export function getDraft(db: DatabaseSync, { id }: { id: number }): string {
  return one<{ text: string }>(db, 'SELECT text FROM draft WHERE conversation_id = ?', id)?.text ?? '';
}

/** Keeps the unsent text; only white space counts as none. */
export function saveDraft(db: DatabaseSync, { id, text, now }: { id: number; text: string; now: number }): null {
  if (text.trim() === '') {
    run(db, 'DELETE FROM draft WHERE conversation_id = ?', id);
    return null;
  }
  run(
    db,
    `INSERT INTO draft (conversation_id, text, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (conversation_id) DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at`,
    id,
    text.toWellFormed(),
    now,
  );
  return null;
}

/** A text that has just been queued is no draft any more; any other text in the composer stays. */
export function dropDraftIf(db: DatabaseSync, id: number, content: string): void {
  if (getDraft(db, { id }).trim() === content.trim()) run(db, 'DELETE FROM draft WHERE conversation_id = ?', id);
}
