import type { DatabaseSync } from 'node:sqlite';
import { all, run, transaction } from '../../database/statements.ts';

/** Rows of one deleting step: each may also have to leave the full-text index. */
const STEP = 50;

/** Removes messages of a conversation; the caller holds the transaction. */
export function removeMessages(db: DatabaseSync, conversationId: number, ids: readonly number[]): void {
  deleteMessages(db, ids);
  const sql = 'UPDATE conversation SET message_count = message_count - ? WHERE id = ?';
  run(db, sql, ids.length, conversationId);
}

function deleteMessages(db: DatabaseSync, ids: readonly number[]): void {
  for (const id of ids) {
    run(db, 'DELETE FROM message WHERE id = ?', id);
    run(db, 'DELETE FROM unindexed WHERE message_id = ?', id);
  }
}

/** Removes a conversation with its messages, in steps. */
export function* deleteConversation(db: DatabaseSync, conversationId: number): Generator<null, void, void> {
  for (;;) {
    const rows = all<{ id: number }>(
      db,
      'SELECT id FROM message WHERE conversation_id = ? ORDER BY sort_key LIMIT ?',
      conversationId,
      STEP,
    );
    if (rows.length === 0) break;
    transaction(db, () =>
      deleteMessages(
        db,
        rows.map((row) => row.id),
      ),
    );
    yield null;
  }
  run(db, 'DELETE FROM conversation WHERE id = ?', conversationId);
}
