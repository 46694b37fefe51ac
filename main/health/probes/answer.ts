import type { Clock } from '../../clock.ts';
import type { AppError, Result } from '../../errors.ts';
import type { HttpClient, HttpMethod, HttpResponse } from '../../http/message.ts';
import { failure, type Observations } from '../chain.ts';

/** What a check of one service saw. */
export interface Seen {
  readonly observations: Observations;
  /** Round trip of the first request, milliseconds. */
  readonly ms: number | null;
  readonly version: string | null;
}

export interface ProbeDeps {
  readonly http: HttpClient;
  readonly clock: Pick<Clock, 'now'>;
}

const PATIENCE_MS = 5_000;
const MAX_BYTES = 256 * 1024;

export interface Question {
  readonly url: string;
  readonly purpose: string;
  readonly signal: AbortSignal;
  readonly method?: HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One small request with the patience of a check, and how long its answer took. */
export async function ask(
  { http, clock }: ProbeDeps,
  { method = 'GET', headers, ...rest }: Question,
): Promise<{ answer: Result<HttpResponse>; ms: number }> {
  const startedAt = clock.now();
  const answer = await http.request({
    ...rest,
    method,
    headers: { accept: 'application/json', ...headers },
    timeoutMs: { headers: PATIENCE_MS, idle: PATIENCE_MS, total: PATIENCE_MS },
    maxBytes: MAX_BYTES,
  });
  return { answer, ms: Math.max(0, clock.now() - startedAt) };
}

/** What an error of the first request tells of the service. `ms` of an answer that is a refusal is worth nothing. */
export function failedWith(error: AppError, more: Observations = {}): Seen {
  return { observations: { ...more, ...failure(error) }, ms: null, version: null };
}
