import type { Source, SourceDraft } from '../../preload/contract.ts';
import { CHAT_SOURCE_KINDS } from '../answers/registry.ts';
import { assertNever, ok, type Result } from '../errors.ts';
import { normaliseGatewayAddress } from '../gateway/address.ts';
import { normaliseAguiAddress } from './address.ts';
import { checkAgui, checkGateway } from './draft-agents.ts';
import { checkAnswers } from './draft-answers.ts';
import { type Held, invalid, type Secrets } from './draft-secrets.ts';
import { entriesOf } from './entries.ts';

/** A draft that may be kept, and what that means for the keychain. Entries are named by `entries.ts`. */
export interface CheckedDraft {
  readonly source: Source;
  /** Entries to delete, before the source is written. */
  readonly forget: readonly string[];
  /** Entries to write, after it. */
  readonly secrets: Secrets;
  /** The address leads to another server than before. */
  readonly moved: boolean;
}

/** What every kind of source has. */
export type Base = Pick<Source, 'id' | 'name' | 'address' | 'demo'>;
export type Checked<S extends Source> = Result<{ readonly source: S; readonly secrets: Secrets }>;

/**
 * Checks and normalises what a person typed; `before` is the source as it is kept. Errors are those of `Sources.save`.
 *
 * A secret was given to one server: when scheme, host or port of the address change, what is kept for it is forgotten,
 * and a header that had nothing else goes with it.
 */
export function checkDraft(draft: SourceDraft, id: string, before: Source | null): Result<CheckedDraft> {
  const name = draft.name.trim().replace(/\s+/g, ' ');
  if (name === '' || /\p{Cc}/u.test(name)) return invalid('name');
  const address = normaliseAddress(draft);
  if (!address.ok) return address;

  const moved = before !== null && originOf(before.address) !== originOf(address.value);
  const entries = new Set(before === null || moved ? [] : entriesOf(before));
  const base = { id, name, address: address.value, demo: false };
  const checked = checkByKind(draft, base, { id, entries, moved });
  if (!checked.ok) return checked;

  const { source, secrets } = checked.value;
  const wanted = new Set(entriesOf(source));
  const forget = before === null ? [] : entriesOf(before).filter((entry) => moved || !wanted.has(entry));
  return ok({ source, secrets, forget, moved });
}

function normaliseAddress({ kind, address }: SourceDraft): Result<string> {
  switch (kind) {
    case 'gateway':
      return normaliseGatewayAddress(address);
    case 'agui':
      return normaliseAguiAddress(address);
    default:
      return CHAT_SOURCE_KINDS[kind].normaliseAddress(address);
  }
}

function checkByKind(draft: SourceDraft, base: Base, held: Held): Checked<Source> {
  switch (draft.kind) {
    case 'gateway':
      return checkGateway(draft, base, held);
    case 'agui':
      return checkAgui(draft, base, held);
    case 'openai-compatible':
    case 'open-webui':
    case 'openai-connector':
    case 'mistral-connector':
      return checkAnswers(draft, base, held);
    default:
      return assertNever(draft);
  }
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? '';
}
