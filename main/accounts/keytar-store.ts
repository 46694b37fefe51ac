import type { KeychainStatus } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { Secret } from '../secret.ts';
import type { SecretStore } from './secret-store.ts';

const KEYCHAIN_SERVICE = 'org.halext.Companion';

/**
 * The service our entries stand under in the keychain. An unpackaged program takes another from
 * `COMPANION_KEYCHAIN_SERVICE`, so that tests never meet a person's own entries.
 */
export function keychainServiceOf(env: NodeJS.ProcessEnv, packaged: boolean): string {
  return (!packaged && env.COMPANION_KEYCHAIN_SERVICE) || KEYCHAIN_SERVICE;
}

/** `CRED_MAX_CREDENTIAL_BLOB_SIZE`: https://learn.microsoft.com/windows/win32/api/wincred/ns-wincred-credentialw */
const WINDOWS_LIMIT_BYTES = 2_560;
/** An unlock dialog may be open; somebody who is there answers it in this time. */
const PATIENCE_MS = 60_000;

export type KeychainFailure = Extract<KeychainStatus, { kind: 'unavailable' }>['reason'];

/** The part of keytar that is used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeytarStoreOptions {
  service: string;
  clock: Pick<Clock, 'after'>;
  platform: NodeJS.Platform;
  newId: () => string;
  /** For tests; the default loads the real library. */
  load?: () => Promise<Keytar>;
}

/** Secrets in the system's keychain: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. */
export function createKeytarStore(options: KeytarStoreOptions): SecretStore {
  const { service, load = loadKeytar } = options;
  let loading: Promise<Keytar> | undefined;

  const run = async <T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T>> => {
    loading ??= load();
    const keytar = await loading.catch(() => null);
    if (!keytar) return fail(keychainError('noLibrary'));
    try {
      return await withPatience(work(keytar), options.clock);
    } catch (thrown) {
      return fail(keychainError(failureOf(thrown)));
    }
  };

  const store: SecretStore = {
    async get(key) {
      const found = await run((keytar) => keytar.getPassword(service, key));
      return found.ok ? ok(found.value === null ? null : new Secret(found.value)) : found;
    },
    async set(key, value) {
      if (options.platform === 'win32' && Buffer.byteLength(value.reveal()) > WINDOWS_LIMIT_BYTES) {
        return fail(keychainError('tooLarge'));
      }
      const stored = await run((keytar) => keytar.setPassword(service, key, value.reveal()));
      return stored.ok ? ok(null) : stored;
    },
    async delete(key) {
      const deleted = await run((keytar) => keytar.deletePassword(service, key));
      return deleted.ok ? ok(null) : deleted;
    },
    status: () => selfTest(store, options.newId()),
  };
  return store;
}

/**
 * Loads keytar when it is first needed: it throws while loading where the system's library (libsecret) is missing, and a
 * static import would take the whole app down with it.
 */
async function loadKeytar(): Promise<Keytar> {
  const module = await import('keytar');
  return 'default' in module ? (module.default as Keytar) : module;
}

async function selfTest(store: SecretStore, id: string): Promise<KeychainStatus> {
  const key = `self-test ${id}`;
  const stored = await store.set(key, new Secret(id));
  const read = stored.ok ? await store.get(key) : stored;
  const deleted = read.ok ? await store.delete(key) : read;
  if (!deleted.ok) return keychainStatusOf(deleted.error.reason);
  const same = read.ok && read.value?.reveal() === id;
  return same ? { kind: 'ok' } : { kind: 'unavailable', reason: 'unknown' };
}

/** The status that the reason of a `keychain` error stands for. */
export function keychainStatusOf(reason: string | undefined): KeychainStatus {
  switch (reason) {
    case 'noLibrary':
    case 'noService':
    case 'locked':
    case 'refused':
      return { kind: 'unavailable', reason };
    default:
      return { kind: 'unavailable', reason: 'unknown' };
  }
}

function keychainError(reason: KeychainFailure | 'tooLarge') {
  return appError('keychain', `keychain: ${reason}`, { reason });
}

const CAUSES: readonly [RegExp, KeychainFailure][] = [
  [/autolaunch D-Bus|dbus-launch|\.service files|ServiceUnknown|Could not connect|default keychain/i, 'noService'],
  [/logon session/i, 'noService'],
  [/dismissed|cancell?ed|denied|not allowed to|authorization/i, 'refused'],
  [/locked|interaction is not allowed|passphrase/i, 'locked'],
];

/** Each system words its refusals in its own way; only the cause is kept. */
function failureOf(thrown: unknown): KeychainFailure {
  const message = thrown instanceof Error ? thrown.message : '';
  return CAUSES.find(([pattern]) => pattern.test(message))?.[1] ?? 'unknown';
}

function withPatience<T>(work: Promise<T>, clock: Pick<Clock, 'after'>): Promise<Result<T>> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(PATIENCE_MS, () => resolve(fail(keychainError('locked'))));
    work.then((value) => resolve(ok(value)), reject).finally(stop);
  });
}
