import type { AnswerSource } from '../../../preload/contract.ts';
import { checkModel } from '../../answers/connection-test.ts';
import { MISTRAL, OPENAI } from '../../answers/connector/dialects.ts';
import { health } from '../../answers/connector/schemas.ts';
import { openChatSource } from '../../answers/open.ts';
import { refusalError } from '../../answers/refusal.ts';
import type { SourceModel } from '../../answers/source.ts';
import { readErrorText } from '../../answers/words.ts';
import type { Clock } from '../../clock.ts';
import { appError } from '../../errors.ts';
import { readJson } from '../../http/json.ts';
import type { HttpClient } from '../../http/message.ts';
import type { SourceAccess } from '../../sources/access.ts';
import { failure, good, type Observation } from '../chain.ts';
import { ask, failedWith, type Seen } from './answer.ts';
import { probeOpenWebui } from './open-webui.ts';

export interface AnswerProbeDeps {
  readonly http: HttpClient;
  readonly clock: Clock;
}

/** Checks a source of answers without asking it anything that costs: no question, no tokens. */
export function probeAnswers(
  deps: AnswerProbeDeps,
  source: AnswerSource,
  access: SourceAccess,
  signal: AbortSignal,
): Promise<Seen> {
  switch (source.kind) {
    case 'openai-compatible':
      return probeList(deps, source, access, signal);
    case 'open-webui':
      return probeDirectly(deps, source, access, signal);
    case 'openai-connector':
    case 'mistral-connector':
      return probeConnector(deps, source, access, signal);
  }
}

/** The list of models is the one thing every such server has: it tells the way, the service and the key at once. */
async function probeList(
  deps: AnswerProbeDeps,
  source: AnswerSource,
  access: SourceAccess,
  signal: AbortSignal,
): Promise<Seen> {
  const startedAt = deps.clock.now();
  const models = await listed(deps, source, access, signal);
  const ms = Math.max(0, deps.clock.now() - startedAt);
  if (!models.ok) return failedWith(models.error);
  const usable = await usableModel(source, models.value);
  return { observations: { http: good({ ms }), service: good(), access: good(), usable }, ms, version: null };
}

/** The public configuration says whether it is one; the list of models whether the key may use it. */
async function probeDirectly(
  deps: AnswerProbeDeps,
  source: AnswerSource,
  access: SourceAccess,
  signal: AbortSignal,
): Promise<Seen> {
  const seen = await probeOpenWebui(deps, source.address, signal);
  if (seen.observations.service?.verdict !== 'good') return seen;
  const models = await listed(deps, source, access, signal);
  if (!models.ok) return { ...seen, observations: { ...seen.observations, ...failure(models.error) } };
  const usable = await usableModel(source, models.value);
  return { ...seen, observations: { ...seen.observations, access: good(), usable } };
}

/** Its health says who it is and whether it has a key; the provider behind it is not asked. */
async function probeConnector(
  deps: AnswerProbeDeps,
  { kind, address }: AnswerSource,
  { key, headers }: SourceAccess,
  signal: AbortSignal,
): Promise<Seen> {
  const purpose = 'check connector';
  const dialect = kind === 'mistral-connector' ? MISTRAL : OPENAI;
  const { answer, ms } = await ask(deps, { url: `${address}/health`, headers, purpose, signal });
  if (!answer.ok) return failedWith(answer.error);
  const { status, text, retryAfterMs } = answer.value;
  if (status >= 400) return failedWith(refusalError({ status, words: readErrorText(text), retryAfterMs, purpose }));
  const read = readJson(answer.value, health);
  if (!read.ok) return failedWith(read.error);
  if (read.value.service !== dialect.service) {
    return failedWith(appError('protocol', `another service than the ${dialect.service}`, { reason: 'otherService' }));
  }
  const reached = { http: good({ ms }), service: good() };
  const configured = read.value[dialect.configured] ?? read.value.status === 'healthy';
  if (configured || key !== undefined) {
    return { observations: { ...reached, access: good() }, ms, version: null };
  }
  const error = appError('auth', 'the connector has no key of its own', { reason: 'notConfigured' });
  return { observations: { ...reached, ...failure(error) }, ms, version: null };
}

function listed(deps: AnswerProbeDeps, source: AnswerSource, access: SourceAccess, signal: AbortSignal) {
  // A list is asked for once: nothing is retried, so chance is not needed.
  return openChatSource(source, access, { ...deps, random: () => 0 }).models(signal);
}

/** A source works when the model its settings name is there; without one, any model will do. */
async function usableModel({ model }: AnswerSource, models: readonly SourceModel[]): Promise<Observation> {
  const checked = await checkModel(model, models, false);
  return checked.ok ? good(model === null ? {} : { fact: model }) : { verdict: 'broken', error: checked.error };
}
