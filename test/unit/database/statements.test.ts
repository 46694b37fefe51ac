import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { all, durably, getMeta, one, prepared, run, setMeta, transaction } from '../../../main/database/statements.ts';

function open(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (a INTEGER) STRICT; CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  return db;
}

describe('statements', () => {
  it('are prepared once per connection', () => {
    const db = open();
    expect(prepared(db, 'SELECT 1')).toBe(prepared(db, 'SELECT 1'));
    expect(prepared(open(), 'SELECT 1')).not.toBe(prepared(db, 'SELECT 1'));
  });

  it('undo a transaction that fails, and leave the connection usable', () => {
    const db = open();
    const failing = () =>
      transaction(db, () => {
        run(db, 'INSERT INTO t VALUES (1)');
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(all(db, 'SELECT * FROM t')).toEqual([]);
    expect(transaction(db, () => run(db, 'INSERT INTO t VALUES (2)'))).toBe(1);
  });

  it('write durably and go back to the usual way, also after an error', () => {
    const db = open();
    const mode = () => one<{ synchronous: number }>(db, 'PRAGMA synchronous')?.synchronous;
    db.exec('PRAGMA synchronous = NORMAL');
    expect(durably(db, () => mode())).toBe(2);
    expect(() =>
      durably(db, () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(mode()).toBe(1);
  });

  it('keep values about the database', () => {
    const db = open();
    setMeta(db, 'k', 'a');
    setMeta(db, 'k', 'b');
    expect(getMeta(db, 'k')).toBe('b');
    setMeta(db, 'k', null);
    expect(getMeta(db, 'k')).toBeNull();
  });
});
