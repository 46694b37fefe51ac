import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './schema.ts';
import { transaction } from './statements.ts';

/** The schema version of a file: 0 for an empty one. */
export function schemaVersion(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get();
  return Number(row?.user_version ?? 0);
}

/** The newest version this program knows. */
export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Brings a file to the newest version, one transaction a migration: a failing one leaves the file at the version
 * before it and throws. Answers the versions applied.
 */
export function migrate(db: DatabaseSync, migrations: readonly Migration[]): number[] {
  const from = schemaVersion(db);
  const pending = migrations.filter((migration) => migration.version > from);
  for (const { version, sql } of pending) {
    transaction(db, () => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${version}`);
    });
  }
  return pending.map((migration) => migration.version);
}
