import type { DatabaseSync } from 'node:sqlite';
import { all, one } from '../../database/statements.ts';
import type { Run } from '../run.ts';
import { readParts } from './parts.ts';
import { SELECT_SUMMARY, type SummaryColumns, toSummary } from './rows.ts';

type Content = Pick<
  Run,
  'prompt' | 'earlier' | 'memory' | 'items' | 'interrupts' | 'sharedState' | 'usage' | 'result' | 'media'
>;

const NOTHING: Content = {
  prompt: '',
  earlier: [],
  memory: null,
  items: [],
  interrupts: [],
  sharedState: null,
  usage: [],
  result: null,
  media: [],
};

/**
 * A run with all its content, in steps; `null` when there is none. To be called on the connection that writes: its long
 * pieces of work follow each other, so that nothing changes between the steps.
 */
export function* loadRun(db: DatabaseSync, { id }: { id: number }): Generator<null, Run | null, void> {
  const row = one<SummaryColumns>(db, `${SELECT_SUMMARY} WHERE id = ? AND hidden = 0`, id);
  if (!row) return null;
  const rest = one<{ remote_id: string | null; events: number; faults: number }>(
    db,
    'SELECT remote_id, events, faults FROM run WHERE id = ?',
    id,
  );
  const parts = yield* readParts(db, id);
  const { step: _step, steps: _steps, preview: _preview, asks: _asks, tokens: _tokens, ...summary } = toSummary(row);
  const items = parts.flatMap(({ slot, value }) => (slot === 'item' ? [value] : []));
  const others = parts.flatMap(({ slot, value }) => (slot === 'item' ? [] : [[slot, value] as const]));
  return {
    ...summary,
    ...NOTHING,
    ...(Object.fromEntries(others) as Partial<Content>),
    items: items as Run['items'],
    remoteId: rest?.remote_id ?? null,
    events: rest?.events ?? 0,
    faults: rest?.faults ?? 0,
  };
}

/** The runs that had not ended when they were last stored, oldest first. */
export function underWay(db: DatabaseSync): number[] {
  return all<{ id: number }>(db, 'SELECT id FROM run WHERE finished IS NULL AND hidden = 0 ORDER BY id').map(
    ({ id }) => id,
  );
}
