import { z } from 'zod';
import { type AppError, appError, fail, type Result } from '../../errors.ts';
import { statusError } from '../../halext/errors.ts';
import * as schemas from '../../halext/schemas.ts';
import { readJson } from '../../http/json.ts';
import type { HttpResponse } from '../../http/message.ts';
import type { Secret } from '../../secret.ts';
import { failure, good, linkOf, type Observation, type Observations } from '../chain.ts';
import { ask, failedWith, type ProbeDeps, type Question, type Seen } from './answer.ts';

/** The account as it stands at the moment of the check. */
export interface HalextAccess {
  /** API base. */
  readonly base: string;
  /** The token as it is; `null` while there is none. */
  readonly token: Secret | null;
  /** A refused token will be renewed by the next call of the program itself. */
  readonly renews: boolean;
  /** Why the session has ended, when it has. */
  readonly ended: AppError | null;
  /** The model that answered the last question of the last hours; `null` when none is known. */
  readonly lastModel: string | null;
}

export interface HalextSeen {
  readonly api: Seen;
  readonly ai: Seen;
  /** What the server says about its Open WebUI; `null` when it was not asked or did not say. */
  readonly openWebui: { readonly address: string | null } | null;
}

/** What the server says about its AI, in as far as we look (contract, 4). The default model is `provider:model`. */
const aiInfo = z
  .object({
    provider: z.string().nullish().catch(null),
    model: z.string().nullish().catch(null),
    default_model_id: z.string().nullish().catch(null),
  })
  .transform(({ provider, model, default_model_id }) => default_model_id || `${provider ?? ''}:${model ?? ''}`);

/**
 * Checks a Halext server and its AI with two requests, none of which changes anything there: `/health` says how its
 * database is (its status code says nothing), `/ai/info` whether the token is taken and which model answers. With
 * `whole` also whether it is a Halext server (`/version`) and where its Open WebUI is. The list of models is not asked for: reading it changes the
 * server's default (Q19).
 */
export async function probeHalext(
  deps: ProbeDeps,
  access: HalextAccess,
  { whole, signal }: { whole: boolean; signal: AbortSignal },
): Promise<HalextSeen> {
  const question = (path: string, purpose: string): Question => ({ url: access.base + path, purpose, signal });
  if (whole) {
    const { answer } = await ask(deps, question('/version', 'version'));
    const version = read(answer, 'version', schemas.version);
    if (!version.ok) return bothFailed(version.error);
    if (!/halext/i.test(version.value.apiName)) {
      return bothFailed(appError('protocol', 'no Halext server at this address', { reason: 'notHalext', status: 200 }));
    }
  }
  const { answer, ms } = await ask(deps, question('/health', 'health'));
  const health = read(answer, 'health', schemas.health);
  if (!health.ok) return bothFailed(health.error);

  const reached = { http: good({ ms }), service: good({ fact: health.value.version }) };
  const signedIn = await checkAi(deps, access, question('/ai/info', 'AI information'));
  const database = health.value.status === 'healthy' ? good() : { verdict: 'broken' as const, error: unhealthy() };
  const known = { ms, version: health.value.version || null };
  return {
    api: { ...known, observations: { ...reached, ...signedIn.access, usable: database } },
    ai: {
      ...known,
      ms: signedIn.ms,
      observations: { http: good(), service: good(), ...signedIn.access, ...signedIn.usable },
    },
    openWebui: whole ? await findOpenWebui(deps, question('/integrations/openwebui', 'Open WebUI status')) : null,
  };
}

async function findOpenWebui(deps: ProbeDeps, question: Question): Promise<HalextSeen['openWebui']> {
  const { answer } = await ask(deps, question);
  const status = read(answer, question.purpose, schemas.openWebuiStatus);
  return status.ok ? { address: status.value.enabled ? status.value.url : null } : null;
}

interface AiSeen {
  readonly access: Observations;
  readonly usable: Observations;
  readonly ms: number | null;
}

const NOTHING: AiSeen = { access: {}, usable: {}, ms: null };

async function checkAi(deps: ProbeDeps, access: HalextAccess, question: Question): Promise<AiSeen> {
  if (access.ended) return { ...NOTHING, access: failure(access.ended) };
  if (access.token === null) return NOTHING;
  const headers = { authorization: `Bearer ${access.token.reveal()}` };
  const { answer, ms } = await ask(deps, { ...question, headers });
  const info = read(answer, question.purpose, aiInfo);
  if (info.ok) return { access: { access: good() }, usable: { usable: judgeModel(info.value, access.lastModel) }, ms };

  const { error } = info;
  if (linkOf(error) === 'access') return access.renews ? NOTHING : { ...NOTHING, access: failure(error) };
  // An older server without this route, or an answer we cannot read, tells nothing about its AI.
  if (linkOf(error) === 'service' || linkOf(error) === null) return NOTHING;
  return { ...NOTHING, usable: { usable: { verdict: 'broken', error } } };
}

/** The last answer knows best who answers; a server may name a provider and still fall back to its mock (contract, 3.2). */
function judgeModel(configured: string, last: string | null): Observation {
  const model = last ?? configured;
  if (!/^mock\b/i.test(model)) return good({ fact: model });
  const error = appError('serverAi', 'the mock model answers', { reason: 'mock' });
  return { verdict: 'broken', error, fact: model };
}

function read<S extends z.ZodType>(answer: Result<HttpResponse>, purpose: string, schema: S): Result<z.output<S>> {
  if (!answer.ok) return answer;
  return answer.value.status >= 400 ? fail(statusError(answer.value, purpose)) : readJson(answer.value, schema);
}

function bothFailed(error: AppError): HalextSeen {
  return { api: failedWith(error), ai: failedWith(error), openWebui: null };
}

function unhealthy(): AppError {
  return appError('http', 'the server says that it is not healthy', { reason: 'degraded', retryable: true });
}
