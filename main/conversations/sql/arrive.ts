import type { DatabaseSync } from 'node:sqlite';
import type { Author } from '../../../preload/contract.ts';
import { all, one, run } from '../../database/statements.ts';
import type { RemoteMessage } from '../../halext/api.ts';
import { adoptMessage, findOwn, type Unconfirmed, unconfirmedMessages } from './adopt.ts';
import type { StoredPerson } from './conversations.ts';
import { firstMessageId, nextMessageId } from './message-id.ts';
import { boundedContent, serverTime } from './remote-text.ts';
import { refreshSummary } from './summary.ts';

/** Something that arrived and that a person may want to be told of. */
export interface Arrival {
  messageId: number;
  kind: 'answer' | 'other';
}

/** One transaction in which messages of the server are added to a conversation. */
export interface Arriving {
  db: DatabaseSync;
  conversationId: number;
  userId: number;
  withAi: boolean;
  people: StoredPerson[];
  now: number;
  /** Messages of ours that one of the server's may turn out to be. */
  unconfirmed: Unconfirmed[];
  /** A question of ours waits for its answer. */
  openQuestion: boolean;
  /** Ids of the messages added. */
  added: number[];
  readUpTo: number;
  /** Messages added or changed. */
  changed: number[];
  arrivals: Arrival[];
}

/** Begins adding; the caller holds the transaction. `null` when there is no such conversation. */
export function beginArriving(db: DatabaseSync, conversationId: number, now: number): Arriving | null {
  const row = one<{ user_id: number; with_ai: number; people: string; open: number }>(
    db,
    `SELECT a.user_id, c.with_ai, c.people,
       EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = c.id AND m.answer <> 'none') AS open
     FROM conversation c JOIN account a ON a.id = c.account_id WHERE c.id = ?`,
    conversationId,
  );
  if (!row) return null;
  return {
    db,
    conversationId,
    userId: row.user_id,
    withAi: row.with_ai === 1,
    people: JSON.parse(row.people) as StoredPerson[],
    now,
    unconfirmed: unconfirmedMessages(db, conversationId),
    openQuestion: row.open === 1,
    added: [],
    readUpTo: 0,
    changed: [],
    arrivals: [],
  };
}

/** Ends adding: the conversation's own columns follow. */
export function endArriving({ db, conversationId, added, readUpTo }: Arriving): void {
  run(
    db,
    'UPDATE conversation SET message_count = message_count + ?, read_up_to = max(read_up_to, ?) WHERE id = ?',
    added.length,
    readUpTo,
    conversationId,
  );
  run(db, 'INSERT INTO unindexed (message_id) SELECT value FROM json_each(?)', JSON.stringify(added));
  refreshSummary(db, conversationId);
}

/** Adds those messages, in id order, that are not known. */
export function arrive(step: Arriving, rows: readonly RemoteMessage[]): void {
  const known = knownBetween(step, rows.at(0)?.id ?? 0, rows.at(-1)?.id ?? 0);
  for (const remote of rows) {
    if (known.has(remote.id)) continue;
    const own = isOwn(step, remote);
    const mine = own ? findOwn(step.unconfirmed, remote) : null;
    if (mine) adoptMessage(step, mine, remote);
    else insertMessage(step, remote, own);
    known.add(remote.id);
  }
}

function knownBetween({ db, conversationId }: Arriving, lowest: number, highest: number): Set<number> {
  const rows = all<{ remote_id: number }>(
    db,
    'SELECT remote_id FROM message WHERE conversation_id = ? AND remote_id BETWEEN ? AND ?',
    conversationId,
    lowest,
    highest,
  );
  return new Set(rows.map((row) => row.remote_id));
}

export function isKnown({ db, conversationId }: Arriving, remoteId: number): boolean {
  const sql = 'SELECT 1 AS yes FROM message WHERE conversation_id = ? AND remote_id = ?';
  return one(db, sql, conversationId, remoteId) !== null;
}

export function isOwn({ userId }: Arriving, remote: RemoteMessage): boolean {
  return !remote.ai && remote.authorId === userId;
}

function insertMessage(step: Arriving, remote: RemoteMessage, own: boolean): void {
  const author = remote.ai ? 'ai' : own ? 'me' : 'other';
  const id = insertRow(step, remote, author);
  step.added.push(id);
  step.changed.push(id);
  // Who wrote from another device has seen what came before.
  if (own) step.readUpTo = Math.max(step.readUpTo, remote.id);
  if (author === 'other') step.arrivals.push({ messageId: id, kind: 'other' });
  if (author === 'ai' && attachAnswer(step, id, remote.id)) step.arrivals.push({ messageId: id, kind: 'answer' });
}

/** Most ids are free, so the first one is tried without asking. */
function insertRow({ db, conversationId, people }: Arriving, remote: RemoteMessage, author: Author): number {
  const at = serverTime(remote.createdAt);
  const name = author === 'other' ? people.find((person) => person.id === remote.authorId)?.name : null;
  const insertAs = (id: number) =>
    run(
      db,
      `INSERT INTO message (id, conversation_id, remote_id, sort_key, author, author_name, model_used, created_at,
         content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
      id,
      conversationId,
      remote.id,
      remote.id,
      author,
      name ?? null,
      remote.ai ? remote.modelUsed : null,
      at,
      boundedContent(remote.content),
    ) > 0;
  const first = firstMessageId(at);
  if (insertAs(first)) return first;
  const free = nextMessageId(db, at);
  insertAs(free);
  return free;
}

/** Links an answer to the question of ours that waits for one; the longest waiting comes first. */
function attachAnswer(step: Arriving, answerId: number, remoteId: number): boolean {
  if (!step.openQuestion) return false;
  const { db, conversationId } = step;
  const question = one<{ id: number; model_asked: string | null }>(
    db,
    `SELECT id, model_asked FROM message WHERE conversation_id = ? AND answer <> 'none' AND answer <> 'failed'
       AND sort_key < ? ORDER BY answer = 'awaited' DESC, sort_key LIMIT 1`,
    conversationId,
    remoteId,
  );
  if (!question) return false;
  run(db, "UPDATE message SET answer = 'none', answer_since = NULL WHERE id = ?", question.id);
  run(db, 'UPDATE message SET model_asked = ? WHERE id = ?', question.model_asked, answerId);
  step.changed.push(question.id);
  return true;
}
