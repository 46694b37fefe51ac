import type { DatabaseSync } from 'node:sqlite';
import { fullTextSql } from './schema.ts';
import { getMeta, run, setMeta, transaction } from './statements.ts';

const KEY = 'fulltext';

/**
 * Makes the full-text index where this build of SQLite has FTS5 and answers whether it is there. When it is new, or
 * was not kept up by a program without FTS5, every message is queued for it.
 */
export function setUpFullText(db: DatabaseSync, wanted: boolean): boolean {
  if (!wanted || !hasFts5(db)) {
    // The triggers would fail without the module, and the index is no longer the truth.
    db.exec('DROP TRIGGER IF EXISTS message_unindex; DROP TRIGGER IF EXISTS message_reindex');
    setMeta(db, KEY, null);
    return false;
  }
  if (isFullTextReady(db)) return true;
  rebuildFullText(db);
  return true;
}

/** Whether search may use the full-text index. */
export function isFullTextReady(db: DatabaseSync): boolean {
  return getMeta(db, KEY) === 'ready';
}

/** Starts the index again from nothing and queues every message for it. Throws when even that is damaged. */
export function rebuildFullText(db: DatabaseSync): void {
  transaction(db, () => {
    db.exec('DROP TRIGGER IF EXISTS message_unindex; DROP TRIGGER IF EXISTS message_reindex');
    db.exec('DROP TABLE IF EXISTS message_fts');
    db.exec(fullTextSql);
    run(db, 'INSERT INTO unindexed (message_id) SELECT id FROM message');
    setMeta(db, KEY, 'ready');
  });
}

function hasFts5(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").get() !== undefined;
}
