import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type AppError, fail, ok, type Result } from '../errors.ts';
import { backUp } from './backup.ts';
import { APPLICATION_ID, openReader, openWriter } from './connection.ts';
import { DamageError, isDamage, storageError, toStorageError } from './failure.ts';
import { rebuildFullText, setUpFullText } from './full-text.ts';
import { findDamage, markOpen } from './maintenance.ts';
import { migrate, newestVersion, schemaVersion } from './migrate.ts';
import { finishRescue, type RescueReport, rescue } from './rescue.ts';
import { type Migration, migrations as ourMigrations } from './schema.ts';

export interface OpenOptions {
  /** Path of the database, or `:memory:`. */
  file: string;
  /** Milliseconds since the epoch, for the names of copies and files set aside. */
  now: number;
  /** A read has failed: look through the whole file before trusting it. */
  suspect?: boolean;
  /** Off: as if this build of SQLite had no full-text search. */
  fullText?: boolean;
  /** Other than ours, for tests. */
  migrations?: readonly Migration[];
}

/** What happened while opening. */
export interface OpenReport {
  storage: 'file' | 'memory';
  /** Why the file could not be used and memory took its place. */
  error: AppError | null;
  created: boolean;
  /** Versions applied to a file that was older. */
  migrated: number[];
  /** The copy made before that. */
  backup: string | null;
  rescue: RescueReport | null;
  /** Search has the full-text index. */
  fullText: boolean;
  /** The program did not close the file last time: it should be looked through when there is time. */
  unclean: boolean;
}

/**
 * Opens the database for writing: creates or migrates it, rescues what is readable of a damaged one, makes the
 * full-text index. Error reasons of kind `storage`: `tooNew` and `foreign` leave the file untouched; `readOnly`,
 * `cannotOpen`, `full`, `busy` and `ioError` come from the system.
 */
export async function openDatabase(options: OpenOptions): Promise<Result<{ db: DatabaseSync; report: OpenReport }>> {
  try {
    if (options.file === ':memory:') return ok(await openSound(options));
    mkdirSync(dirname(options.file), { recursive: true });
    finishRescue(options.file);
    const first = look(options);
    if (first.kind === 'refused') return fail(first.error);
    return ok(first.kind === 'damaged' ? await openRescued(options) : await openOrRescue(options));
  } catch (cause) {
    return fail(toStorageError(cause));
  }
}

interface Opened {
  db: DatabaseSync;
  report: OpenReport;
}

async function openOrRescue(options: OpenOptions): Promise<Opened> {
  try {
    return await openSound(options);
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
    return openRescued(options);
  }
}

async function openRescued(options: OpenOptions): Promise<Opened> {
  const report = rescue(options.file, options.migrations ?? ourMigrations, options.now);
  const opened = await openSound({ ...options, suspect: false });
  return { db: opened.db, report: { ...opened.report, rescue: report } };
}

/** Throws an error of damage when the file has some. */
async function openSound({ file, now, suspect, fullText, migrations }: OpenOptions): Promise<Opened> {
  const known = migrations ?? ourMigrations;
  const db = openWriter(file);
  try {
    const before = schemaVersion(db);
    const created = before === 0;
    const outdated = !created && before < newestVersion(known);
    const backup = outdated ? await backUp(db, file, newestVersion(known), now) : null;
    if (created) db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
    const migrated = migrate(db, known);
    const hasFullText = setUpFullText(db, fullText ?? true);
    const unclean = markOpen(db);
    if (suspect) assureSound(db, hasFullText);
    const report: OpenReport = {
      storage: file === ':memory:' ? 'memory' : 'file',
      error: null,
      created,
      migrated: created ? [] : migrated,
      backup,
      rescue: null,
      fullText: hasFullText,
      unclean,
    };
    return { db, report };
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** A damaged full-text index is made again from the messages; any other damage is thrown. */
function assureSound(db: DatabaseSync, hasFullText: boolean): void {
  const damage = findDamage(db);
  if (damage.length === 0) return;
  const indexOnly = hasFullText && damage.every((line) => line.includes('message_fts'));
  if (indexOnly) rebuildFullText(db);
  if (!indexOnly || findDamage(db).length > 0) throw new DamageError();
}

type Look = { kind: 'usable' } | { kind: 'damaged' } | { kind: 'refused'; error: AppError };

/**
 * A first look through a connection that cannot write: even to open a file for writing and close it again moves its
 * log into it, which must not happen to a newer file, nor to a damaged one.
 */
function look({ file, migrations }: OpenOptions): Look {
  if (!existsSync(file)) return { kind: 'usable' };
  let db: DatabaseSync | null = null;
  try {
    db = openReader(file);
    const error = refusal(db, newestVersion(migrations ?? ourMigrations));
    return error ? { kind: 'refused', error } : { kind: 'usable' };
  } catch (cause) {
    // What else may be wrong, opening it for writing tells.
    return { kind: isDamage(cause) ? 'damaged' : 'usable' };
  } finally {
    db?.close();
  }
}

function refusal(db: DatabaseSync, newest: number): AppError | null {
  const version = schemaVersion(db);
  if (version > newest) {
    return storageError('tooNew', `the file has version ${version}, this program knows up to ${newest}`);
  }
  const id = db.prepare('PRAGMA application_id').get()?.application_id;
  const tables = db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
  return tables === 0 || id === APPLICATION_ID ? null : storageError('foreign', 'the file belongs to another program');
}
