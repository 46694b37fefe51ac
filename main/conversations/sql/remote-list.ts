import type { DatabaseSync } from 'node:sqlite';
import { all, one, run, transaction } from '../../database/statements.ts';
import type { RemoteConversation } from '../../halext/api.ts';
import type { StoredPerson } from './conversations.ts';
import { findCreation, findFormer, findLive, isSame, type LiveRow, type Recognising } from './recognise.ts';
import { boundedText, serverTime } from './remote-text.ts';
import { listLine } from './summary.ts';

/** Conversations written in one step. */
const STEP = 25;

export interface AppliedList {
  /** Conversations whose row changed. */
  changed: number[];
  /** Conversations that disappeared from the server, or whose id now means another one. */
  gone: number[];
}

/** The server's ids of an account's conversations as known here. Ask before fetching the list (see `applyRemoteList`). */
export function knownRemoteIds(db: DatabaseSync, { accountId }: { accountId: number }): number[] {
  return all<{ remote_id: number }>(
    db,
    'SELECT remote_id FROM conversation WHERE account_id = ? AND remote_id IS NOT NULL',
    accountId,
  ).map((row) => row.remote_id);
}

/**
 * Stores what the server's list says, in steps. `knownBefore` are the ids known when the list was asked for: one of
 * them missing from the list has gone; one learnt meanwhile has not. `first`: the account's first synchronisation, whose
 * history counts as read.
 */
export function* applyRemoteList(
  db: DatabaseSync,
  args: { accountId: number; conversations: RemoteConversation[]; knownBefore: number[]; first: boolean },
): Generator<null, AppliedList, void> {
  const userId = one<{ user_id: number }>(db, 'SELECT user_id FROM account WHERE id = ?', args.accountId)?.user_id;
  if (userId === undefined) return { changed: [], gone: [] };
  const applied: AppliedList = { changed: [], gone: [] };
  const context: Context = { db, accountId: args.accountId, userId, first: args.first, applied };
  for (let from = 0; from < args.conversations.length; from += STEP) {
    const step = args.conversations.slice(from, from + STEP);
    transaction(db, () => {
      for (const remote of step) applyOne(context, remote);
    });
    yield null;
  }
  const listed = new Set(args.conversations.map((remote) => remote.id));
  transaction(db, () => {
    for (const remoteId of args.knownBefore) {
      const row = listed.has(remoteId) ? null : findLive(context, remoteId);
      if (row) archive(context, row.id);
    }
  });
  return applied;
}

/** Stores one conversation as the server describes it now; answers its local id. */
export function applyRemoteConversation(
  db: DatabaseSync,
  { accountId, conversation }: { accountId: number; conversation: RemoteConversation },
): number {
  return transaction(db, () => {
    const userId = one<{ user_id: number }>(db, 'SELECT user_id FROM account WHERE id = ?', accountId)?.user_id ?? 0;
    return applyOne({ db, accountId, userId, first: false, applied: { changed: [], gone: [] } }, conversation);
  });
}

/** The server has answered the creation of a conversation made here: it is this one. */
export function confirmCreation(
  db: DatabaseSync,
  { accountId, id, conversation }: { accountId: number; id: number; conversation: RemoteConversation },
): null {
  transaction(db, () => {
    const userId = one<{ user_id: number }>(db, 'SELECT user_id FROM account WHERE id = ?', accountId)?.user_id ?? 0;
    const context: Context = { db, accountId, userId, first: false, applied: { changed: [], gone: [] } };
    const stale = findLive(context, conversation.id);
    if (stale && stale.id !== id) archive(context, stale.id);
    adopt(context, id, conversation);
  });
  return null;
}

/** The server no longer shows this conversation: it is kept, read only, under its old identity. */
export function markGone(db: DatabaseSync, { id }: { id: number }): null {
  run(db, ARCHIVE, id);
  return null;
}

/** Conversations whose messages must be fetched, most recently active first. */
export function movedConversations(
  db: DatabaseSync,
  { accountId }: { accountId: number },
): { id: number; remoteId: number; lastId: number }[] {
  return all<{ id: number; remoteId: number; lastId: number }>(
    db,
    `SELECT id, remote_id AS remoteId, remote_last_id AS lastId FROM conversation
     WHERE account_id = ? AND remote_id IS NOT NULL AND remote_last_id IS NOT NULL
       AND synced_last_id IS NOT remote_last_id
     ORDER BY last_at DESC`,
    accountId,
  );
}

interface Context extends Recognising {
  first: boolean;
  applied: AppliedList;
}

const ARCHIVE = `UPDATE conversation SET presence = 'gone', former_remote_id = remote_id, remote_id = NULL
  WHERE id = ? AND remote_id IS NOT NULL`;

function applyOne(context: Context, remote: RemoteConversation): number {
  const live = findLive(context, remote.id);
  if (live && isSame(live, remote)) {
    if (update(context, live, remote)) context.applied.changed.push(live.id);
    return live.id;
  }
  // The id is the same but the conversation is not: the server reused the id after a deletion (Q12).
  if (live) archive(context, live.id);
  const known = findFormer(context, remote) ?? findCreation(context, remote);
  const id = known ?? insert(context, remote);
  if (known !== null) adopt(context, known, remote);
  context.applied.changed.push(id);
  return id;
}

function archive({ db, applied }: Context, id: number): void {
  run(db, ARCHIVE, id);
  applied.gone.push(id);
}

function insert({ db, accountId, first }: Context, remote: RemoteConversation): number {
  const last = remote.lastMessage;
  const people = peopleOf(remote);
  const row = one<{ id: number }>(
    db,
    `INSERT INTO conversation (account_id, remote_id, title, mode, with_ai, model_id, owner_id, people, created_at,
       remote_updated_at, remote_last_id, last_text, last_author, last_name, last_at, read_up_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    accountId,
    remote.id,
    boundedText(remote.title),
    boundedText(remote.mode),
    remote.withAi ? 1 : 0,
    remote.defaultModelId,
    remote.ownerId,
    JSON.stringify(people),
    serverTime(remote.createdAt),
    serverTime(remote.updatedAt),
    last?.id ?? null,
    last ? listLine(last.content) : null,
    last ? authorOf(last.ai) : null,
    last?.ai ? null : (people.find((person) => person.id === last?.authorId)?.name ?? null),
    serverTime(last?.createdAt ?? remote.createdAt),
    first ? (last?.id ?? 0) : 0,
  );
  if (!row) throw new Error('the conversation was not stored');
  return row.id;
}

/** Until the messages are fetched; `refreshSummary` then tells ours from other people's. */
function authorOf(ai: boolean): 'ai' | 'other' {
  return ai ? 'ai' : 'other';
}

function adopt({ db }: Context, id: number, remote: RemoteConversation): void {
  run(
    db,
    `UPDATE conversation SET remote_id = ?, presence = 'here', creation = NULL, created_at = ?, owner_id = ?,
       title = ?, mode = ?, with_ai = ?, model_id = ?, people = ?, remote_updated_at = ?, remote_last_id = ?,
       synced_last_id = NULL WHERE id = ?`,
    remote.id,
    serverTime(remote.createdAt),
    remote.ownerId,
    boundedText(remote.title),
    boundedText(remote.mode),
    remote.withAi ? 1 : 0,
    remote.defaultModelId,
    JSON.stringify(peopleOf(remote)),
    serverTime(remote.updatedAt),
    remote.lastMessage?.id ?? null,
    id,
  );
}

function update({ db }: Context, row: LiveRow, remote: RemoteConversation): boolean {
  const people = JSON.stringify(peopleOf(remote));
  const title = boundedText(remote.title);
  const mode = boundedText(remote.mode);
  const lastId = remote.lastMessage?.id ?? null;
  const moved = row.remote_last_id !== lastId || row.remote_updated_at !== serverTime(remote.updatedAt);
  const same =
    row.title === title &&
    row.mode === mode &&
    (row.with_ai === 1) === remote.withAi &&
    row.model_id === remote.defaultModelId &&
    row.people === people;
  if (same && !moved) return false;
  run(
    db,
    `UPDATE conversation SET title = ?, mode = ?, with_ai = ?, model_id = ?, people = ?, remote_updated_at = ?,
       remote_last_id = ?, synced_last_id = CASE WHEN ? THEN NULL ELSE synced_last_id END WHERE id = ?`,
    title,
    mode,
    remote.withAi ? 1 : 0,
    remote.defaultModelId,
    people,
    serverTime(remote.updatedAt),
    lastId,
    moved ? 1 : 0,
    row.id,
  );
  return !same;
}

function peopleOf(remote: RemoteConversation): StoredPerson[] {
  return remote.participants.map((person) => ({
    id: person.id,
    username: boundedText(person.username),
    name: boundedText(person.fullName || person.username),
  }));
}
