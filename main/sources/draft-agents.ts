import type { AguiSource, GatewaySource, SourceDraft } from '../../preload/contract.ts';
import { ok } from '../errors.ts';
import { readModelId } from '../gateway/model-id.ts';
import type { Base, Checked } from './draft.ts';
import { checkHeaders, checkKey, type Held, invalid } from './draft-secrets.ts';
import { isForwardedProps } from './forwarded-props.ts';

type GatewayDraft = Extract<SourceDraft, { kind: 'gateway' }>;
type AguiDraft = Extract<SourceDraft, { kind: 'agui' }>;

/** Errors: `validation`/`key`. */
export function checkGateway(draft: GatewayDraft, base: Base, held: Held): Checked<GatewaySource> {
  const key = checkKey(draft.key, held);
  if (!key.ok) return key;
  const { hasKey, secrets } = key.value;
  const model = draft.model === null ? null : readModelId(draft.model);
  return ok({ source: { kind: 'gateway', ...base, hasKey, model }, secrets });
}

/** Errors: `validation`/`header`, `forwardedProps`. */
export function checkAgui(draft: AguiDraft, base: Base, held: Held): Checked<AguiSource> {
  const checked = checkHeaders(draft.headers, held);
  if (!checked.ok) return checked;
  const { headers, secrets } = checked.value;
  if (!isForwardedProps(draft.forwardedProps)) return invalid('forwardedProps');
  const { protocol, openWebuiPreset, idleSeconds, tools } = draft;
  const forwardedProps = draft.forwardedProps.trim();
  return ok({
    source: { kind: 'agui', ...base, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools },
    secrets,
  });
}
