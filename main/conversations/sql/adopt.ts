import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../../preload/contract.ts';
import { all, run } from '../../database/statements.ts';
import type { RemoteMessage } from '../../halext/api.ts';
import type { Arriving } from './arrive.ts';
import type { OutboxState } from './message-rows.ts';
import { serverTime } from './remote-text.ts';

/** A message of ours that has been posted at least once and that the server has not been seen to hold. */
export interface Unconfirmed {
  clientId: string;
  messageId: number;
  state: OutboxState;
  /** The highest id known of this conversation when it was first posted: its own id is above. */
  before: number;
  content: string;
  error: string | null;
}

/** Unconfirmed messages of a conversation in the order they were written. */
export function unconfirmedMessages(db: DatabaseSync, conversationId: number): Unconfirmed[] {
  return all<Unconfirmed & Record<string, unknown>>(
    db,
    `SELECT o.client_id AS clientId, o.message_id AS messageId, o.state, o.last_remote_id_before AS before, m.content,
       o.error
     FROM outbox o JOIN message m ON m.id = o.message_id
     WHERE o.conversation_id = ? AND o.attempts > 0 AND m.remote_id IS NULL ORDER BY m.sort_key`,
    conversationId,
  );
}

/** The unconfirmed message this server row is: same text, numbered after we began sending. The oldest one first. */
export function findOwn(unconfirmed: readonly Unconfirmed[], remote: RemoteMessage): Unconfirmed | null {
  return unconfirmed.find((mine) => mine.before < remote.id && mine.content === remote.content) ?? null;
}

/**
 * Gives a message of ours its server id. While its request is still open the outbox entry stays, so that the window
 * goes on showing that the answer is coming; otherwise the sending is over.
 */
export function adoptMessage(step: Arriving, mine: Unconfirmed, remote: RemoteMessage): void {
  place(step.db, mine.messageId, { remoteId: remote.id, order: remote.id, at: serverTime(remote.createdAt) });
  if (step.withAi) openAnswer(step, mine.messageId, answerAfter(mine));
  settle(step, mine);
}

/** The server has stored our question and its answer but shows the answer only: the question goes right before it. */
export function adoptAnswered(step: Arriving, mine: Unconfirmed, answer: RemoteMessage): void {
  place(step.db, mine.messageId, { remoteId: null, order: answer.id - 1, at: null });
  openAnswer(step, mine.messageId, 'awaited');
  settle(step, mine);
}

function settle(step: Arriving, mine: Unconfirmed): void {
  if (mine.state !== 'sending') run(step.db, 'DELETE FROM outbox WHERE client_id = ?', mine.clientId);
  step.unconfirmed = step.unconfirmed.filter((other) => other !== mine);
  step.changed.push(mine.messageId);
}

/** A 500 means that the server stored the question and then failed to answer: no answer will come (contract 3.2). */
function answerAfter(mine: Unconfirmed): 'awaited' | 'failed' {
  const error = mine.error === null ? null : (JSON.parse(mine.error) as AppError);
  return error?.status === 500 ? 'failed' : 'awaited';
}

function place(
  db: DatabaseSync,
  messageId: number,
  { remoteId, order, at }: { remoteId: number | null; order: number; at: number | null },
): void {
  run(
    db,
    'UPDATE message SET remote_id = ?, sort_key = ?, created_at = coalesce(?, created_at) WHERE id = ?',
    remoteId,
    order,
    at,
    messageId,
  );
}

function openAnswer(step: Arriving, messageId: number, answer: 'awaited' | 'failed'): void {
  step.openQuestion = true;
  run(step.db, 'UPDATE message SET answer = ?, answer_since = ? WHERE id = ?', answer, step.now, messageId);
}
