import { type AppError, appError } from '../../errors.ts';
import type { SourceAccess } from '../../sources/index.ts';
import { failure, good, type Observations } from '../chain.ts';
import { ask, failedWith, type ProbeDeps, type Seen } from './answer.ts';

/** How the last run of an agent ended, in as far as it tells of the agent's service. */
export type LastRun =
  | { readonly kind: 'worked'; readonly at: number }
  | { readonly kind: 'refused'; readonly at: number; readonly error: AppError };

/**
 * Checks an agent. The protocol has no question that starts no run, so only the way to it is tried: `OPTIONS` has no
 * effect by its definition (RFC 9110, 9.2.1), and whatever the answer, somebody answered. Only a front end that says it
 * has nobody behind it (502 to 504), and a refused key, say more. The rest is what the last run met.
 */
export async function probeAgent(
  deps: ProbeDeps,
  { source, headers }: SourceAccess,
  last: LastRun | null,
  signal: AbortSignal,
): Promise<Seen> {
  const purpose = 'check agent';
  const { answer, ms } = await ask(deps, { method: 'OPTIONS', url: source.address, headers, purpose, signal });
  // A redirect is an answer too; a run would not follow it.
  if (!answer.ok) return failedWith(answer.error);
  const { status } = answer.value;
  const error = refusal(status, purpose);
  if (error) return failedWith(error);
  return { observations: { http: good({ ms }), ...fromLastRun(last) }, ms, version: null };
}

function refusal(status: number, purpose: string): AppError | null {
  const message = `${purpose}: status ${status}`;
  if (status === 401) return appError('auth', message, { reason: 'keyRefused', status });
  if (status === 504) return appError('http', message, { reason: 'gatewayTimeout', status, retryable: true });
  if (status === 502 || status === 503) {
    return appError('http', message, { reason: 'unavailable', status, retryable: true });
  }
  return null;
}

/** What a refused key met, stays: it does not come back by itself. Any other failure may be over by now. */
function fromLastRun(last: LastRun | null): Observations {
  switch (last?.kind) {
    case 'worked':
      return { service: good(), access: good(), usable: good() };
    case 'refused':
      return failure(last.error);
    case undefined:
      return {};
  }
}
