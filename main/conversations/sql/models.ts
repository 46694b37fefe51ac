import type { DatabaseSync } from 'node:sqlite';
import type { ModelList } from '../../../preload/contract.ts';
import { one, run } from '../../database/statements.ts';

/** The model list as last fetched. The server's listing has side effects (Q19), so it is kept. */
export function getModels(db: DatabaseSync, { accountId }: { accountId: number }): ModelList {
  const row = one<{ list: string; fetched_at: number }>(
    db,
    'SELECT list, fetched_at FROM model_list WHERE account_id = ?',
    accountId,
  );
  if (!row) return { models: [], defaultId: null, fetchedAt: null };
  const list = JSON.parse(row.list) as Pick<ModelList, 'models' | 'defaultId'>;
  return { ...list, fetchedAt: row.fetched_at };
}

export function setModels(
  db: DatabaseSync,
  { accountId, list, now }: { accountId: number; list: Pick<ModelList, 'models' | 'defaultId'>; now: number },
): ModelList {
  run(
    db,
    `INSERT INTO model_list (account_id, list, fetched_at) VALUES (?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET list = excluded.list, fetched_at = excluded.fetched_at`,
    accountId,
    JSON.stringify(list),
    now,
  );
  return { ...list, fetchedAt: now };
}
