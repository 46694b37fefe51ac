import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { isDamage, toStorageError } from '../../../main/database/failure.ts';

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (cause) {
    return cause;
  }
  throw new Error('nothing was thrown');
}

describe('errors of the storage', () => {
  it.each([
    [11, 'damaged'],
    [26, 'damaged'],
    [267, 'damaged'],
    [779, 'damaged'],
    [13, 'full'],
    [8, 'readOnly'],
    [1032, 'readOnly'],
    [5, 'busy'],
    [517, 'busy'],
    [10, 'ioError'],
    [4874, 'ioError'],
    [14, 'cannotOpen'],
    [1, 'other'],
  ])('code %i is %s', (errcode, reason) => {
    const error = toStorageError(Object.assign(new Error('x'), { errcode, errstr: 'said SQLite' }));
    expect(error).toMatchObject({ kind: 'storage', reason, retryable: reason === 'busy' });
  });

  it('names the constraint that refused', () => {
    const db = new DatabaseSync(':memory:');
    db.exec('CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)');
    const error = toStorageError(thrown(() => db.exec('INSERT INTO t VALUES (1)')));
    expect(error).toMatchObject({ reason: 'constraint', message: 'UNIQUE constraint failed: t.a (2067)' });
  });

  it('knows the file system', () => {
    expect(toStorageError(Object.assign(new Error('x'), { code: 'ENOSPC' })).reason).toBe('full');
    expect(toStorageError(Object.assign(new Error('x'), { code: 'EACCES' })).reason).toBe('cannotOpen');
  });

  it('never quotes what a person wrote', () => {
    const error = toStorageError(thrown(() => JSON.parse('my secret thoughts')));
    expect(error.kind).toBe('unknown');
    expect(error.message).toMatch(/^SyntaxError at failure\.test\.ts:\d+$|^SyntaxError at an unknown place$/);
    expect(error.message).not.toContain('secret');
    expect(isDamage(new Error('malformed'))).toBe(false);
  });
});
