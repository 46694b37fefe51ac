import type { AccountRepository } from '../../../main/accounts/repository.ts';
import { ok } from '../../../main/errors.ts';
import type { Account } from '../../../preload/contract.ts';

/** The account table in memory. */
export function memoryAccounts(): AccountRepository {
  let rows: Account[] = [];
  let active: number | null = null;
  let nextId = 1;
  return {
    list: async () => ok(rows),
    async save(account) {
      const known = rows.find(
        (row) =>
          row.userId === account.userId && row.demo === account.demo && (account.demo || row.server === account.server),
      );
      const saved = { ...account, id: known?.id ?? nextId++ };
      rows = [saved, ...rows.filter((row) => row.id !== saved.id)];
      return ok(saved);
    },
    async remove(id) {
      rows = rows.filter((row) => row.id !== id);
      return ok(null);
    },
    active: async () => ok(active),
    async activate(id) {
      active = id;
      rows = rows.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
      return ok(null);
    },
  };
}
