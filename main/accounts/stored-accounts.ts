import type { Clock } from '../clock.ts';
import type { Store } from '../database/client.ts';
import { fail, ok } from '../errors.ts';
import type { AccountRepository } from './repository.ts';

export interface ActiveAccount {
  activeAccount(): number | null;
  setActiveAccount(id: number | null): { ok: boolean };
}

/**
 * Accounts in the database. Which one is in use is remembered apart, among the things that may be lost: without it the
 * program asks, it does not guess.
 */
export function createStoredAccounts(
  store: Store,
  active: ActiveAccount,
  clock: Pick<Clock, 'now'>,
): AccountRepository {
  return {
    list: () => store.run('accounts.list', undefined),
    save: (account) => store.run('accounts.upsert', { ...account, now: clock.now() }),
    remove: async (id) => {
      const removed = await store.run('accounts.remove', { accountId: id });
      return removed.ok ? ok(null) : fail(removed.error);
    },
    active: async () => ok(active.activeAccount()),
    activate: async (id) => {
      active.setActiveAccount(id);
      return id === null ? ok(null) : store.run('accounts.used', { accountId: id, now: clock.now() });
    },
  };
}
