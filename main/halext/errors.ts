import { type AppError, appError } from '../errors.ts';
import { contentType, parseJson } from '../http/json.ts';
import type { HttpResponse } from '../http/message.ts';

const LONGEST_DETAIL = 200;

/**
 * Turns an answer of status 400 or above into an error (contract, 1.4). The body may be JSON with a `detail` string or
 * array, plain text, a proxy's web page, or nothing. Only a `detail` is repeated in the message, cut and cleaned, and
 * never that of a model's failure: a provider may put its key there.
 *
 * `purpose` is the short English name of what was being done.
 */
export function statusError(response: HttpResponse, purpose: string): AppError {
  const detail = readDetail(response);
  const { kind, reason, retryable } = classify(response, detail);
  const shown = detail === null || kind === 'serverAi' ? '' : ` (${detail})`;
  return appError(kind, `${purpose}: status ${response.status}${shown}`, {
    status: response.status,
    ...(reason === undefined ? {} : { reason }),
    ...(retryable === undefined ? {} : { retryable }),
    ...(response.retryAfterMs === null ? {} : { retryAfterMs: response.retryAfterMs }),
  });
}

type Classified = Pick<AppError, 'kind' | 'reason'> & { retryable?: boolean };

function classify(response: HttpResponse, detail: string | null): Classified {
  const { status } = response;
  if (status >= 500) return classifyServerFault(status, detail);
  switch (status) {
    case 401:
      return { kind: 'auth', reason: 'tokenRefused' };
    case 403:
      return { kind: 'auth', reason: detail?.includes('owner') ? 'notOwner' : 'forbidden' };
    case 404:
      return classifyNotFound(detail);
    case 413:
      return { kind: 'validation', reason: 'tooLarge' };
    case 400:
    case 422:
      return detail === null ? { kind: 'http' } : { kind: 'validation', reason: 'invalid' };
    case 408:
    case 429:
      return { kind: 'http', reason: status === 429 ? 'tooManyRequests' : 'gatewayTimeout', retryable: true };
    default:
      return { kind: 'http' };
  }
}

/**
 * "Not there" is only believed when Halext itself says it of a thing: an unknown path (`Not Found`) or a proxy's page
 * means that the address is wrong, and must not look like a deleted conversation.
 */
function classifyNotFound(detail: string | null): Classified {
  if (detail === null || detail === 'Not Found') return { kind: 'http', reason: 'unknownPath' };
  if (/^User .*not found/i.test(detail)) return { kind: 'notFound', reason: 'unknownUser' };
  return { kind: 'notFound' };
}

function classifyServerFault(status: number, detail: string | null): Classified {
  if (detail?.startsWith('Failed to generate AI response')) return { kind: 'serverAi' };
  if (detail?.startsWith('AI provider timed out')) return { kind: 'serverAi', reason: 'timedOut' };
  if (/sync is disabled/i.test(detail ?? '')) return { kind: 'http', reason: 'disabled', retryable: false };
  switch (status) {
    case 502:
    case 503:
      return { kind: 'http', reason: 'unavailable', retryable: true };
    case 504:
      return { kind: 'http', reason: 'gatewayTimeout', retryable: true };
    default:
      return { kind: 'http', reason: 'serverFault', retryable: true };
  }
}

/** The server's own words; `null` when the body is not its JSON. */
function readDetail(response: HttpResponse): string | null {
  if (contentType(response) !== 'application/json') return null;
  const body = parseJson(response);
  if (!body.ok || typeof body.value !== 'object' || body.value === null || !('detail' in body.value)) return null;
  const { detail } = body.value;
  if (typeof detail === 'string') return clean(detail);
  return Array.isArray(detail) ? clean(detail.map(describeIssue).join('; ')) : null;
}

/** Only `loc` and `msg` exist in every version; newer ones add `input`, which is what the person wrote. */
function describeIssue(issue: unknown): string {
  if (typeof issue !== 'object' || issue === null) return 'invalid';
  const place = 'loc' in issue && Array.isArray(issue.loc) ? issue.loc.map(String).join('.') : '';
  const message = 'msg' in issue && typeof issue.msg === 'string' ? issue.msg : 'invalid';
  return place === '' ? message : `${place}: ${message}`;
}

function clean(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL);
}
