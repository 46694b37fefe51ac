import type { AguiSource, GatewaySource, Source, SourceDraft, SourceHeader } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { normaliseGatewayAddress } from '../gateway/address.ts';
import { readModelId } from '../gateway/model-id.ts';
import { Secret } from '../secret.ts';
import { normaliseAguiAddress } from './address.ts';
import { isForwardedProps } from './forwarded-props.ts';
import { readHeaderName, readHeaderValue, readKey } from './header-text.ts';

/** A draft that may be kept, and what that means for the keychain. Entries are named by `keyEntry` and `headerEntry`. */
export interface CheckedDraft {
  readonly source: Source;
  /** Entries to delete, before the source is written. */
  readonly forget: readonly string[];
  /** Entries to write, after it. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** The address leads to another server than before. */
  readonly moved: boolean;
}

type GatewayDraft = Extract<SourceDraft, { kind: 'gateway' }>;
type AguiDraft = Extract<SourceDraft, { kind: 'agui' }>;

/** Name of the keychain entry that holds the key of a gateway. */
export function keyEntry(id: string): string {
  return `source ${id} key`;
}

/** Name of the keychain entry that holds the value of a header. */
export function headerEntry(id: string, name: string): string {
  return `source ${id} header ${name.toLowerCase()}`;
}

/** Every entry that a source has in the keychain. */
export function entriesOf(source: Source): readonly string[] {
  switch (source.kind) {
    case 'gateway':
      return source.hasKey ? [keyEntry(source.id)] : [];
    case 'agui':
      return source.headers.filter(isSecret).map(({ name }) => headerEntry(source.id, name));
    default:
      return [];
  }
}

/**
 * Checks and normalises what a person typed; `before` is the source as it is kept. Errors are those of `Sources.save`.
 *
 * A secret was given to one server: when scheme, host or port of the address change, what is kept for it is forgotten,
 * and a header that had nothing else goes with it.
 */
export function checkDraft(draft: SourceDraft, id: string, before: Source | null): Result<CheckedDraft> {
  const name = draft.name.trim().replace(/\s+/g, ' ');
  if (name === '' || /\p{Cc}/u.test(name)) return invalid('name');
  const address =
    draft.kind === 'gateway' ? normaliseGatewayAddress(draft.address) : normaliseAguiAddress(draft.address);
  if (!address.ok) return address;

  const moved = before !== null && originOf(before.address) !== originOf(address.value);
  const held = new Set(before === null || moved ? [] : entriesOf(before));
  const base = { id, name, address: address.value, demo: false };
  if (draft.kind !== 'gateway' && draft.kind !== 'agui') return invalid('kind');
  const checked = draft.kind === 'gateway' ? checkGateway(draft, base, held) : checkAgui(draft, base, held, moved);
  if (!checked.ok) return checked;

  const { source, secrets } = checked.value;
  const wanted = new Set(entriesOf(source));
  const forget = before === null ? [] : entriesOf(before).filter((entry) => moved || !wanted.has(entry));
  return ok({ source, secrets, forget, moved });
}

type Base = Pick<Source, 'id' | 'name' | 'address' | 'demo'>;
type Checked<S extends Source> = Result<{ readonly source: S; readonly secrets: ReadonlyMap<string, Secret> }>;

function checkGateway(draft: GatewayDraft, base: Base, held: ReadonlySet<string>): Checked<GatewaySource> {
  const entry = keyEntry(base.id);
  const key = typeof draft.key === 'string' ? readKey(draft.key) : null;
  if (typeof draft.key === 'string' && key === null) return invalid('key');
  const hasKey = key !== null || (draft.key === undefined && held.has(entry));
  const model = draft.model === null ? null : readModelId(draft.model);
  return ok({
    source: { kind: 'gateway', ...base, hasKey, model },
    secrets: new Map(key === null ? [] : [[entry, key]]),
  });
}

function checkAgui(draft: AguiDraft, base: Base, held: ReadonlySet<string>, moved: boolean): Checked<AguiSource> {
  const headers: SourceHeader[] = [];
  const names = new Set<string>();
  const secrets = new Map<string, Secret>();
  for (const each of draft.headers) {
    const name = readHeaderName(each.name);
    if (name === null || names.has(name.toLowerCase())) return invalid('header');
    names.add(name.toLowerCase());
    const entry = headerEntry(base.id, name);
    if (each.value === null) {
      if (moved && each.secret) continue;
      if (!each.secret || !held.has(entry)) return invalid('header');
      headers.push({ name, value: null });
      continue;
    }
    const value = readHeaderValue(each.value);
    if (value === null) return invalid('header');
    headers.push({ name, value: each.secret ? null : value });
    if (each.secret) secrets.set(entry, new Secret(value));
  }
  if (!isForwardedProps(draft.forwardedProps)) return invalid('forwardedProps');
  const { protocol, openWebuiPreset, idleSeconds, tools } = draft;
  const forwardedProps = draft.forwardedProps.trim();
  return ok({
    source: { kind: 'agui', ...base, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools },
    secrets,
  });
}

function isSecret({ value }: SourceHeader): boolean {
  return value === null;
}

function originOf(address: string): string {
  return URL.parse(address)?.origin ?? '';
}

function invalid(reason: string): Result<never> {
  return fail(appError('validation', `source: ${reason} cannot be used`, { reason }));
}
