import { DatabaseSync } from 'node:sqlite';

/** Marks a file as ours ("HALX"), for tools that look at it. */
export const APPLICATION_ID = 0x48_41_4c_58;

/** Size of a page; a checkpoint and the write-ahead log count in pages. */
export const PAGE_SIZE = 4_096;

/** The write-ahead log is never allowed to stay larger than this. */
export const WAL_LIMIT = 32 * 1_024 * 1_024;

/** `VACUUM INTO` and `backup` need one attached database. */
const LIMITS = {
  attach: 1,
  length: 8_000_000,
  sqlLength: 100_000,
  variableNumber: 200,
  likePatternLength: 200,
  triggerDepth: 8,
};

/**
 * Opens the one connection that writes. A file that does not exist is created. Throws what SQLite throws; a damaged
 * file may only show at the first read.
 */
export function openWriter(file: string): DatabaseSync {
  const db = connect(file, false);
  return configured(db, () => {
    // Only before the first table do these two change anything.
    db.exec(`PRAGMA page_size = ${PAGE_SIZE}; PRAGMA auto_vacuum = INCREMENTAL`);
    db.exec(`
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA wal_autocheckpoint = 0;
PRAGMA journal_size_limit = ${WAL_LIMIT};
PRAGMA cache_size = -16384`);
  });
}

/** Opens a connection that only reads; the file must have been opened by a writer before. */
export function openReader(file: string): DatabaseSync {
  const db = connect(file, true);
  return configured(db, () => db.exec('PRAGMA cache_size = -65536'));
}

function connect(file: string, readOnly: boolean): DatabaseSync {
  return new DatabaseSync(file, {
    readOnly,
    timeout: 250,
    defensive: true,
    allowExtension: false,
    enableForeignKeyConstraints: true,
    limits: LIMITS,
  });
}

function configured(db: DatabaseSync, more: () => void): DatabaseSync {
  try {
    // Without memory mapping an error of the disk is an error value, not a signal that ends the process.
    db.exec(
      'PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0',
    );
    more();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
