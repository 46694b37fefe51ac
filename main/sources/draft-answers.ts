import type { AnswerSource, AnswerSourceDraft } from '../../preload/contract.ts';
import { fits, PARAMETER_NAMES } from '../answers/parameters.ts';
import { ok } from '../errors.ts';
import { leadsNearby } from './address.ts';
import type { Base, Checked } from './draft.ts';
import { checkHeaders, checkKey, type Held, invalid } from './draft-secrets.ts';

/** Errors: `validation`/`key`, `header`, or the name of a parameter that is out of its range. */
export function checkAnswers(draft: AnswerSourceDraft, base: Base, held: Held): Checked<AnswerSource> {
  const { kind, parameters, stream, timeouts, prices } = draft;
  const key = checkKey(draft.key, held);
  if (!key.ok) return key;
  const own = checkHeaders(draft.headers, held);
  if (!own.ok) return own;
  for (const name of PARAMETER_NAMES) {
    const value = parameters[name];
    if (value !== null && !fits(name, value)) return invalid(name);
  }
  return ok({
    source: {
      kind,
      ...base,
      hasKey: key.value.hasKey,
      headers: own.value.headers,
      // Some servers tell models apart by case: nothing but the spaces of the paste is taken off.
      model: draft.model?.trim() || null,
      system: draft.system.trim() === '' ? '' : draft.system,
      parameters,
      stream,
      timeouts,
      prices,
      nearby: leadsNearby(base.address),
    },
    secrets: new Map([...key.value.secrets, ...own.value.secrets]),
  });
}
