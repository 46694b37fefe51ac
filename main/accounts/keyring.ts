import type { KeychainStatus } from '../../preload/contract.ts';
import { ok, type Result } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { keychainStatusOf } from './keytar-store.ts';
import type { SecretStore } from './secret-store.ts';

/** The secrets of this program: in the keychain and, for this run, in memory. */
export interface Keyring {
  /** `null` when there is none. Errors are the keychain's. */
  read(key: string): Promise<Result<Secret | null>>;
  /** Holds for this run even when the keychain fails; listeners are told why it will not be there at the next one. */
  write(key: string, value: Secret): Promise<void>;
  /** From here it is gone in any case; the error says that the keychain would not let go of it. */
  forget(key: string): Promise<Result<null>>;
  /** How the keychain behaved the last time. */
  status(): KeychainStatus;
  /** Tries the keychain for real. */
  check(): Promise<KeychainStatus>;
  /** Calls the listener after every change of the status; answers how to stop it. */
  subscribe(listener: (status: KeychainStatus) => void): () => void;
}

/**
 * Whoever keeps secrets shares one of these, so that there is one answer to whether the keychain works. What is asked for
 * happens in the order it was asked for: a late renewal cannot come back after a sign-out.
 */
export function createKeyring(store: SecretStore): Keyring {
  const memory = new Map<string, Secret>();
  const listeners = new Set<(status: KeychainStatus) => void>();
  let status: KeychainStatus = { kind: 'ok' };
  let last: Promise<unknown> = Promise.resolve();

  function report(next: KeychainStatus): void {
    const same = JSON.stringify(next) === JSON.stringify(status);
    status = next;
    if (same) return;
    for (const listener of listeners) listener(next);
  }
  function inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const done = last.then(work);
    last = done;
    return done;
  }
  async function observed<T>(work: Promise<Result<T>>): Promise<Result<T>> {
    const result = await work;
    report(result.ok ? { kind: 'ok' } : keychainStatusOf(result.error.reason));
    return result;
  }

  return {
    read: (key) =>
      inTurn(async () => {
        const here = memory.get(key);
        if (here) return ok(here);
        const found = await observed(store.get(key));
        if (found.ok && found.value) memory.set(key, found.value);
        return found;
      }),
    async write(key, value) {
      await inTurn(async () => {
        memory.set(key, value);
        return observed(store.set(key, value));
      });
    },
    forget: (key) =>
      inTurn(async () => {
        memory.delete(key);
        return observed(store.delete(key));
      }),
    status: () => status,
    async check() {
      report(await store.status());
      return status;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
