import type { DatabaseSync } from 'node:sqlite';
import type { Turn } from '../../../preload/contract.ts';
import { nextMessageId } from '../../conversations/sql/message-id.ts';
import { refreshSummary } from '../../conversations/sql/summary.ts';
import { LOCAL_ACCOUNT_ID, ROOT } from '../../database/schema.ts';
import { all, one, run, transaction } from '../../database/statements.ts';

// The recursive queries below use UNION, not UNION ALL: on rows that damage has tied into a circle they end.

/** A message kept here, as the commands need it. */
export interface Node {
  id: number;
  conversationId: number;
  /** `ROOT` when nothing is before it. */
  parentId: number;
  author: 'me' | 'ai';
  shown: boolean;
  underWay: boolean;
}

/** `null` when there is no such message, or a server keeps it. */
export function nodeOf(db: DatabaseSync, { messageId }: { messageId: number }): Node | null {
  const row = one<Omit<Node, 'shown' | 'underWay'> & { shown: number; underWay: number }>(
    db,
    `SELECT id, conversation_id AS conversationId, parent_id AS parentId, author, shown, under_way AS underWay
     FROM message WHERE id = ? AND parent_id IS NOT NULL`,
    messageId,
  );
  return row ? { ...row, shown: row.shown === 1, underWay: row.underWay === 1 } : null;
}

/** Whether there is such a conversation, and it is kept here. */
export function isKeptHere(db: DatabaseSync, { id }: { id: number }): boolean {
  return one(db, `SELECT 1 AS yes FROM conversation WHERE id = ? AND account_id = ${LOCAL_ACCOUNT_ID}`, id) !== null;
}

/** Where the shown path ends; `null` when the conversation is empty. */
export function shownLeaf(db: DatabaseSync, conversationId: number): Node | null {
  const row = one<{ id: number }>(
    db,
    'SELECT id FROM message WHERE conversation_id = ? AND shown = 1 ORDER BY sort_key DESC LIMIT 1',
    conversationId,
  );
  return row && nodeOf(db, { messageId: row.id });
}

/**
 * Shows the path through a message, and from there down to what was said last. Answers the messages that were not shown
 * before or are not any more. What both paths have in common is not touched. The caller holds the transaction.
 */
export function showPath(db: DatabaseSync, conversationId: number, messageId: number): number[] {
  const up = upToShown(db, messageId);
  const joint = up.find((step) => step.shown === 1);
  const path = [...up.map((step) => step.id), ...downToLast(db, conversationId, messageId)];
  const hidden = all<{ id: number }>(
    db,
    `UPDATE message SET shown = 0
     WHERE conversation_id = ? AND sort_key > ? AND shown = 1 AND id NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
    conversationId,
    joint?.sort_key ?? 0,
    JSON.stringify(path),
  );
  const shown = all<{ id: number }>(
    db,
    'UPDATE message SET shown = 1 WHERE id IN (SELECT value FROM json_each(?)) AND shown = 0 RETURNING id',
    JSON.stringify(path),
  );
  return [...hidden, ...shown].map((row) => row.id);
}

/** A message and those before it, up to the first that is shown. */
function upToShown(db: DatabaseSync, messageId: number): { id: number; sort_key: number; shown: number }[] {
  return all<{ id: number; sort_key: number; shown: number }>(
    db,
    `WITH RECURSIVE up (id, parent_id, sort_key, shown) AS (
       SELECT id, parent_id, sort_key, shown FROM message WHERE id = ? UNION
       SELECT m.id, m.parent_id, m.sort_key, m.shown FROM up JOIN message m ON m.id = up.parent_id WHERE up.shown = 0
     )
     SELECT id, sort_key, shown FROM up`,
    messageId,
  );
}

/** The newest answer to a message, the newest question after that, and so on. */
function downToLast(db: DatabaseSync, conversationId: number, messageId: number): number[] {
  return all<{ id: number }>(
    db,
    `WITH RECURSIVE down (id) AS (
       SELECT ? UNION
       SELECT (
         SELECT m.id FROM message m WHERE m.conversation_id = ? AND m.parent_id = down.id
         ORDER BY m.sort_key DESC LIMIT 1
       ) FROM down WHERE down.id IS NOT NULL
     )
     SELECT id FROM down WHERE id IS NOT NULL`,
    messageId,
    conversationId,
  ).map((row) => row.id);
}

/** As `showPath`, for a command of its own. */
export function choose(db: DatabaseSync, { messageId }: { messageId: number }): number[] {
  const node = nodeOf(db, { messageId });
  if (!node) return [];
  return transaction(db, () => {
    const changed = showPath(db, node.conversationId, messageId);
    if (changed.length > 0) refreshSummary(db, node.conversationId);
    return changed;
  });
}

/** What was said on the way to a message, itself included, oldest first. Answers without text are left out. */
export function turnsTo(db: DatabaseSync, { messageId }: { messageId: number }): Turn[] {
  return all<{ author: string; content: string }>(
    db,
    `WITH RECURSIVE up (id) AS (
       SELECT ? UNION
       SELECT m.parent_id FROM up JOIN message m ON m.id = up.id WHERE m.parent_id <> ${ROOT}
     )
     SELECT m.author, m.content FROM up JOIN message m ON m.id = up.id WHERE m.content <> '' ORDER BY m.sort_key`,
    messageId,
  ).map(({ author, content }) => ({ role: author === 'me' ? 'user' : 'assistant', text: content }));
}

export interface NewNode {
  conversationId: number;
  parentId: number;
  /** Of an answer: `LocalAnswer` as JSON. */
  answer: string | null;
  content: string;
  modelAsked: string | null;
  now: number;
}

/** Adds a message after all others; it is not shown yet. The caller holds the transaction. */
export function insertNode(db: DatabaseSync, node: NewNode): number {
  const id = nextMessageId(db, node.now);
  run(
    db,
    `INSERT INTO message (id, conversation_id, parent_id, shown, sort_key, author, model_asked, created_at, content,
       answer_json, under_way)
     SELECT ?, ?, ?, 0, coalesce(max(sort_key), 0) + 1, ?, ?, ?, ?, ?, ? FROM message WHERE conversation_id = ?`,
    id,
    node.conversationId,
    node.parentId,
    node.answer === null ? 'me' : 'ai',
    node.modelAsked,
    node.now,
    node.content,
    node.answer,
    node.answer === null ? 0 : 1,
    node.conversationId,
  );
  run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', id);
  run(db, 'UPDATE conversation SET message_count = message_count + 1 WHERE id = ?', node.conversationId);
  return id;
}
