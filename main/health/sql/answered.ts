import type { DatabaseSync } from 'node:sqlite';
import { LOCAL_ACCOUNT_ID } from '../../database/schema.ts';
import { all } from '../../database/statements.ts';

/** When a source has answered last. */
export interface Answered {
  readonly sourceId: string;
  readonly at: number;
}

/** Sources with a whole answer in a conversation kept here, after a time, and when the last one was. */
export function recentlyAnswered(db: DatabaseSync, { after }: { after: number }): Answered[] {
  return all<{ sourceId: string; at: number }>(
    db,
    `SELECT json_extract(answer_json, '$.target.sourceId') AS sourceId, max(message.created_at) AS at
     FROM conversation JOIN message ON message.conversation_id = conversation.id
     WHERE account_id = ${LOCAL_ACCOUNT_ID} AND last_at > ? AND message.created_at > ?
       AND json_extract(answer_json, '$.state.kind') = 'complete'
     GROUP BY sourceId`,
    after,
    after,
  );
}
