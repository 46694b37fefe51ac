import { type AppError, appError } from '../errors.ts';

/** Finer causes of an error of kind `storage`. */
export type StorageReason =
  | 'damaged'
  | 'full'
  | 'readOnly'
  | 'busy'
  | 'constraint'
  | 'ioError'
  | 'cannotOpen'
  | 'tooNew'
  | 'foreign'
  | 'workerDied'
  | 'closed'
  | 'other';

/** Primary result codes of SQLite (https://sqlite.org/rescode.html): the low byte of `errcode`. */
const REASONS: Readonly<Record<number, StorageReason>> = {
  5: 'busy',
  6: 'busy',
  8: 'readOnly',
  10: 'ioError',
  11: 'damaged',
  13: 'full',
  14: 'cannotOpen',
  19: 'constraint',
  26: 'damaged',
};

/** Codes of the file system met before SQLite is reached. */
const FILE_REASONS: Readonly<Record<string, StorageReason>> = {
  EACCES: 'cannotOpen',
  EPERM: 'cannotOpen',
  ENOTDIR: 'cannotOpen',
  EISDIR: 'cannotOpen',
  EEXIST: 'cannotOpen',
  ENOENT: 'cannotOpen',
  EROFS: 'readOnly',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'ioError',
};

/** An error of the storage. Only a lock held by somebody else, or a worker that died, is worth trying again. */
export function storageError(reason: StorageReason, message: string): AppError {
  return appError('storage', message, { reason, retryable: reason === 'busy' || reason === 'workerDied' });
}

/**
 * Turns what SQLite, the file system or a procedure threw into an error value. Messages of other errors are left out:
 * they may quote what a person wrote.
 */
export function toStorageError(cause: unknown): AppError {
  const { errcode, errstr, code, message } = shapeOf(cause);
  if (typeof errcode === 'number') {
    const reason = REASONS[errcode & 0xff] ?? 'other';
    const detail = reason === 'constraint' && typeof message === 'string' ? message : errstr;
    return storageError(reason, `${String(detail)} (${errcode})`);
  }
  const fileReason = typeof code === 'string' ? FILE_REASONS[code] : undefined;
  if (fileReason) return storageError(fileReason, `the file system answered ${String(code)}`);
  return appError('unknown', `${cause instanceof Error ? cause.name : typeof cause} ${whereOf(cause)}`);
}

/** Damage that a look through the file has found, with the code SQLite gives it. */
export class DamageError extends Error {
  readonly errcode = 11;
  readonly errstr = 'the file is damaged';
}

/** Whether the file itself is broken, as opposed to the disk, the rights or the request. */
export function isDamage(cause: unknown): boolean {
  return toStorageError(cause).reason === 'damaged';
}

interface ErrorShape {
  errcode?: unknown;
  errstr?: unknown;
  code?: unknown;
  message?: unknown;
}

function shapeOf(cause: unknown): ErrorShape {
  return typeof cause === 'object' && cause !== null ? cause : {};
}

function whereOf(cause: unknown): string {
  const frame = cause instanceof Error ? cause.stack?.match(/^\s+at .*?([^/\\(]+:\d+):\d+\)?$/m) : null;
  return `at ${frame?.[1] ?? 'an unknown place'}`;
}
