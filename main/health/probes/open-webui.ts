import { z } from 'zod';
import { statusError } from '../../halext/errors.ts';
import { readJson } from '../../http/json.ts';
import { good } from '../chain.ts';
import { ask, failedWith, type ProbeDeps, type Seen } from './answer.ts';

/** The public configuration of an Open WebUI; nothing else answers this path with these fields. */
const config = z.object({ name: z.string(), version: z.string().max(100), features: z.object({}) });

/**
 * Checks an Open WebUI by its public configuration. Whether the person may sign in there is between it and the browser:
 * nothing is said about the access.
 */
export async function probeOpenWebui(deps: ProbeDeps, base: string, signal: AbortSignal): Promise<Seen> {
  const purpose = 'Open WebUI configuration';
  const { answer, ms } = await ask(deps, { url: `${base.replace(/\/+$/, '')}/api/config`, purpose, signal });
  if (!answer.ok) return failedWith(answer.error);
  if (answer.value.status >= 400) return failedWith(statusError(answer.value, purpose));
  const read = readJson(answer.value, config);
  if (!read.ok) return failedWith(read.error);
  const { version } = read.value;
  return { observations: { http: good({ ms }), service: good({ fact: version }) }, ms, version };
}
