import type { Clock, Random } from '../clock.ts';
import type { AppError, Result } from '../errors.ts';

/** Which failures of a request, none of whose answer has been used, may be tried again by itself. */
export type MayRetry = (error: AppError) => boolean;

export const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 500;
/** A server that asks for a longer pause is taken at its word: the failure is told, with the pause. */
const LONGEST_PAUSE_MS = 30_000;

/** Nobody was reached, so nothing can have begun. */
export function notConnected({ kind, reason }: AppError): boolean {
  switch (kind) {
    case 'dns':
    case 'refused':
    case 'offline':
      return true;
    case 'timeout':
      return reason === 'connect';
    default:
      return false;
  }
}

/** The server is asked to be left alone for a while: status 429, unless it means that the money is spent. */
export function tooManyRequests({ status, reason }: AppError): boolean {
  return status === 429 && reason !== 'quota';
}

/** Status 5xx. */
export function serverFailed({ status, kind }: AppError): boolean {
  return status !== undefined && status >= 500 && (kind === 'http' || kind === 'serverAi');
}

/**
 * Tries up to three times, with pauses of about 0.5 and 1 s, or what the server asked for. Answers the last result. The
 * signal ends a pause, and with it the trying.
 */
export async function withRetries<T>(
  attempt: () => Promise<Result<T>>,
  mayRetry: MayRetry,
  { clock, random, signal }: { clock: Clock; random: Random; signal: AbortSignal },
): Promise<Result<T>> {
  for (let tried = 1; ; tried++) {
    const result = await attempt();
    if (result.ok || tried === ATTEMPTS || !mayRetry(result.error)) return result;
    const pause = result.error.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** (tried - 1) * (0.75 + random() / 2);
    if (pause > LONGEST_PAUSE_MS) return result;
    await rest(pause, clock, signal);
    if (signal.aborted) return result;
  }
}

function rest(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
}
