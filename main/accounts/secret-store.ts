import type { KeychainStatus } from '../../preload/contract.ts';
import { ok, type Result } from '../errors.ts';
import type { Secret } from '../secret.ts';

/**
 * Where secrets are kept. Errors are `keychain`, their reason one of `KeychainStatus` or `tooLarge`; they never hold a
 * secret.
 */
export interface SecretStore {
  /** `null` when there is none. */
  get(key: string): Promise<Result<Secret | null>>;
  set(key: string, value: Secret): Promise<Result<null>>;
  /** Deleting what is not there succeeds. */
  delete(key: string): Promise<Result<null>>;
  /** Tries for real whether secrets can be kept: writes, reads and deletes one. */
  status(): Promise<KeychainStatus>;
}

/** Keeps secrets for this run only: the demo workspace, and tests. */
export function createMemoryStore(): SecretStore {
  const secrets = new Map<string, Secret>();
  return {
    get: async (key) => ok(secrets.get(key) ?? null),
    async set(key, value) {
      secrets.set(key, value);
      return ok(null);
    },
    async delete(key) {
      secrets.delete(key);
      return ok(null);
    },
    status: async () => ({ kind: 'ok' }),
  };
}
