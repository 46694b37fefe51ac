import type { z } from 'zod';
import { appError, fail, ok, type Result } from '../../errors.ts';
import type { Line } from '../request.ts';
import { NO_WORDS, readErrorValue } from '../words.ts';
import { outcome } from './schemas.ts';

/**
 * Reads what a connector answered with a good status. Errors: those of `line.explain` when it says `success: false`
 * itself; `protocol`/`wrongShape` when it says neither.
 */
export function readAnswer<S extends z.ZodType>(
  line: Line,
  value: unknown,
  schema: S,
  purpose: string,
): Result<z.output<S>> {
  const { success, data } = outcome.safeParse(value);
  if (success && !data.success) {
    return fail(line.explain({ status: null, words: readErrorValue(value) ?? NO_WORDS, retryAfterMs: null, purpose }));
  }
  const read = success ? schema.safeParse(value) : null;
  if (read?.success) return ok(read.data);
  return fail(appError('protocol', `${purpose}: unexpected shape`, { reason: 'wrongShape' }));
}
