import type { DatabaseSync } from 'node:sqlite';
import { all, one } from '../../database/statements.ts';
import type { RemoteConversation } from '../../halext/api.ts';
import type { Creation } from './conversation-keys.ts';
import { boundedText, serverTime } from './remote-text.ts';

export interface Recognising {
  db: DatabaseSync;
  accountId: number;
  userId: number;
}

/** A conversation as stored, for comparing with what the server says. */
export interface LiveRow {
  id: number;
  created_at: number;
  owner_id: number | null;
  title: string;
  mode: string;
  with_ai: number;
  model_id: string | null;
  people: string;
  remote_updated_at: number | null;
  remote_last_id: number | null;
}

const COLUMNS = 'id, created_at, owner_id, title, mode, with_ai, model_id, people, remote_updated_at, remote_last_id';

/** The conversation that has this id on the server, as far as we know. */
export function findLive({ db, accountId }: Recognising, remoteId: number): LiveRow | null {
  return one<LiveRow>(
    db,
    `SELECT ${COLUMNS} FROM conversation WHERE account_id = ? AND remote_id = ?`,
    accountId,
    remoteId,
  );
}

/** A conversation we thought gone that the server shows again: we were let back in, or the list had a bad moment. */
export function findFormer({ db, accountId }: Recognising, remote: RemoteConversation): number | null {
  const rows = all<LiveRow>(
    db,
    `SELECT ${COLUMNS} FROM conversation WHERE account_id = ? AND presence = 'gone' AND former_remote_id = ?`,
    accountId,
    remote.id,
  );
  return rows.find((row) => isSame(row, remote))?.id ?? null;
}

/**
 * A creation of ours whose answer was lost: a conversation we did not know, that we own, with the same title, AI and
 * people. What was on the server before is known here, because nothing is created before the first list has arrived.
 */
export function findCreation({ db, accountId, userId }: Recognising, remote: RemoteConversation): number | null {
  if (remote.ownerId !== userId) return null;
  const others = remote.participants.filter((person) => person.id !== userId).map((person) => person.username);
  const rows = all<{ id: number; creation: string; with_ai: number; username: string }>(
    db,
    `SELECT c.id, c.creation, c.with_ai, a.username FROM conversation c JOIN account a ON a.id = c.account_id
     WHERE c.account_id = ? AND c.creation IS NOT NULL AND c.title = ? ORDER BY c.id`,
    accountId,
    boundedText(remote.title),
  );
  const match = rows.find((row) => {
    const creation = JSON.parse(row.creation) as Creation;
    const wanted = creation.people.filter((name) => name !== row.username);
    return creation.state !== 'queued' && (row.with_ai === 1) === remote.withAi && sameNames(wanted, others);
  });
  return match?.id ?? null;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  const left = new Set(a);
  const right = new Set(b);
  return left.size === right.size && [...left].every((name) => right.has(name));
}

/** Same conversation, not merely the same id. A second of tolerance: a server may change the precision of its dates. */
export function isSame(row: Pick<LiveRow, 'created_at' | 'owner_id'>, remote: RemoteConversation): boolean {
  return row.owner_id === remote.ownerId && Math.abs(row.created_at - serverTime(remote.createdAt)) < 1_000;
}
