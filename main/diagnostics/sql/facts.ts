import type { DatabaseSync } from 'node:sqlite';
import { schemaVersion } from '../../database/migrate.ts';
import { LOCAL_ACCOUNT_ID } from '../../database/schema.ts';
import { all, one } from '../../database/statements.ts';
import { pendingIndex } from '../../search/indexer.ts';

export interface StateCount {
  readonly state: string;
  readonly count: number;
}

/** Counts and sizes of what is stored; no content. */
export interface DatabaseFacts {
  readonly schema: number;
  readonly bytes: number;
  /** Of them, free for what comes. */
  readonly freeBytes: number;
  readonly accounts: number;
  readonly conversations: number;
  readonly messages: number;
  /** Messages the full-text index does not know yet. */
  readonly unindexed: number;
  readonly runEvents: number;
  readonly samples: number;
  /** Messages that have not reached the server, by their state. */
  readonly outbox: readonly StateCount[];
  readonly runs: readonly StateCount[];
}

/**
 * Reads the counts, a step each. No step goes through all messages or events: their numbers are kept beside the
 * conversations and the runs they belong to.
 */
export function* readFacts(db: DatabaseSync): Generator<null, DatabaseFacts, void> {
  const pageSize = number(db, 'SELECT page_size AS n FROM pragma_page_size');
  const bytes = pageSize * number(db, 'SELECT page_count AS n FROM pragma_page_count');
  const freeBytes = pageSize * number(db, 'SELECT freelist_count AS n FROM pragma_freelist_count');
  yield null;
  const accounts = number(db, `SELECT count(*) AS n FROM account WHERE id <> ${LOCAL_ACCOUNT_ID}`);
  const conversations = number(db, 'SELECT count(*) AS n FROM conversation');
  yield null;
  const messages = number(db, 'SELECT coalesce(sum(message_count), 0) AS n FROM conversation');
  yield null;
  const unindexed = pendingIndex(db);
  yield null;
  const outbox = all<StateCount>(db, 'SELECT state, count(*) AS count FROM outbox GROUP BY state ORDER BY state');
  yield null;
  const runs = all<StateCount>(
    db,
    'SELECT state, count(*) AS count FROM run WHERE hidden = 0 GROUP BY state ORDER BY state',
  );
  yield null;
  const runEvents = number(db, 'SELECT coalesce(sum(events), 0) AS n FROM run WHERE hidden = 0');
  yield null;
  const samples = number(db, 'SELECT count(*) AS n FROM health_sample');
  const schema = schemaVersion(db);
  return {
    schema,
    bytes,
    freeBytes,
    accounts,
    conversations,
    messages,
    unindexed,
    runEvents,
    samples,
    outbox: outbox.map(({ state, count }) => ({ state, count })),
    runs: runs.map(({ state, count }) => ({ state, count })),
  };
}

function number(db: DatabaseSync, sql: string): number {
  return one<{ n: number }>(db, sql)?.n ?? 0;
}
