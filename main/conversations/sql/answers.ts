import type { DatabaseSync } from 'node:sqlite';
import { all, run } from '../../database/statements.ts';

/** Questions of ours stored by the server without their answer, oldest first. */
export function awaitedAnswers(
  db: DatabaseSync,
  { accountId }: { accountId: number },
): { messageId: number; conversationId: number; since: number }[] {
  return all<{ messageId: number; conversationId: number; since: number }>(
    db,
    `SELECT m.id AS messageId, m.conversation_id AS conversationId, coalesce(m.answer_since, m.created_at) AS since
     FROM conversation c JOIN message m ON m.conversation_id = c.id AND m.answer <> 'none'
     WHERE c.account_id = ? AND m.answer = 'awaited'
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id)
     ORDER BY m.answer_since`,
    accountId,
  );
}

/** We stop looking for an answer; should it come with a later synchronisation, it is still attached. */
export function loseAnswer(db: DatabaseSync, { messageId }: { messageId: number }): null {
  run(db, "UPDATE message SET answer = 'lost' WHERE id = ? AND answer = 'awaited'", messageId);
  return null;
}
