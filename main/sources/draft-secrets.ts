import type { SourceDraft, SourceHeader } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { Secret } from '../secret.ts';
import { headerEntry, keyEntry } from './entries.ts';
import { readHeaderName, readHeaderValue, readKey } from './header-text.ts';

/** What is in the keychain for the source that is changed. */
export interface Held {
  readonly id: string;
  /** Entries that stay unless the draft says otherwise. */
  readonly entries: ReadonlySet<string>;
  /** The address leads to another server: what was kept is gone. */
  readonly moved: boolean;
}

/** Entries to write. */
export type Secrets = ReadonlyMap<string, Secret>;

type DraftHeaders = Extract<SourceDraft, { kind: 'agui' }>['headers'];

/** A key as it was pasted; left out, the one that is kept stays. Error: `validation`/`key`. */
export function checkKey(
  pasted: string | null | undefined,
  { id, entries }: Held,
): Result<{ readonly hasKey: boolean; readonly secrets: Secrets }> {
  const entry = keyEntry(id);
  if (typeof pasted !== 'string') return ok({ hasKey: pasted === undefined && entries.has(entry), secrets: new Map() });
  const key = readKey(pasted);
  return key === null ? invalid('key') : ok({ hasKey: true, secrets: new Map([[entry, key]]) });
}

/** Headers, each name once. One that had nothing but a secret goes when the source moves. Error: `validation`/`header`. */
export function checkHeaders(
  drafts: DraftHeaders,
  { id, entries, moved }: Held,
): Result<{ readonly headers: readonly SourceHeader[]; readonly secrets: Secrets }> {
  const headers: SourceHeader[] = [];
  const names = new Set<string>();
  const secrets = new Map<string, Secret>();
  for (const each of drafts) {
    const name = readHeaderName(each.name);
    if (name === null || names.has(name.toLowerCase())) return invalid('header');
    names.add(name.toLowerCase());
    const entry = headerEntry(id, name);
    if (each.value === null) {
      if (moved && each.secret) continue;
      if (!each.secret || !entries.has(entry)) return invalid('header');
      headers.push({ name, value: null });
      continue;
    }
    const value = readHeaderValue(each.value);
    if (value === null) return invalid('header');
    headers.push({ name, value: each.secret ? null : value });
    if (each.secret) secrets.set(entry, new Secret(value));
  }
  return ok({ headers, secrets });
}

export function invalid(reason: string): Result<never> {
  return fail(appError('validation', `source: ${reason} cannot be used`, { reason }));
}
