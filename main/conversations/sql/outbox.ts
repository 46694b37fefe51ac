import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../../preload/contract.ts';
import { PENDING_SORT_KEY } from '../../database/schema.ts';
import { all, durably, one, run, transaction } from '../../database/statements.ts';
import { dropDraftIf } from './drafts.ts';
import { nextMessageId } from './message-id.ts';
import type { OutboxState } from './message-rows.ts';
import { removeMessages } from './removal.ts';
import { refreshSummary } from './summary.ts';

/** The first unfinished message of a conversation: those after it wait for it. */
export interface OutboxHead {
  clientId: string;
  messageId: number;
  conversationId: number;
  state: OutboxState;
  since: number;
  content: string;
  modelId: string | null;
  attempts: number;
  /** Set when the server has been seen to hold it while its request was still open. */
  remoteId: number | null;
  error: AppError | null;
}

export type Queued = { kind: 'queued'; messageId: number } | { kind: 'missing' } | { kind: 'gone' };

/** Takes a message of ours in: the message, its outbox entry and the draft it came from change together. */
export function queueMessage(
  db: DatabaseSync,
  args: {
    accountId: number;
    conversationId: number;
    clientId: string;
    content: string;
    modelId: string | null;
    now: number;
  },
): Queued {
  return durably(db, () => {
    const { conversationId, now } = args;
    const conversation = one<{ presence: string; model_id: string | null; newest: number | null }>(
      db,
      `SELECT presence, model_id, (SELECT max(sort_key) FROM message WHERE conversation_id = c.id) AS newest
       FROM conversation c WHERE id = ? AND account_id = ?`,
      conversationId,
      args.accountId,
    );
    if (!conversation) return { kind: 'missing' };
    if (conversation.presence === 'gone') return { kind: 'gone' };
    const messageId = nextMessageId(db, now);
    run(
      db,
      `INSERT INTO message (id, conversation_id, client_id, sort_key, author, model_asked, created_at, content)
       VALUES (?, ?, ?, ?, 'me', ?, ?, ?)`,
      messageId,
      conversationId,
      args.clientId,
      Math.max(PENDING_SORT_KEY, (conversation.newest ?? 0) + 1),
      args.modelId ?? conversation.model_id,
      now,
      args.content,
    );
    run(
      db,
      `INSERT INTO outbox (client_id, message_id, conversation_id, state, model_id, queued_at, since)
       VALUES (?, ?, ?, 'queued', ?, ?, ?)`,
      args.clientId,
      messageId,
      conversationId,
      args.modelId,
      now,
      now,
    );
    run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', messageId);
    run(db, 'UPDATE conversation SET hidden = 0, message_count = message_count + 1 WHERE id = ?', conversationId);
    dropDraftIf(db, conversationId, args.content);
    refreshSummary(db, conversationId);
    return { kind: 'queued', messageId };
  });
}

/** The head of every conversation's queue, longest waiting first. */
export function outboxHeads(db: DatabaseSync, { accountId }: { accountId: number }): OutboxHead[] {
  const rows = all<Omit<OutboxHead, 'error'> & { error: string | null }>(
    db,
    `SELECT o.client_id AS clientId, o.message_id AS messageId, o.conversation_id AS conversationId, o.state, o.since,
       m.content, o.model_id AS modelId, o.attempts, m.remote_id AS remoteId, o.error
     FROM outbox o JOIN message m ON m.id = o.message_id JOIN conversation c ON c.id = o.conversation_id
     WHERE c.account_id = ? AND NOT EXISTS (
       SELECT 1 FROM outbox p JOIN message q ON q.id = p.message_id
       WHERE p.conversation_id = o.conversation_id AND q.sort_key < m.sort_key)
     ORDER BY o.queued_at, m.sort_key`,
    accountId,
  );
  return rows.map((row) => ({ ...row, error: row.error === null ? null : (JSON.parse(row.error) as AppError) }));
}

/** Messages of ours that have not left, for the windows to hear why when that changes. */
export function waitingMessages(
  db: DatabaseSync,
  { accountId }: { accountId: number },
): { id: number; conversationId: number }[] {
  return all<{ id: number; conversationId: number }>(
    db,
    `SELECT o.message_id AS id, o.conversation_id AS conversationId FROM outbox o JOIN conversation c ON c.id = o.conversation_id
     WHERE c.account_id = ? AND o.state <> 'deciding'`,
    accountId,
  );
}

/**
 * Written before the request is made, so that a crash is recognised. On the first attempt it remembers the highest id
 * known: the server numbers ours above it. Answers `false` when the message has been taken back meanwhile.
 */
export function markSending(db: DatabaseSync, { clientId, now }: { clientId: string; now: number }): boolean {
  return durably(
    db,
    () =>
      run(
        db,
        `UPDATE outbox SET state = 'sending', since = ?, attempts = attempts + 1, error = NULL,
         last_remote_id_before = CASE WHEN attempts > 0 THEN last_remote_id_before ELSE (
           SELECT coalesce(max(m.remote_id), 0) FROM message m
           WHERE m.conversation_id = outbox.conversation_id AND m.remote_id IS NOT NULL) END
       WHERE client_id = ? AND state = 'queued'`,
        now,
        clientId,
      ) > 0,
  );
}

/** The request never left this computer, or was refused before anything was stored: as if it had not been tried. */
export function markUnsent(db: DatabaseSync, { clientId, now }: { clientId: string; now: number }): null {
  run(
    db,
    "UPDATE outbox SET state = 'queued', since = ?, attempts = attempts - 1 WHERE client_id = ? AND state = 'sending'",
    now,
    clientId,
  );
  return null;
}

/** The outcome is unknown (`checking`) or the person must decide; `error` says what happened. Nothing happens
 * unless it is still in the state `from`. A message the server has meanwhile been seen to hold leaves the outbox. */
export function markOutcome(
  db: DatabaseSync,
  args: { clientId: string; from: OutboxState; state: 'checking' | 'deciding'; error: AppError; now: number },
): null {
  const { clientId, state, error, now } = args;
  transaction(db, () => {
    const held = one<{ message_id: number }>(
      db,
      `DELETE FROM outbox WHERE client_id = ? AND (SELECT remote_id FROM message WHERE id = message_id) IS NOT NULL
       RETURNING message_id`,
      clientId,
    );
    if (held) return noteAnswerFailed(db, held.message_id, error);
    run(
      db,
      'UPDATE outbox SET state = ?, since = ?, error = ? WHERE client_id = ? AND state = ?',
      state,
      now,
      JSON.stringify(error),
      clientId,
      args.from,
    );
  });
  return null;
}

/** A 500 means that the server stored the question and then failed to answer (contract 3.2). */
function noteAnswerFailed(db: DatabaseSync, messageId: number, error: AppError): void {
  if (error.status === 500)
    run(db, "UPDATE message SET answer = 'failed' WHERE id = ? AND answer <> 'none'", messageId);
}

/** After a start: what was being sent when the program ended has an unknown outcome. */
export function recoverOutbox(
  db: DatabaseSync,
  { accountId, error, now }: { accountId: number; error: AppError; now: number },
): null {
  const rows = all<{ client_id: string }>(
    db,
    `SELECT o.client_id FROM outbox o JOIN conversation c ON c.id = o.conversation_id
     WHERE c.account_id = ? AND o.state = 'sending'`,
    accountId,
  );
  for (const row of rows) {
    markOutcome(db, { clientId: row.client_id, from: 'sending', state: 'checking', error, now });
  }
  return null;
}

/** The person wants an undecided message sent again: it goes back to its place in the queue. */
export function sendAgain(db: DatabaseSync, { messageId, now }: { messageId: number; now: number }): boolean {
  return (
    run(
      db,
      "UPDATE outbox SET state = 'queued', since = ?, queued_at = queued_at WHERE message_id = ? AND state = 'deciding'",
      now,
      messageId,
    ) > 0
  );
}

export type TakenBack =
  | { kind: 'removed'; conversationId: number; text: string }
  | { kind: 'missing' }
  | { kind: 'busy' };

/** Removes a message of ours that has not left, or whose fate the person decides, and answers its text. */
export function takeBackMessage(db: DatabaseSync, { messageId }: { messageId: number }): TakenBack {
  return transaction(db, () => {
    const row = one<{ state: OutboxState; conversation_id: number; content: string }>(
      db,
      `SELECT o.state, o.conversation_id, m.content FROM outbox o JOIN message m ON m.id = o.message_id
       WHERE o.message_id = ?`,
      messageId,
    );
    if (!row) return { kind: 'missing' };
    if (row.state === 'sending' || row.state === 'checking') return { kind: 'busy' };
    removeMessages(db, row.conversation_id, [messageId]);
    refreshSummary(db, row.conversation_id);
    return { kind: 'removed', conversationId: row.conversation_id, text: row.content };
  });
}
