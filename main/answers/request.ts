import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { parseJson } from '../http/json.ts';
import type { HttpResponse, HttpStream } from '../http/message.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { mediaType } from '../http/sse.ts';
import type { Refused } from './refusal.ts';
import { type MayRetry, withRetries } from './retry.ts';
import type { AnswerTimeouts, SourceDeps } from './source.ts';
import { readErrorText } from './words.ts';

/** A list or a probe is an answer of moments. */
const LOOK_MS = 10_000;
const LIST_MAX_BYTES = 16 * 1024 * 1024;
/** An answer, and every frame around its words. */
const ANSWER_MAX_BYTES = 256 * 1024 * 1024;
/** Of a refusal: enough for its words, and how long they may take. */
const REFUSAL = { bytes: 256 * 1024, ms: 5_000 };

/** What is the same for every request to one source. */
export interface Line {
  readonly deps: SourceDeps;
  /** Names in lower case; the credential and the person's own among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: AnswerTimeouts;
  readonly mayRetry: MayRetry;
  /** Turns a refusal into an error. */
  readonly explain: (refused: Refused) => AppError;
}

export interface Post {
  readonly url: string;
  readonly json: unknown;
  readonly accept: string;
  readonly purpose: string;
  readonly signal: AbortSignal;
  readonly onAttempt?: () => void;
  readonly onSent?: () => void;
}

/** Asks with GET. Every status is a value, as `accepted` reads it. */
export function look(
  { deps, headers, timeouts }: Line,
  { url, purpose, signal }: { url: string; purpose: string; signal: AbortSignal | undefined },
): Promise<Result<HttpResponse>> {
  return deps.http.request({
    method: 'GET',
    url,
    headers: { ...headers, accept: 'application/json' },
    timeoutMs: { headers: Math.min(LOOK_MS, timeouts.firstByteMs), idle: LOOK_MS },
    maxBytes: LIST_MAX_BYTES,
    purpose,
    ...(signal ? { signal } : {}),
  });
}

/** An answer below status 400, or the error of `line.explain`. */
export function accepted({ explain }: Line, response: HttpResponse, purpose: string): Result<HttpResponse> {
  const { status, text, retryAfterMs } = response;
  return status < 400 ? ok(response) : fail(explain({ status, words: readErrorText(text), retryAfterMs, purpose }));
}

/**
 * Posts JSON, with the retries of the line, and answers once the server has begun to: an answer that is no refusal.
 * There are limits to the first byte and to silence, none to the whole.
 */
export function post(line: Line, wanted: Post): Promise<Result<HttpStream>> {
  const { deps, timeouts, explain } = line;
  const { purpose, signal } = wanted;
  const attempt = async (): Promise<Result<HttpStream>> => {
    wanted.onAttempt?.();
    const opened = await deps.http.stream({
      method: 'POST',
      url: wanted.url,
      headers: { ...line.headers, accept: wanted.accept, 'content-type': 'application/json' },
      body: JSON.stringify(wanted.json),
      timeoutMs: { headers: timeouts.firstByteMs, idle: timeouts.betweenBytesMs },
      maxBytes: ANSWER_MAX_BYTES,
      purpose,
      signal,
      ...(wanted.onSent ? { onSent: wanted.onSent } : {}),
    });
    if (!opened.ok || opened.value.status < 400) return opened;
    return fail(explain({ ...(await readRefusal(opened.value, deps)), purpose }));
  };
  return withRetries(attempt, line.mayRetry, { ...deps, signal });
}

/** Reads an answer to its end, as text. Errors: the body's. */
export async function readWhole({ body }: Pick<HttpStream, 'body'>): Promise<Result<string>> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) {
    if (!piece.ok) return piece;
    text += decoder.decode(piece.value, { stream: true });
  }
  return ok(text + decoder.decode());
}

/** Reads an answer to its end, as JSON. Errors: the body's; those of `parseJson`. */
export async function readWholeJson(answer: HttpStream): Promise<Result<unknown>> {
  const { status, headers } = answer;
  if (mediaType(headers) === 'text/html') {
    answer.close();
    return fail(appError('protocol', 'a web page instead of JSON', { reason: 'html', status }));
  }
  const text = await readWhole(answer);
  if (!text.ok) return text;
  return parseJson({ status, headers, text: text.value, bytes: new Uint8Array(), retryAfterMs: null });
}

async function readRefusal(answer: HttpStream, { clock }: SourceDeps): Promise<Omit<Refused, 'purpose'>> {
  const { status, headers } = answer;
  const retryAfterMs = parseRetryAfter(headers['retry-after'], clock.now());
  const decoder = new TextDecoder();
  let text = '';
  const cancel = clock.after(REFUSAL.ms, () => answer.close());
  for await (const piece of answer.body) {
    if (!piece.ok || text.length > REFUSAL.bytes) break;
    text += decoder.decode(piece.value, { stream: true });
  }
  cancel();
  return { status, words: readErrorText(text), retryAfterMs };
}

/**
 * The headers of every request: the person's own, then the credential, which wins. Header names do not differ by case,
 * and a name sent twice would be refused.
 */
export function lineHeaders(
  own: Readonly<Record<string, string>>,
  credential: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const lower = Object.entries(own).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries([...lower, ...Object.entries(credential)]);
}
