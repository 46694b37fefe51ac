import type { AnswerSource, Source } from '../../preload/contract.ts';
import type { Session } from '../accounts/session.ts';
import type { NewId } from '../clock.ts';
import { appError, assertNever, fail, ok, type Result } from '../errors.ts';
import { leadsNearby } from '../sources/address.ts';
import type { SourceAccess, Sources } from '../sources/index.ts';
import { aguiSource } from './agui/index.ts';
import { MISTRAL } from './connector/dialects.ts';
import { type AnswerDesk, HALEXT_TARGET, type OpenSource } from './desk.ts';
import { gatewaySource } from './gateway/index.ts';
import { halextSource } from './halext/index.ts';
import { knownContext, MISTRAL_CONTEXT } from './model-limits.ts';
import { openChatSource } from './open.ts';
import { NO_PARAMETERS } from './parameters.ts';
import type { ChatSource, SourceDeps } from './source.ts';

export interface AnswerDeskDeps extends SourceDeps {
  readonly sources: Pick<Sources, 'access' | 'get' | 'modelDetail'>;
  readonly session: Pick<Session, 'state' | 'api'>;
  readonly newId: NewId;
}

/** Whoever can be asked: every source that is set up, agents among them, and the AI of the account that is open. */
export function createAnswerDesk(deps: AnswerDeskDeps): AnswerDesk {
  const { sources, session } = deps;

  return {
    async open(sourceId) {
      if (sourceId === HALEXT_TARGET) return openHalext(session, deps);
      const access = await sources.access(sourceId);
      return access.ok ? ok(openSource(access.value, deps)) : access;
    },

    contextTokens(sourceId, model) {
      if (sourceId === HALEXT_TARGET) return model === null ? null : knownContext(withoutProvider(model));
      const source = sources.get(sourceId);
      if (!source || source.kind === 'agui') return null;
      const wanted = model ?? source.model;
      const listed = wanted === null ? null : sources.modelDetail(sourceId, wanted);
      return listed?.contextTokens ?? contextByName(source.kind, wanted);
    },
  };
}

function openHalext(session: AnswerDeskDeps['session'], deps: SourceDeps): Result<OpenSource> {
  const state = session.state();
  const api = session.api();
  if (api === null || (state.kind !== 'signedIn' && state.kind !== 'expired')) {
    return fail(appError('auth', 'no account is open', { reason: 'signedOut' }));
  }
  const { server: address, demo } = state.account;
  const identity = { id: HALEXT_TARGET, kind: HALEXT_TARGET, name: 'Halext', address };
  return ok({ ...PLAIN, source: halextSource(identity, api, deps), ...placeOf({ name: 'Halext', demo, address }) });
}

function openSource(access: SourceAccess, deps: AnswerDeskDeps): OpenSource {
  const { source } = access;
  const opened = { source: chatSource(access, deps), ...placeOf(source) };
  switch (source.kind) {
    case 'agui':
      return { ...PLAIN, ...opened };
    case 'gateway':
      return { ...PLAIN, ...opened, model: source.model };
    default:
      return { ...opened, ...ownSettings(source) };
  }
}

/** What sources without settings of answers are asked with. */
const PLAIN = { model: null, system: null, parameters: NO_PARAMETERS, prices: null } as const;

function ownSettings({ model, system, parameters, prices }: AnswerSource) {
  return { model, system: system === '' ? null : system, parameters, prices };
}

function placeOf({ name, demo, address }: Pick<Source, 'name' | 'demo' | 'address'>) {
  return { name, demo, nearby: leadsNearby(address) };
}

function chatSource(access: SourceAccess, deps: AnswerDeskDeps): ChatSource {
  const { source } = access;
  switch (source.kind) {
    case 'agui':
      return aguiSource(source, access, deps);
    case 'gateway':
      return gatewaySource(source, access, deps);
    case 'openai-compatible':
    case 'open-webui':
    case 'openai-connector':
    case 'mistral-connector':
      return openChatSource(source, access, deps);
    default:
      return assertNever(source);
  }
}

function contextByName(kind: Exclude<Source['kind'], 'agui'>, model: string | null): number | null {
  if (kind === 'mistral-connector') return model === null ? MISTRAL_CONTEXT : MISTRAL.contextOf(model);
  return model === null ? null : knownContext(kind === 'gateway' ? withoutBackend(model) : model);
}

/** `openai:gpt-4o` is the model `gpt-4o`: only the first colon separates. */
function withoutProvider(model: string): string {
  return model.slice(model.indexOf(':') + 1);
}

/** `openai/gpt-4o`: only the first slash separates. */
function withoutBackend(model: string): string {
  return model.slice(model.indexOf('/') + 1);
}
