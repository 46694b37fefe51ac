import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../../main/database/client.ts';
import { openReader } from '../../../../main/database/connection.ts';
import { all } from '../../../../main/database/statements.ts';
import type { Run } from '../../../../main/runs/run.ts';
import { rowOf, wholeRun } from '../../../../main/runs/writes.ts';
import { value } from '../../../unit/runs/core/desk.ts';
import { newRun } from '../../../unit/runs/core/make.ts';
import { temporaryFolder, workerUrl } from '../../database/files.ts';

export function temporaryFile(): string {
  return join(temporaryFolder(), 'runs.db');
}

/** The database in its threads. */
export async function openForTest(file = temporaryFile()): Promise<Store> {
  const { store } = value(await openStore({ file, workerUrl, fallback: 'fail' }));
  onTestFinished(() => store.close());
  return store;
}

/** Stores a run as `begin` does and then as it is told; answers its id. */
export async function keep(store: Store, more: Partial<Run>): Promise<number> {
  const draft = newRun(more);
  const { id } = value(await store.run('runs.create', { row: rowOf(draft), writes: wholeRun(draft) }));
  const run = { ...draft, id };
  value(await store.run('runs.save', { row: rowOf(run), writes: [] }));
  value(await store.run('runs.fold', { id }));
  return id;
}

/** The file through a connection of the test's own, which only reads. */
export function look<Row>(file: string, sql: string): Row[] {
  const db = openReader(file);
  try {
    return all<Row>(db, sql);
  } finally {
    db.close();
  }
}

/** What makes a run one that ended at a time. */
export function ended(at: number, kind: 'succeeded' | 'cancelled' | 'revoked' = 'succeeded'): Partial<Run> {
  return { state: { kind, since: at }, endedAt: at, lastNewsAt: at };
}
