import { type AppError, appError } from '../errors.ts';
import { contentType, parseJson } from '../http/json.ts';
import type { HttpResponse } from '../http/message.ts';
import { LONGEST_RETRY_AFTER_MS } from '../http/retry-after.ts';

const LONGEST_DETAIL = 200;
/** What a gateway that names no limit asks for when it answers 429 (contract, 7). */
const UNNAMED_PAUSE_MS = 60_000;

/**
 * Turns an answer of status 400 or above into an error. Most of them are web pages, of which nothing is repeated; a 429
 * is one too, and the limit it names becomes `retryAfterMs`. The gateway's own words are only repeated of a request it
 * found wrong (400, 422): elsewhere they could quote a key or a task id.
 *
 * Kinds: `auth`/`keyRefused` (401); `validation`/`invalid`; `http` with reason `tooManyRequests`, `forbidden`,
 * `unknownPath`, `unavailable`, `gatewayTimeout`, `serverFault`, or none.
 */
export function statusError(response: HttpResponse, purpose: string): AppError {
  const { status } = response;
  const detail = status === 400 || status === 422 ? readDetail(response) : null;
  const pause = status === 429 ? (response.retryAfterMs ?? limitWindow(response.text)) : response.retryAfterMs;
  return appError(kindOf(status, detail), `${purpose}: status ${status}${detail === null ? '' : ` (${detail})`}`, {
    status,
    ...reasonOf(status, detail),
    ...(pause === null ? {} : { retryAfterMs: pause }),
    retryable: status >= 500 || status === 408 || status === 429,
  });
}

function kindOf(status: number, detail: string | null): 'auth' | 'validation' | 'http' {
  if (status === 401) return 'auth';
  return detail === null ? 'http' : 'validation';
}

function reasonOf(status: number, detail: string | null): { reason?: string } {
  if (detail !== null) return { reason: 'invalid' };
  switch (status) {
    case 401:
      return { reason: 'keyRefused' };
    case 403:
      return { reason: 'forbidden' };
    case 404:
    case 405:
      return { reason: 'unknownPath' };
    case 413:
      return { reason: 'tooLarge' };
    case 429:
      return { reason: 'tooManyRequests' };
    case 502:
    case 503:
      return { reason: 'unavailable' };
    case 408:
    case 504:
      return { reason: 'gatewayTimeout' };
    default:
      return status >= 500 ? { reason: 'serverFault' } : {};
  }
}

const UNIT_MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, month: 2_592_000_000 } as const;

/**
 * How long a limit such as `3 per 1 minute` (the page's only words) may stay used up: its whole window, because nothing
 * tells when that began. At most an hour, as with `Retry-After`.
 */
export function limitWindow(page: string): number {
  const [, count = '1', unit] = /\b\d+ per (?:(\d+) )?(second|minute|hour|day|month)s?\b/i.exec(page) ?? [];
  if (unit === undefined) return UNNAMED_PAUSE_MS;
  const window = Number(count) * UNIT_MS[unit.toLowerCase() as keyof typeof UNIT_MS];
  return Math.min(window, LONGEST_RETRY_AFTER_MS);
}

/** `error.message` of the gateway's own JSON, cleaned and cut; `null` for anything else. */
function readDetail(response: HttpResponse): string | null {
  if (contentType(response) !== 'application/json') return null;
  const body = parseJson(response);
  if (!body.ok || typeof body.value !== 'object' || body.value === null || !('error' in body.value)) return null;
  const { error } = body.value;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  if (typeof error.message !== 'string') return null;
  return error.message
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL);
}
