import type { DatabaseSync } from 'node:sqlite';
import type { Author } from '../../../preload/contract.ts';
import { one, run } from '../../database/statements.ts';

/** Length of the line of text the conversation list shows, in UTF-16 units. */
const LINE = 200;

/** Nobody reads an exact count above this, and counting 50,000 rows would make a step too long. */
const UNREAD_CAP = 1_000;

/** The text of a message as one line of the conversation list. */
export function listLine(text: string): string {
  return text
    .slice(0, LINE * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LINE)
    .toWellFormed();
}

/**
 * Brings the columns the list is read from up to date with the messages: last message, unread (messages after
 * `read_up_to` that are not ours; the server does not count them). Of a conversation kept here only the path that is
 * shown counts, and an answer once it has come. The caller holds the transaction.
 */
export function refreshSummary(db: DatabaseSync, conversationId: number): void {
  const last = one<{ id: number; author: Author; author_name: string | null; content: string; created_at: number }>(
    db,
    `SELECT id, author, author_name, substr(content, 1, ${LINE * 4}) AS content, created_at
     FROM message WHERE conversation_id = ? AND shown = 1 AND (answer_json IS NULL OR content <> '')
     ORDER BY sort_key DESC LIMIT 1`,
    conversationId,
  );
  run(
    db,
    `UPDATE conversation SET last_message_id = ?, last_author = ?, last_name = ?, last_text = ?,
       last_at = coalesce(?, created_at),
       unread = (SELECT count(*) FROM (SELECT 1 FROM message m WHERE m.conversation_id = conversation.id
         AND m.sort_key > conversation.read_up_to AND m.author <> 'me' AND m.shown = 1 AND m.under_way = 0 LIMIT ${UNREAD_CAP}))
     WHERE id = ?`,
    last?.id ?? null,
    last?.author ?? null,
    last?.author_name ?? null,
    last ? listLine(last.content) : null,
    last?.created_at ?? null,
    conversationId,
  );
}
