import type { AppError } from '../errors.ts';

/** A message is cut to this many tokens where the model's limit is not known: the smallest usual one. */
const USUAL_TOKENS = 2_000;
/** A long text has many meanings, and one vector is their mixture: more than this would tell nothing more. */
const MOST_TOKENS = 8_000;

/** Pauses after failures, milliseconds: the first, and the longest. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 600_000;

/** Tokens of a message that are embedded. */
export function tokensOfMessage(contextTokens: number | null): number {
  return Math.min(contextTokens ?? USUAL_TOKENS, MOST_TOKENS);
}

/** How long to wait after so many failures in a row; `null` when the same would fail again until something changes. */
export function pauseAfter(error: AppError, failures: number): number | null {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  const passes = error.retryable || error.status === 429 || (error.status ?? 0) >= 500;
  if (!passes || error.reason === 'quota') return null;
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
}

const ABOUT_TEXTS: readonly (string | undefined)[] = ['contextLength', 'tooLarge', 'invalid'];

/** The server may have refused one of the texts rather than all of them. */
export function mayBeOneText({ kind, reason }: AppError): boolean {
  return kind === 'validation' && ABOUT_TEXTS.includes(reason);
}
