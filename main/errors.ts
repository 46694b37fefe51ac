import type { AppError, ErrorKind, Result } from '../preload/contract.ts';

export type { AppError, ErrorKind, Result } from '../preload/contract.ts';

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error };
}

const RETRYABLE: ReadonlySet<ErrorKind> = new Set(['offline', 'dns', 'refused', 'timeout', 'serverAi']);

/** Builds an error value. `retryable` follows the kind unless said otherwise. */
export function appError(
  kind: ErrorKind,
  message: string,
  more: Partial<Omit<AppError, 'kind' | 'message'>> = {},
): AppError {
  return { kind, message, retryable: RETRYABLE.has(kind), ...more };
}

/** For the `default` of an exhaustive `switch`: compiles only when every case is handled. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
