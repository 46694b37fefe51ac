import { existsSync, renameSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openReader, openWriter } from './connection.ts';
import { isDamage } from './failure.ts';
import { migrate, newestVersion, schemaVersion } from './migrate.ts';
import { dropRepairedCopy, repairedCopy } from './repair.ts';
import { salvageTable } from './salvage.ts';
import type { Migration } from './schema.ts';
import { transaction } from './statements.ts';

export interface RescueReport {
  /** Messages that are in the new file. */
  kept: number;
  /** Messages that were counted in their conversations and are not in the new file: an estimate. */
  lost: number;
  /** Where the damaged file is now, with its `-wal` and `-shm` beside it. */
  aside: string;
}

/** Tables whose rows are made again rather than copied. */
const NOT_COPIED = new Set(['unindexed']);

/**
 * Replaces a damaged file by a new one with everything that can still be read. The new file is made beside the old one
 * and takes its place when it is complete; the damaged file is kept, with its log, under another name. Throws when the
 * folder cannot be written; the damaged file is then where it was.
 */
export function rescue(file: string, migrations: readonly Migration[], now: number): RescueReport {
  const fresh = freshPath(file);
  removeSet(fresh);
  const counts = salvageInto(fresh, file, migrations);
  const aside = `${file}.damaged-${now}`;
  // The log first: a new file must never meet the log of the old one.
  for (const part of ['-wal', '-shm', '']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part);
  }
  renameSync(fresh, file);
  return { ...counts, aside };
}

/** Ends what a rescue cut short has begun: a complete new file takes the empty place, an incomplete one goes. */
export function finishRescue(file: string): void {
  const fresh = freshPath(file);
  if (!existsSync(fresh)) return;
  if (existsSync(file)) removeSet(fresh);
  else renameSync(fresh, file);
}

function freshPath(file: string): string {
  return `${file}.rescue`;
}

function removeSet(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
}

function salvageInto(fresh: string, file: string, migrations: readonly Migration[]): { kept: number; lost: number } {
  const target = openWriter(fresh);
  try {
    const source = openDamaged(file);
    try {
      migrate(target, migrationsOf(source, migrations));
      if (source) copyTables(source, target);
    } finally {
      source?.close();
      dropRepairedCopy(file);
    }
    return settle(target);
  } finally {
    target.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    target.close();
  }
}

/** A connection that can list the tables, to the file or to a copy with a repaired header; `null` when none can. */
function openDamaged(file: string): DatabaseSync | null {
  return openIfReadable(file) ?? openIfReadable(repairedCopy(file));
}

function openIfReadable(file: string): DatabaseSync | null {
  let db: DatabaseSync | null = null;
  try {
    db = openReader(file);
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (cause) {
    db?.close();
    if (isDamage(cause)) return null;
    throw cause;
  }
}

/** The rows are copied into tables of their own version; later migrations then bring them forward. */
function migrationsOf(source: DatabaseSync | null, migrations: readonly Migration[]): readonly Migration[] {
  const version = source ? schemaVersion(source) : 0;
  if (version < 1 || version > newestVersion(migrations)) return migrations;
  return migrations.filter((migration) => migration.version <= version);
}

function copyTables(source: DatabaseSync, target: DatabaseSync): void {
  target.exec('PRAGMA foreign_keys = OFF');
  const tables = target.prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'").all();
  for (const { name } of tables) {
    const table = String(name);
    if (!table.startsWith('sqlite_') && !NOT_COPIED.has(table)) salvageTable(source, target, table);
  }
  target.exec('PRAGMA foreign_keys = ON');
}

/**
 * Rows that refer to something lost go too; counts are made true again, and every conversation is marked as not yet
 * fetched, so that synchronisation brings back what the server still has.
 */
function settle(db: DatabaseSync): { kept: number; lost: number } {
  removeOrphans(db);
  const counted = count(db, 'SELECT coalesce(sum(message_count), 0) AS n FROM conversation');
  const kept = count(db, 'SELECT count(*) AS n FROM message');
  transaction(db, () => {
    db.exec(`
UPDATE conversation SET synced_last_id = NULL,
  message_count = (SELECT count(*) FROM message WHERE conversation_id = conversation.id);
DELETE FROM meta WHERE key IN ('open', 'fulltext')`);
  });
  return { kept, lost: Math.max(0, counted - kept) };
}

function removeOrphans(db: DatabaseSync): void {
  for (;;) {
    const orphans = db.prepare('PRAGMA foreign_key_check').all();
    if (orphans.length === 0) return;
    transaction(db, () => {
      for (const { table, rowid } of orphans) removeOrphan(db, String(table), rowid ?? null);
    });
  }
}

/** Tables without row numbers are told apart by their key: there all rows with a missing parent go at once. */
function removeOrphan(db: DatabaseSync, table: string, rowid: unknown): void {
  if (typeof rowid === 'number') db.prepare(`DELETE FROM "${table}" WHERE rowid = ?`).run(rowid);
  else removeOrphansByKey(db, table);
}

function removeOrphansByKey(db: DatabaseSync, table: string): void {
  for (const key of db.prepare('SELECT "table", "from", "to" FROM pragma_foreign_key_list(?)').all(table)) {
    db.exec(`DELETE FROM "${table}" WHERE "${key.from}" NOT IN (SELECT "${key.to}" FROM "${key.table}")`);
  }
}

function count(db: DatabaseSync, sql: string): number {
  return Number(db.prepare(sql).get()?.n ?? 0);
}
