import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { transaction } from './statements.ts';

/** Reads that may fail in one table before what lies between the readable rows is given up. */
const MOST_FAILURES = 4_096;

/** Rows written in one transaction. */
const BATCH = 500;

type Row = Record<string, SQLInputValue>;

/**
 * Copies the rows of a table that can still be read. A damaged page fails every read that meets it, so a table is read
 * from both ends towards the damage, and what is left between is halved again and again to find the sound pages there.
 * Rows that the new table refuses are left out.
 */
export function salvageTable(source: DatabaseSync, target: DatabaseSync, table: string): void {
  const columns = sharedColumns(source, target, table);
  if (columns.length === 0) return;
  const writer = createWriter(target, table, columns);
  const list = columns.map(quoted).join(', ');
  if (hasRowid(target, table)) readByRowid(source, `SELECT rowid AS "#", ${list} FROM ${quoted(table)}`, writer);
  else readByKey(source, `SELECT ${list} FROM ${quoted(table)}`, quoted(keyOf(target, table)), writer);
  writer.flush();
}

interface Writer {
  add(row: Row): void;
  flush(): void;
}

function createWriter(target: DatabaseSync, table: string, columns: readonly string[]): Writer {
  const names = columns.map(quoted).join(', ');
  const marks = columns.map(() => '?').join(', ');
  const insert = target.prepare(`INSERT OR IGNORE INTO ${quoted(table)} (${names}) VALUES (${marks})`);
  let rows: Row[] = [];
  function flush(): void {
    transaction(target, () => {
      for (const row of rows) insertIfSound(insert, row, columns);
    });
    rows = [];
  }
  return {
    add(row) {
      rows.push(row);
      if (rows.length >= BATCH) flush();
    },
    flush,
  };
}

function insertIfSound(insert: StatementSync, row: Row, columns: readonly string[]): void {
  try {
    insert.run(...columns.map((column) => row[column] ?? null));
  } catch {
    // A value of the wrong type: damage that reading did not notice. The row is left out.
  }
}

function readByRowid(source: DatabaseSync, select: string, writer: Writer): void {
  const up = source.prepare(`${select} WHERE rowid BETWEEN ? AND ? ORDER BY rowid`);
  const down = source.prepare(`${select} WHERE rowid BETWEEN ? AND ? ORDER BY rowid DESC`);
  const gaps = [{ low: Number.MIN_SAFE_INTEGER, high: Number.MAX_SAFE_INTEGER }];
  let failures = 0;
  for (let gap = gaps.shift(); gap && failures < MOST_FAILURES; gap = gaps.shift()) {
    const first = readUntilDamage(up, [gap.low, gap.high], writer);
    if (first.complete) continue;
    const low = first.last === null ? gap.low : Number(first.last['#']) + 1;
    const second = readUntilDamage(down, [low, gap.high], writer);
    if (second.complete) continue;
    const high = second.last === null ? gap.high : Number(second.last['#']) - 1;
    failures += 2;
    if (low >= high) continue;
    const middle = Math.floor(low / 2 + high / 2);
    gaps.push({ low, high: middle }, { low: middle + 1, high });
  }
}

function readByKey(source: DatabaseSync, select: string, key: string, writer: Writer): void {
  const up = readUntilDamage(source.prepare(`${select} ORDER BY ${key}`), [], writer);
  if (!up.complete) readUntilDamage(source.prepare(`${select} ORDER BY ${key} DESC`), [], writer);
}

function readUntilDamage(
  statement: StatementSync,
  values: SQLInputValue[],
  writer: Writer,
): { complete: boolean; last: Row | null } {
  let last: Row | null = null;
  try {
    for (const row of statement.iterate(...values)) {
      last = row as Row;
      writer.add(last);
    }
    return { complete: true, last };
  } catch {
    return { complete: false, last };
  }
}

function sharedColumns(source: DatabaseSync, target: DatabaseSync, table: string): string[] {
  const there = new Set(columnsOf(source, table));
  return columnsOf(target, table).filter((column) => there.has(column));
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  return db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => String(row.name));
}

function hasRowid(db: DatabaseSync, table: string): boolean {
  const row = db.prepare("SELECT wr FROM pragma_table_list WHERE name = ? AND schema = 'main'").get(table);
  return row?.wr === 0;
}

function keyOf(db: DatabaseSync, table: string): string {
  return String(db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk = 1').get(table)?.name);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
