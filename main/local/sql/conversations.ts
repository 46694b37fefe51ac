import type { DatabaseSync } from 'node:sqlite';
import type { AnswerTarget } from '../../../preload/contract.ts';
import { LOCAL_ACCOUNT_ID, ROOT } from '../../database/schema.ts';
import { all, one, run } from '../../database/statements.ts';

/** Answers `false` when no such conversation is kept here. */
export function setTitle(db: DatabaseSync, { id, title }: { id: number; title: string }): boolean {
  return run(db, `UPDATE conversation SET title = ? WHERE id = ? AND account_id = ${LOCAL_ACCOUNT_ID}`, title, id) > 0;
}

/** Answers `false` when no such conversation is kept here. */
export function setChain(db: DatabaseSync, { id, chain }: { id: number; chain: readonly AnswerTarget[] }): boolean {
  const sql = `UPDATE conversation SET chain = ? WHERE id = ? AND account_id = ${LOCAL_ACCOUNT_ID}`;
  return run(db, sql, JSON.stringify(chain), id) > 0;
}

/** The first question of a conversation and every answer to it, in the order in which they were asked for. */
export function firstQuestion(
  db: DatabaseSync,
  { id }: { id: number },
): { questionId: number; answerIds: number[] } | null {
  const question = one<{ id: number }>(
    db,
    `SELECT id FROM message WHERE conversation_id = ? AND parent_id = ${ROOT} ORDER BY sort_key LIMIT 1`,
    id,
  );
  if (!question) return null;
  const answers = all<{ id: number }>(
    db,
    'SELECT id FROM message WHERE conversation_id = ? AND parent_id = ? ORDER BY sort_key',
    id,
    question.id,
  );
  return { questionId: question.id, answerIds: answers.map((answer) => answer.id) };
}
