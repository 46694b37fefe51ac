import { type AppError, appError, type ErrorKind } from '../errors.ts';
import { type ErrorWords, NO_WORDS } from './words.ts';

interface Cause {
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly retryable?: boolean;
}

/** Why a request was turned away, and by whom. */
export interface Refused {
  /** `null`: the failure came inside an answer of status 200. */
  readonly status: number | null;
  readonly words: ErrorWords | null;
  readonly retryAfterMs: number | null;
  /** A short English name of what was being done. */
  readonly purpose: string;
}

/**
 * The error for a refusal. The server's own words are repeated without keys, and not at all of refused credentials.
 *
 * Kinds and reasons: `auth` keyRefused, forbidden; `notFound` unknownModel; `validation` contextLength, usageRefused,
 * tooLarge, invalid; `http` unknownPath, tooManyRequests, quota, gatewayTimeout, unavailable, serverFault, status;
 * `serverAi` providerFailed, providerTimeout.
 */
export function refusalError(refused: Refused): AppError {
  const words = refused.words ?? NO_WORDS;
  const cause = causeOf(refused.status, words);
  const what = refused.status === null ? 'reported a failure' : `status ${refused.status}`;
  const shown = cause.kind === 'auth' || words.text === '' ? '' : ` (${words.text})`;
  return appError(cause.kind, `${refused.purpose}: ${what}${shown}`, {
    reason: cause.reason,
    ...(refused.status === null ? {} : { status: refused.status }),
    ...(refused.retryAfterMs === null ? {} : { retryAfterMs: refused.retryAfterMs }),
    ...(cause.retryable === undefined ? {} : { retryable: cause.retryable }),
  });
}

function causeOf(status: number | null, words: ErrorWords): Cause {
  switch (status) {
    case 401:
      return KEY_REFUSED;
    case 403:
      return { kind: 'auth', reason: 'forbidden' };
    case 404:
      return told(words, [UNKNOWN_MODEL]) ?? { kind: 'http', reason: 'unknownPath' };
    case 405:
      return { kind: 'http', reason: 'unknownPath' };
    case 408:
    case 504:
      return { kind: 'http', reason: 'gatewayTimeout', retryable: true };
    case 413:
      return { kind: 'validation', reason: 'tooLarge' };
    case 429:
      return told(words, [QUOTA]) ?? TOO_MANY;
    case 400:
    case 422:
      return told(words, [USAGE_REFUSED, ...PROVIDER]) ?? { kind: 'validation', reason: 'invalid' };
    case null:
      return told(words, PROVIDER) ?? { kind: 'serverAi', reason: 'providerFailed' };
    default:
      return status >= 500 ? serverFault(status, words) : { kind: 'http', reason: 'status' };
  }
}

function serverFault(status: number, words: ErrorWords): Cause {
  const known = told(words, PROVIDER);
  if (known) return known;
  const reason = status === 502 || status === 503 ? 'unavailable' : 'serverFault';
  return { kind: 'http', reason, retryable: true };
}

const KEY_REFUSED: Cause = { kind: 'auth', reason: 'keyRefused' };
const TOO_MANY: Cause = { kind: 'http', reason: 'tooManyRequests', retryable: true };

interface Sign {
  readonly cause: Cause;
  /** What is said, or the code for it. */
  readonly pattern: RegExp;
}

const UNKNOWN_MODEL: Sign = {
  cause: { kind: 'notFound', reason: 'unknownModel' },
  pattern: /model_not_found|unknown_model|\bmodel\b.*\b(not found|does not exist|unknown|not available)|invalid model/i,
};
const QUOTA: Sign = {
  cause: { kind: 'http', reason: 'quota', retryable: false },
  pattern: /insufficient_quota|exceeded your current quota|billing/i,
};
const USAGE_REFUSED: Sign = { cause: { kind: 'validation', reason: 'usageRefused' }, pattern: /stream_options/i };

/** Failures of the provider behind a server, which tells them with any status. First match counts. */
const PROVIDER: readonly Sign[] = [
  {
    cause: { kind: 'validation', reason: 'contextLength' },
    pattern: /context_length_exceeded|(maximum|exceed\w*).{0,40}context|context (length|window|size)|too many tokens/i,
  },
  QUOTA,
  { cause: TOO_MANY, pattern: /rate_?limit|rate limit|too many requests/i },
  {
    cause: KEY_REFUSED,
    pattern: /authentication_?error|invalid_api_key|(invalid|incorrect|missing|no) api key|unauthorized/i,
  },
  UNKNOWN_MODEL,
  { cause: { kind: 'serverAi', reason: 'providerTimeout' }, pattern: /timeout_?error|timed? ?out\b/i },
];

function told({ text, codes }: ErrorWords, signs: readonly Sign[]): Cause | null {
  const all = [...codes, text].join('\n');
  return signs.find(({ pattern }) => pattern.test(all))?.cause ?? null;
}
