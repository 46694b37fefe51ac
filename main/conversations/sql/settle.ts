import type { DatabaseSync } from 'node:sqlite';
import { all, one, run, transaction } from '../../database/statements.ts';
import type { RemoteMessage } from '../../halext/api.ts';
import { adoptMessage } from './adopt.ts';
import { type Arrival, type Arriving, arrive, beginArriving, endArriving, isOwn } from './arrive.ts';
import { removeMessages } from './removal.ts';

export interface Settled {
  changed: number[];
  removed: number[];
  arrivals: Arrival[];
}

/** The server has answered a posted message with its rows: ours, and the model's answer when there is one. */
export function settleMessage(
  db: DatabaseSync,
  { clientId, rows, now }: { clientId: string; rows: RemoteMessage[]; now: number },
): Settled {
  return transaction(db, () => {
    const entry = one<{ conversation_id: number; message_id: number; remote_id: number | null }>(
      db,
      `SELECT o.conversation_id, o.message_id, m.remote_id FROM outbox o JOIN message m ON m.id = o.message_id
       WHERE o.client_id = ?`,
      clientId,
    );
    const step = entry ? beginArriving(db, entry.conversation_id, now) : null;
    if (!entry || !step) return { changed: [], removed: [], arrivals: [] };
    const mine = rows.find((row) => isOwn(step, row));
    const removed = mine && entry.remote_id === null ? takePlace(step, clientId, mine) : [];
    run(db, 'DELETE FROM outbox WHERE client_id = ?', clientId);
    arrive(
      step,
      rows.toSorted((a, b) => a.id - b.id),
    );
    run(db, "UPDATE message SET answer = 'none', answer_since = NULL WHERE id = ?", entry.message_id);
    endArriving(step);
    return { changed: [...new Set([entry.message_id, ...step.changed])], removed, arrivals: step.arrivals };
  });
}

/**
 * Gives our message the id the server answered. If a look at the server brought that row in as a message of its own
 * (a server that alters texts), it is the same message: the copy goes.
 */
function takePlace(step: Arriving, clientId: string, mine: RemoteMessage): number[] {
  const { db, conversationId } = step;
  const sql = 'SELECT id FROM message WHERE conversation_id = ? AND remote_id = ?';
  const removed = all<{ id: number }>(db, sql, conversationId, mine.id).map((row) => row.id);
  removeMessages(db, conversationId, removed);
  const waiting = step.unconfirmed.find((entry) => entry.clientId === clientId);
  if (waiting) adoptMessage(step, waiting, mine);
  return removed;
}
