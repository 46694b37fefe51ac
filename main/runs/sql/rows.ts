import type { DatabaseSync } from 'node:sqlite';
import type { RunContact, RunKind, RunState, RunSummary } from '../../../preload/contract.ts';
import { one, run } from '../../database/statements.ts';
import { isFinal } from '../run.ts';

/** A run without its content. */
export interface RunRow {
  readonly summary: RunSummary;
  readonly remoteId: string | null;
}

interface Columns {
  id: number;
  kind: RunKind;
  source_id: string;
  source_name: string;
  demo: number;
  model: string | null;
  title: string;
  state_json: string;
  contact: string;
  started_at: number;
  last_news_at: number;
  ended_at: number | null;
  step: string | null;
  steps: number;
  preview: string | null;
  asks: string | null;
  conversation_id: number | null;
  previous_id: number | null;
  unseen: number;
  tokens: number | null;
}

/** All a list shows; a constant, to be followed by what chooses and orders the rows. */
export const SELECT_SUMMARY = `
SELECT id, kind, source_id, source_name, demo, model, title, state_json, contact, started_at, last_news_at, ended_at,
  step, steps, preview, asks, conversation_id, previous_id, unseen, tokens, finished
FROM run`;

/** A row that `SELECT_SUMMARY` reads. */
export type SummaryColumns = Columns & { finished: number | null };

export function toSummary(row: Columns): RunSummary {
  return {
    id: row.id,
    kind: row.kind,
    sourceId: row.source_id,
    sourceName: row.source_name,
    demo: row.demo === 1,
    model: row.model,
    title: row.title,
    state: JSON.parse(row.state_json) as RunState,
    contact: JSON.parse(row.contact) as RunContact,
    startedAt: row.started_at,
    lastNewsAt: row.last_news_at,
    endedAt: row.ended_at,
    step: row.step,
    steps: row.steps,
    preview: row.preview,
    asks: row.asks === null ? null : (JSON.parse(row.asks) as RunSummary['asks']),
    conversationId: row.conversation_id,
    previousId: row.previous_id,
    unseen: row.unseen === 1,
    tokens: row.tokens,
  };
}

/** The run as lists show it; `null` when there is none (any more). */
export function readSummary(db: DatabaseSync, id: number): RunSummary | null {
  const row = one<SummaryColumns>(db, `${SELECT_SUMMARY} WHERE id = ? AND hidden = 0`, id);
  return row && toSummary(row);
}

/** Takes a new run in, hidden until its content is there too. Answers its id. */
export function insertRow(db: DatabaseSync, { summary, remoteId }: RunRow): number {
  const row = one<{ id: number }>(
    db,
    `INSERT INTO run (hidden, kind, source_id, source_name, demo, model, title, state, state_json, contact, started_at,
       last_news_at, steps, previous_id, conversation_id, unseen, remote_id)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    summary.kind,
    summary.sourceId,
    summary.sourceName,
    summary.demo ? 1 : 0,
    summary.model,
    summary.title,
    summary.state.kind,
    JSON.stringify(summary.state),
    JSON.stringify(summary.contact),
    summary.startedAt,
    summary.lastNewsAt,
    summary.steps,
    summary.previousId,
    summary.conversationId,
    summary.unseen ? 1 : 0,
    remoteId,
  );
  if (!row) throw new Error('the new run has no row');
  return row.id;
}

/** Brings what may have changed of a run up to date; `false` when it is gone. The caller holds the transaction. */
export function updateRow(db: DatabaseSync, { summary, remoteId }: RunRow): boolean {
  const changed = run(
    db,
    `UPDATE run SET state = ?, state_json = ?, contact = ?, last_news_at = ?, ended_at = ?, step = ?, steps = ?,
       preview = ?, asks = ?, conversation_id = ?, unseen = ?, tokens = ?, remote_id = ?
     WHERE id = ? AND hidden = 0`,
    summary.state.kind,
    JSON.stringify(summary.state),
    JSON.stringify(summary.contact),
    summary.lastNewsAt,
    summary.endedAt,
    summary.step,
    summary.steps,
    summary.preview,
    summary.asks && JSON.stringify(summary.asks),
    summary.conversationId,
    summary.unseen ? 1 : 0,
    summary.tokens,
    remoteId,
    summary.id,
  );
  if (changed > 0 && isFinal(summary.state)) finish(db, summary.id);
  return changed > 0;
}

/** Gives a run that has ended its place among the others; it keeps the first one it was given. */
function finish(db: DatabaseSync, id: number): void {
  run(
    db,
    `UPDATE run SET finished = max(ended_at * 1024, coalesce(
       (SELECT max(finished) + 1 FROM run AS other WHERE other.finished BETWEEN run.ended_at * 1024
         AND run.ended_at * 1024 + 1023), 0))
     WHERE id = ? AND finished IS NULL`,
    id,
  );
}

/** Somebody has looked at a run, or it now belongs to a conversation. Answers it as it then is. */
export function markRun(
  db: DatabaseSync,
  { id, seen, conversationId }: { id: number; seen: boolean; conversationId: number | null },
): RunSummary | null {
  run(
    db,
    `UPDATE run SET unseen = CASE WHEN ? THEN 0 ELSE unseen END, conversation_id = coalesce(?, conversation_id)
     WHERE id = ? AND hidden = 0`,
    seen ? 1 : 0,
    conversationId,
    id,
  );
  return readSummary(db, id);
}
