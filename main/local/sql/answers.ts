import type { DatabaseSync } from 'node:sqlite';
import type { AnswerState, LocalAnswer } from '../../../preload/contract.ts';
import { refreshSummary } from '../../conversations/sql/summary.ts';
import { all, one, run, transaction } from '../../database/statements.ts';
import { appError } from '../../errors.ts';

export interface AnswerWrite {
  id: number;
  text: string;
  modelUsed: string | null;
  modelAsked: string | null;
  answer: LocalAnswer;
  /** More may come. */
  underWay: boolean;
}

/** Stores an answer under way, or its end. Answers `false` when there is no such answer any more. */
export function saveAnswer(db: DatabaseSync, write: AnswerWrite): boolean {
  return transaction(db, () => {
    const changed = run(
      db,
      `UPDATE message SET partial = ?, model_used = ?, model_asked = ?, answer_json = ?, under_way = ?
       WHERE id = ? AND under_way = 1`,
      write.underWay ? write.text : null,
      write.modelUsed,
      write.modelAsked,
      JSON.stringify(write.answer),
      write.underWay ? 1 : 0,
      write.id,
    );
    if (changed > 0 && !write.underWay) finish(db, write.id, write.text);
    return changed > 0;
  });
}

/**
 * At the start of the program nobody is being asked: answers it was ended in the middle of keep what had come. Those that
 * wait for the person still do. Answers the conversations concerned.
 */
export function recoverAnswers(db: DatabaseSync): number[] {
  return transaction(db, () => {
    const rows = all<{ id: number; conversation_id: number; partial: string | null; answer_json: string }>(
      db,
      'SELECT id, conversation_id, partial, answer_json FROM message WHERE under_way = 1',
    );
    const cut = rows
      .map((row) => ({ ...row, answer: JSON.parse(row.answer_json) as LocalAnswer, text: row.partial ?? '' }))
      .filter(({ answer }) => answer.state.kind !== 'crossing');
    for (const { id, answer, text } of cut) {
      const closed: LocalAnswer = { ...answer, state: closedState(text !== '' || answer.reasoning !== '') };
      const sql = 'UPDATE message SET under_way = 0, partial = NULL, answer_json = ? WHERE id = ?';
      run(db, sql, JSON.stringify(closed), id);
      finish(db, id, text);
    }
    return [...new Set(cut.map((row) => row.conversation_id))];
  });
}

function closedState(something: boolean): AnswerState {
  if (something) return { kind: 'incomplete', why: 'closed', error: null };
  const error = appError('cancelled', 'the program ended before an answer came', { reason: 'closed', retryable: true });
  return { kind: 'failed', error };
}

/** The text becomes what is read and searched. */
function finish(db: DatabaseSync, id: number, text: string): void {
  const row = one<{ conversation_id: number }>(
    db,
    'UPDATE message SET content = ? WHERE id = ? RETURNING conversation_id',
    text,
    id,
  );
  if (row) refreshSummary(db, row.conversation_id);
}
