import { type AppError, appError } from '../../errors.ts';
import type { HttpStream } from '../../http/message.ts';
import { isEventStream, mediaType } from '../../http/sse.ts';
import { isRecord, readJsonText } from './json.ts';

const LONGEST_MESSAGE = 2_000;

/** An answer that is no stream of events. */
export interface Refusal {
  readonly error: AppError;
  /** The server's own words, as far as they can be read; may be empty. */
  readonly message: string;
  /** The beginning of the body, for the log. */
  readonly body: string;
}

/** Looks whether an answer is a stream; reads the beginning of one that is not. */
export async function refusalOf(answer: HttpStream, purpose: string): Promise<Refusal | null> {
  const { status, headers } = answer;
  const good = status >= 200 && status < 300;
  if (good && isEventStream(headers)) return null;
  const type = mediaType(headers);
  const body = await answer.excerpt();
  const error = good ? wrongType(type, status, purpose) : statusError(status, purpose);
  return { error, message: type === 'text/html' ? '' : wordsOf(body), body };
}

/** A login page, or JSON, that came with a 200: no agent is behind this address, or not for us. */
function wrongType(type: string, status: number, purpose: string): AppError {
  const reason = type === 'text/html' ? 'html' : 'notEventStream';
  return appError('protocol', `${purpose}: ${type || 'no content type'} instead of an event stream`, {
    reason,
    status,
  });
}

function statusError(status: number, purpose: string): AppError {
  const message = `${purpose}: status ${status}`;
  switch (status) {
    case 401:
      return appError('auth', message, { reason: 'tokenRefused', status });
    case 403:
      return appError('auth', message, { reason: 'forbidden', status });
    case 404:
      return appError('http', message, { reason: 'unknownPath', status });
    case 400:
    case 422:
      return appError('validation', message, { reason: 'invalid', status });
    case 429:
      return appError('http', message, { reason: 'tooManyRequests', status });
    case 502:
    case 503:
      return appError('http', message, { reason: 'unavailable', status });
    case 504:
      return appError('http', message, { reason: 'gatewayTimeout', status });
    default:
      return appError('http', message, { status, ...(status >= 500 ? { reason: 'serverFault' } : {}) });
  }
}

/** FastAPI's `{"detail": …}`, a bare list of field errors, the usual `error` and `message`; else the text itself. */
function wordsOf(body: string): string {
  const value = readJsonText(body);
  const words = value === undefined ? body : (sentences(value) ?? body);
  return words
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_MESSAGE);
}

function sentences(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(fieldError).join('; ');
  if (!isRecord(value)) return null;
  const named = value.detail ?? value.message ?? value.error;
  return named === undefined ? null : sentences(named);
}

/** One field that did not pass: where (without the word `body`) and what. */
function fieldError(issue: unknown): string {
  if (!isRecord(issue)) return String(issue);
  const place = Array.isArray(issue.loc) ? issue.loc.filter((part) => part !== 'body').join('.') : '';
  const message = typeof issue.msg === 'string' ? issue.msg : JSON.stringify(issue);
  return place === '' ? message : `${place}: ${message}`;
}
