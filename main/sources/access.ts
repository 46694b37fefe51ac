import type { Source } from '../../preload/contract.ts';
import type { Keyring } from '../accounts/keyring.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { headerEntry, keyEntry } from './entries.ts';

/** What a request to a source carries. Main only: it holds its secrets. */
export interface SourceAccess {
  readonly source: Source;
  /** The person's own headers, ready to be sent; for a gateway, its authorisation. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of a source of answers that has one: each kind sends it in its own way. */
  readonly key?: Secret;
}

/** Reads what the keychain has for a source. `demoKey` gives the keys of this run. Errors: those of `Sources.access`. */
export async function readAccess(
  source: Source,
  keyring: Pick<Keyring, 'read'>,
  demoKey: (id: string) => Secret | null,
): Promise<Result<SourceAccess>> {
  const headers: Record<string, string> = {};
  for (const { name, value } of 'headers' in source ? source.headers : []) {
    const sent = value === null ? await readEntry(keyring, headerEntry(source.id, name)) : ok(value);
    if (!sent.ok) return sent;
    headers[name] = typeof sent.value === 'string' ? sent.value : sent.value.reveal();
  }
  if (source.kind === 'agui' || !source.hasKey) return ok({ source, headers });

  const kept = source.demo ? demoKey(source.id) : null;
  const key = kept ? ok(kept) : await readEntry(keyring, keyEntry(source.id));
  if (!key.ok) return key;
  if (source.kind !== 'gateway') return ok({ source, headers, key: key.value });
  // The gateway knows this scheme in this spelling only.
  return ok({ source, headers: { ...headers, Authorization: `Bearer ${key.value.reveal()}` } });
}

async function readEntry(keyring: Pick<Keyring, 'read'>, entry: string): Promise<Result<Secret>> {
  const found = await keyring.read(entry);
  if (!found.ok) return found;
  if (found.value) return ok(found.value);
  return fail(appError('keychain', 'a secret of this source is not in the keychain', { reason: 'missing' }));
}
