import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from '../database/failure.ts';

/** A row of 1,536 numbers takes 1.5 kB: five fit a page of 8 kB, two a page of 4 kB. */
const PAGE_SIZE = 8_192;
const VERSION = 1;

const SCHEMA = `
CREATE TABLE vector (message_id INTEGER PRIMARY KEY, scale REAL NOT NULL, codes BLOB NOT NULL) STRICT;
-- Apart from the numbers, so that a start reads an eighth of the file only.
CREATE TABLE sign (
  message_id INTEGER PRIMARY KEY,
  conversation_id INTEGER NOT NULL,
  hash INTEGER NOT NULL,             -- of the text that was embedded
  signs BLOB NOT NULL
) STRICT;
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
PRAGMA user_version = ${VERSION};
`;

/**
 * Opens the file of the vectors. Everything in it can be made again, so a damaged one, or one of another version, is
 * replaced by an empty one. Throws what SQLite and the file system throw.
 */
export function openVectorFile(file: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  try {
    const db = connect(file);
    if (db) return db;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  removeVectorFile(file);
  const fresh = connect(file);
  if (!fresh) throw new Error('a new file has another version');
  return fresh;
}

/** Removes the file with its log. Throws when the file system refuses. */
export function removeVectorFile(file: string): void {
  if (file === ':memory:') return;
  for (const part of ['-wal', '-shm', '']) if (existsSync(file + part)) rmSync(file + part);
}

/** `null`: made by a program of another version. */
function connect(file: string): DatabaseSync | null {
  const db = new DatabaseSync(file, { timeout: 250, defensive: true, allowExtension: false });
  try {
    db.exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA page_size = ${PAGE_SIZE};
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384`);
    const version = Number(db.prepare('PRAGMA user_version').get()?.user_version ?? 0);
    if (version === 0) db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    if (version === 0 || version === VERSION) return db;
    db.close();
    return null;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
