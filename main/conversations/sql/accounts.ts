import type { DatabaseSync } from 'node:sqlite';
import type { Account } from '../../../preload/contract.ts';
import { LOCAL_ACCOUNT_ID } from '../../database/schema.ts';
import { all, getMeta, one, run, setMeta, transaction } from '../../database/statements.ts';
import { deleteConversation } from './removal.ts';

interface AccountRow {
  id: number;
  server: string;
  user_id: number;
  username: string;
  display_name: string;
  demo: number;
}

const COLUMNS = 'id, server, user_id, username, display_name, demo';

/** Stores who signed in, or brings what we know of them up to date, and makes the account the last used one. */
export function upsertAccount(
  db: DatabaseSync,
  args: { server: string; userId: number; username: string; displayName: string; demo: boolean; now: number },
): Account {
  // The demo workspace gets a new port with each start: its account is known by what it is, not by its address.
  if (args.demo) {
    run(db, 'UPDATE account SET server = ? WHERE demo = 1 AND user_id = ?', args.server, args.userId);
  }
  const row = one<AccountRow>(
    db,
    `INSERT INTO account (server, user_id, username, display_name, demo, last_used_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (server, user_id) DO UPDATE SET username = excluded.username, display_name = excluded.display_name,
       demo = excluded.demo, last_used_at = excluded.last_used_at
     RETURNING ${COLUMNS}`,
    args.server,
    args.userId,
    args.username.toWellFormed(),
    args.displayName.toWellFormed(),
    args.demo ? 1 : 0,
    args.now,
  );
  if (!row) throw new Error('the account was not stored');
  return toAccount(row);
}

/** Every account of this profile that one can sign in to, last used first. */
export function listAccounts(db: DatabaseSync): Account[] {
  return all<AccountRow>(
    db,
    `SELECT ${COLUMNS} FROM account WHERE id <> ${LOCAL_ACCOUNT_ID} ORDER BY last_used_at DESC, id`,
  ).map(toAccount);
}

/** Makes the account the last used one. */
export function markAccountUsed(db: DatabaseSync, { accountId, now }: { accountId: number; now: number }): null {
  run(db, 'UPDATE account SET last_used_at = ? WHERE id = ?', now, accountId);
  return null;
}

/** Removes an account and everything stored for it, in steps. */
export function* removeAccount(db: DatabaseSync, { accountId }: { accountId: number }): Generator<null, null, void> {
  const conversations = all<{ id: number }>(db, 'SELECT id FROM conversation WHERE account_id = ?', accountId);
  for (const { id } of conversations) yield* deleteConversation(db, id);
  transaction(db, () => {
    run(db, 'DELETE FROM account WHERE id = ?', accountId);
    setMeta(db, syncedKey(accountId), null);
  });
  return null;
}

/** When this account was last brought in step with its server (milliseconds), `null` before the first time ended. */
export function lastSynced(db: DatabaseSync, { accountId }: { accountId: number }): number | null {
  const value = getMeta(db, syncedKey(accountId));
  return value === null ? null : Number(value);
}

export function setSynced(db: DatabaseSync, { accountId, now }: { accountId: number; now: number }): null {
  setMeta(db, syncedKey(accountId), String(now));
  return null;
}

function syncedKey(accountId: number): string {
  return `synced:${accountId}`;
}

function toAccount(row: AccountRow): Account {
  return {
    id: row.id,
    server: row.server,
    userId: row.user_id,
    username: row.username,
    displayName: row.display_name,
    demo: row.demo === 1,
  };
}
