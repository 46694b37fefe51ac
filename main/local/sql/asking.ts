import type { DatabaseSync } from 'node:sqlite';
import type { AnswerTarget, LocalAnswer } from '../../../preload/contract.ts';
import { dropDraftIf } from '../../conversations/sql/drafts.ts';
import { refreshSummary } from '../../conversations/sql/summary.ts';
import { LOCAL_ACCOUNT_ID, ROOT } from '../../database/schema.ts';
import { durably, one, run } from '../../database/statements.ts';
import { insertNode, isKeptHere, nodeOf, shownLeaf, showPath } from './tree.ts';

export type Asked =
  | { kind: 'asked'; conversationId: number; questionId: number; answerIds: number[]; changed: number[] }
  | { kind: 'missing' }
  /** The answer that is shown is still being given. */
  | { kind: 'answering' };

interface NewConversation {
  title: string;
  chain: readonly AnswerTarget[];
  comparison: boolean;
  now: number;
}

/** Answers the id of the new conversation. */
export function createConversation(db: DatabaseSync, { title, chain, comparison, now }: NewConversation): number {
  const row = one<{ id: number }>(
    db,
    `INSERT INTO conversation (account_id, title, owner_id, created_at, last_at, chain, comparison)
     VALUES (${LOCAL_ACCOUNT_ID}, ?, 0, ?, ?, ?, ?) RETURNING id`,
    title,
    now,
    now,
    JSON.stringify(chain),
    comparison ? 1 : 0,
  );
  if (!row) throw new Error('the conversation was not stored');
  return row.id;
}

/** Stores a question, and the answer that is about to be asked for, at the end of what is shown or beside a question. */
export function askQuestion(
  db: DatabaseSync,
  args: {
    conversationId: number;
    /** The question this one is put instead of; `null` for one more. */
    beside: number | null;
    content: string;
    /** For a conversation without one. */
    title: string;
    answer: LocalAnswer;
    now: number;
  },
): Asked {
  const { conversationId, beside } = args;
  return durably(db, () => {
    const other = beside === null ? null : nodeOf(db, { messageId: beside });
    if (!isKeptHere(db, { id: conversationId })) return { kind: 'missing' };
    if (beside !== null && (other?.author !== 'me' || other.conversationId !== conversationId))
      return { kind: 'missing' };
    const leaf = shownLeaf(db, conversationId);
    if (leaf?.underWay) return { kind: 'answering' };
    const parentId = other?.parentId ?? leaf?.id ?? ROOT;
    return ask(db, { ...args, parentId, answers: [args.answer] });
  });
}

/** Stores a comparison: a conversation whose question has an answer from each target. */
export function askMany(
  db: DatabaseSync,
  args: {
    content: string;
    title: string;
    chain: readonly AnswerTarget[];
    answers: readonly LocalAnswer[];
    now: number;
  },
): Asked {
  return durably(db, () => {
    const conversationId = createConversation(db, { ...args, comparison: true });
    return ask(db, { ...args, conversationId, parentId: ROOT });
  });
}

/**
 * Stores one more answer to the question of this answer, or to this question. In a comparison another column is not
 * brought to the front by that.
 */
export function askAgain(
  db: DatabaseSync,
  { messageId, answer, now }: { messageId: number; answer: LocalAnswer; now: number },
): Asked {
  return durably(db, () => {
    const node = nodeOf(db, { messageId });
    if (!node) return { kind: 'missing' };
    const { conversationId } = node;
    const isColumn = node.author === 'ai' && isComparison(db, conversationId);
    if (isColumn ? node.underWay : shownLeaf(db, conversationId)?.underWay) return { kind: 'answering' };
    const questionId = node.author === 'me' ? node.id : node.parentId;
    const id = insertAnswer(db, { conversationId, parentId: questionId, answer, now });
    const changed = isColumn && !node.shown ? [] : showPath(db, conversationId, id);
    refreshSummary(db, conversationId);
    return { kind: 'asked', conversationId, questionId, answerIds: [id], changed: [...changed, id] };
  });
}

interface Question {
  conversationId: number;
  parentId: number;
  content: string;
  title: string;
  answers: readonly LocalAnswer[];
  now: number;
}

function ask(db: DatabaseSync, { conversationId, parentId, content, title, answers, now }: Question): Asked {
  const questionId = insertNode(db, { conversationId, parentId, content, answer: null, modelAsked: null, now });
  const answerIds = answers.map((answer) => insertAnswer(db, { conversationId, parentId: questionId, answer, now }));
  const changed = showPath(db, conversationId, answerIds[0] ?? questionId);
  run(db, "UPDATE conversation SET hidden = 0, title = iif(title = '', ?, title) WHERE id = ?", title, conversationId);
  dropDraftIf(db, conversationId, content);
  refreshSummary(db, conversationId);
  return { kind: 'asked', conversationId, questionId, answerIds, changed: [...changed, ...answerIds] };
}

function insertAnswer(
  db: DatabaseSync,
  { answer, ...at }: { conversationId: number; parentId: number; answer: LocalAnswer; now: number },
): number {
  return insertNode(db, { ...at, content: '', answer: JSON.stringify(answer), modelAsked: answer.target.model });
}

function isComparison(db: DatabaseSync, id: number): boolean {
  return one(db, 'SELECT 1 AS yes FROM conversation WHERE id = ? AND comparison = 1', id) !== null;
}
