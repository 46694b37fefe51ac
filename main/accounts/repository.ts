import type { Account } from '../../preload/contract.ts';
import type { Result } from '../errors.ts';

export type NewAccount = Omit<Account, 'id'>;

/** The rows of the `account` table, and which account is in use. Errors are `storage`. Nothing secret is here. */
export interface AccountRepository {
  /** Most recently used first. */
  list(): Promise<Result<readonly Account[]>>;
  /**
   * Adds the account, or updates the names of the one with the same server and user id. There is one demo account at
   * most: its address changes with every start, so it is recognised by `demo` and its user id alone.
   */
  save(account: NewAccount): Promise<Result<Account>>;
  /** Removes the account and everything kept locally for it. */
  remove(id: number): Promise<Result<null>>;
  /** Id of the account in use when the app last ran, `null` when signed out. */
  active(): Promise<Result<number | null>>;
  /** Remembers the account in use and marks it as used now. */
  activate(id: number | null): Promise<Result<null>>;
}
