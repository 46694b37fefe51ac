import type { AppError } from '../../errors.ts';
import { statusError } from '../../gateway/errors.ts';
import { taskStatus } from '../../gateway/schemas.ts';
import { readJson } from '../../http/json.ts';
import type { SourceAccess } from '../../sources/index.ts';
import { good } from '../chain.ts';
import { ask, failedWith, type ProbeDeps, type Seen } from './answer.ts';

/** No task has this id: the gateway looks for it in its queue and says that it is in progress (contract, 8). */
const NO_TASK = '00000000-0000-4000-8000-000000000000';

/**
 * Checks a gateway by asking for a task that does not exist: the one route without a rate limit, and it needs the key and
 * the queue behind the gateway. It says nothing about the workers.
 */
export async function probeGateway(
  deps: ProbeDeps,
  { source, headers }: SourceAccess,
  signal: AbortSignal,
): Promise<Seen> {
  const purpose = 'check gateway';
  const { answer, ms } = await ask(deps, {
    url: `${source.address}/v1/tasks/status/${NO_TASK}`,
    headers,
    purpose,
    signal,
  });
  if (!answer.ok) return failedWith(answer.error);
  if (answer.value.status >= 400) return refused(statusError(answer.value, purpose));
  const read = readJson(answer.value, taskStatus);
  if (!read.ok) return failedWith(read.error);
  return { observations: { http: good({ ms }), service: good(), access: good(), usable: good() }, ms, version: null };
}

/** The key is looked at before the queue: an error of the program itself means that the queue is away (contract, 5). */
function refused(error: AppError): Seen {
  if (error.reason !== 'serverFault') return failedWith(error, { http: good() });
  const observations = { http: good(), service: good(), access: good() };
  return { observations: { ...observations, usable: { verdict: 'broken', error } }, ms: null, version: null };
}
