import type { DatabaseSync } from 'node:sqlite';
import type { AppError } from '../../../preload/contract.ts';
import { all, one, run } from '../../database/statements.ts';

/** What the engines need to know of a conversation to talk to the server about it. */
export interface ConversationKey {
  id: number;
  remoteId: number | null;
  title: string;
  mode: string;
  withAi: boolean;
  modelId: string | null;
  presence: 'here' | 'gone';
  owner: boolean;
  creation: Creation | null;
  messageCount: number;
}

/**
 * A conversation made here that the server has not confirmed. Like a message it must not be posted twice: `checking`
 * looks for it in the server's list first; `refused` waits for the person.
 */
export interface Creation {
  people: string[];
  state: 'queued' | 'sending' | 'checking' | 'refused';
  since: number;
  error: AppError | null;
}

/** The server side of one conversation; `null` when this account has no such conversation. */
export function conversationKey(
  db: DatabaseSync,
  { accountId, id }: { accountId: number; id: number },
): ConversationKey | null {
  const row = one<KeyRow>(db, `${SELECT_KEY} WHERE c.id = ? AND c.account_id = ?`, id, accountId);
  return row ? toKey(row) : null;
}

/** Conversations whose creation the server has not confirmed, oldest first. */
export function unconfirmedCreations(db: DatabaseSync, { accountId }: { accountId: number }): ConversationKey[] {
  return all<KeyRow>(
    db,
    `${SELECT_KEY} WHERE c.account_id = ? AND c.creation IS NOT NULL ORDER BY c.id`,
    accountId,
  ).map(toKey);
}

/** Makes a conversation here; the outbox creates it on the server. Answers its id. */
export function createLocal(
  db: DatabaseSync,
  args: { accountId: number; title: string; withAi: boolean; modelId: string | null; people: string[]; now: number },
): number {
  const creation: Creation = { people: args.people, state: 'queued', since: args.now, error: null };
  const row = one<{ id: number }>(
    db,
    `INSERT INTO conversation (account_id, title, mode, with_ai, model_id, owner_id, people, created_at, last_at, creation)
     SELECT id, ?, ?, ?, ?, user_id, json_array(json_object('id', user_id, 'username', username, 'name', display_name)),
       ?, ?, ? FROM account WHERE id = ? RETURNING id`,
    args.title,
    modeFor(args.people.length),
    args.withAi ? 1 : 0,
    args.modelId,
    args.now,
    args.now,
    JSON.stringify(creation),
    args.accountId,
  );
  if (!row) throw new Error('no such account');
  return row.id;
}

/** Changes a conversation that only exists here; answers `false` when it may already exist on the server. */
export function editLocal(
  db: DatabaseSync,
  args: { id: number; title: string; withAi: boolean; modelId: string | null },
): boolean {
  return (
    run(
      db,
      `UPDATE conversation SET title = ?, with_ai = ?, model_id = ?
       WHERE id = ? AND remote_id IS NULL AND creation ->> 'state' IN ('queued', 'refused')`,
      args.title,
      args.withAi ? 1 : 0,
      args.modelId,
      args.id,
    ) > 0
  );
}

/** The clients' convention for `mode`; the server enforces none. */
function modeFor(otherPeople: number): string {
  if (otherPeople === 0) return 'solo';
  return otherPeople === 1 ? 'partner' : 'group';
}

/** Moves an unconfirmed creation to another state. */
export function setCreation(db: DatabaseSync, { id, creation }: { id: number; creation: Creation }): null {
  run(
    db,
    'UPDATE conversation SET creation = ? WHERE id = ? AND creation IS NOT NULL AND remote_id IS NULL',
    JSON.stringify(creation),
    id,
  );
  return null;
}

interface KeyRow {
  id: number;
  remote_id: number | null;
  title: string;
  mode: string;
  with_ai: number;
  model_id: string | null;
  presence: 'here' | 'gone';
  owner_id: number | null;
  user_id: number;
  creation: string | null;
  message_count: number;
}

const SELECT_KEY = `
SELECT c.id, c.remote_id, c.title, c.mode, c.with_ai, c.model_id, c.presence, c.owner_id, a.user_id, c.creation,
  c.message_count
FROM conversation c JOIN account a ON a.id = c.account_id`;

function toKey(row: KeyRow): ConversationKey {
  return {
    id: row.id,
    remoteId: row.remote_id,
    title: row.title,
    mode: row.mode,
    withAi: row.with_ai === 1,
    modelId: row.model_id,
    presence: row.presence,
    owner: row.owner_id === row.user_id,
    creation: row.creation === null ? null : (JSON.parse(row.creation) as Creation),
    messageCount: row.message_count,
  };
}
