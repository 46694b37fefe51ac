import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/**
 * The statement of this text, prepared once per connection: preparing costs ten times the running of a small one.
 * The text must be a constant of the program, never built from data.
 */
export function prepared(db: DatabaseSync, sql: string): StatementSync {
  let known = statements.get(db);
  if (!known) {
    known = new Map();
    statements.set(db, known);
  }
  let statement = known.get(sql);
  if (!statement) {
    statement = db.prepare(sql);
    known.set(sql, statement);
  }
  return statement;
}

/** The first row, read as `Row`; `null` when there is none. The caller names the columns, so it knows the shape. */
export function one<Row>(db: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row | null {
  return (prepared(db, sql).get(...values) as Row | undefined) ?? null;
}

/** Every row, read as `Row`. */
export function all<Row>(db: DatabaseSync, sql: string, ...values: SQLInputValue[]): Row[] {
  return prepared(db, sql).all(...values) as Row[];
}

/** Runs a change and answers the number of rows it touched. */
export function run(db: DatabaseSync, sql: string, ...values: SQLInputValue[]): number {
  return Number(prepared(db, sql).run(...values).changes);
}

/** Rows changed on this connection since it was opened, by statements and by triggers. */
export function changeCount(db: DatabaseSync): number {
  return one<{ n: number }>(db, 'SELECT total_changes() AS n')?.n ?? 0;
}

/**
 * Runs `work` in one transaction that takes the write lock at once (a reader that becomes a writer later fails without
 * waiting); an error undoes all of it and is thrown on.
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

/**
 * A transaction that is on the disk when this returns, even if the power fails next: for what the person has just
 * sent. Everything else is safe from a crash of the program, and loses at most the last moments to a power cut.
 */
export function durably<T>(db: DatabaseSync, work: () => T): T {
  db.exec('PRAGMA synchronous = FULL');
  try {
    return transaction(db, work);
  } finally {
    db.exec('PRAGMA synchronous = NORMAL');
  }
}

/** Reads a value the program keeps about the database itself; `null` when it was never set. */
export function getMeta(db: DatabaseSync, key: string): string | null {
  return one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key)?.value ?? null;
}

/** Keeps a value about the database itself; `null` forgets it. */
export function setMeta(db: DatabaseSync, key: string, value: string | null): void {
  if (value === null) run(db, 'DELETE FROM meta WHERE key = ?', key);
  else {
    run(
      db,
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
  }
}
