import type { AppError } from '../errors.ts';
import { nothingLeft } from '../http/error-kinds.ts';

/**
 * What a failed POST means for what was posted. `unsent`: it never left, or was turned away for the moment; send it when
 * the way is free. `session`: refused before anything was stored, the token has ended for good. `refused`: not stored,
 * and it never will be as it is. `unknown`: it may be stored: look before doing anything else (Q4).
 */
export type PostFailure = 'unsent' | 'session' | 'refused' | 'unknown';

export function classifyPostFailure(error: AppError): PostFailure {
  if (isSessionError(error)) return 'session';
  if (error.status === 429) return 'unsent';
  if (nothingLeft(error)) return isNetworkError(error) ? 'unsent' : 'refused';
  const { status } = error;
  const turnedAway = status !== undefined && status >= 300 && status < 500 && status !== 408 && status !== 499;
  return turnedAway ? 'refused' : 'unknown';
}

/** The token is no longer accepted and could not be renewed. A 403 is a refusal of one action, not of the session. */
export function isSessionError(error: AppError): boolean {
  return error.kind === 'auth' && error.status !== 403;
}

function isNetworkError(error: AppError): boolean {
  return error.kind !== 'cancelled' && error.kind !== 'validation';
}
