import type { DatabaseSync } from 'node:sqlite';
import type { AppError, Author, LocalAnswer, LocalMessage, Message } from '../../../preload/contract.ts';
import { ROOT } from '../../database/schema.ts';
import { all, one } from '../../database/statements.ts';

export type OutboxState = 'queued' | 'sending' | 'checking' | 'deciding';

/** A message as stored. What only lives in memory (is the request on the wire, what does it wait for) is added later. */
export interface StoredMessage extends Omit<Message, 'state'> {
  pending: { state: OutboxState; since: number; error: AppError | null } | null;
}

interface MessageRow {
  id: number;
  conversation_id: number;
  remote_id: number | null;
  sort_key: number;
  author: Author;
  author_name: string | null;
  model_used: string | null;
  model_asked: string | null;
  created_at: number;
  answer: Message['answer'];
  content: string;
  state: OutboxState | null;
  since: number | null;
  error: string | null;
  parent_id: number | null;
  shown: number;
  answer_json: string | null;
}

const SELECT = `
SELECT m.id, m.conversation_id, m.remote_id, m.sort_key, m.author, m.author_name, m.model_used, m.model_asked,
  m.created_at, m.answer, m.content, o.state, o.since, o.error, m.parent_id, m.shown, m.answer_json
FROM message m LEFT JOIN outbox o ON o.message_id = m.id`;

export interface StoredPage {
  messages: StoredMessage[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** Where a page begins: at the end, around a message, or next to a position (`order`). */
export type PageFrom =
  | { kind: 'end' }
  | { kind: 'around'; messageId: number }
  | { kind: 'before'; order: number }
  | { kind: 'after'; order: number };

/** A page of what is shown of a conversation, oldest first, by position; a message that is not there opens the end. */
export function messagePage(
  db: DatabaseSync,
  args: { accountId: number; conversationId: number; from: PageFrom; limit: number },
): StoredPage | null {
  const { conversationId, limit } = args;
  if (!owns(db, args.accountId, conversationId)) return null;
  const page = pageRows(db, conversationId, args.from, limit);
  return { ...page, messages: toMessages(db, page.rows) };
}

/** Messages by id; those that no longer exist are left out. */
export function getMessages(db: DatabaseSync, { ids }: { ids: readonly number[] }): StoredMessage[] {
  const rows = ids.flatMap((id) => one<MessageRow>(db, `${SELECT} WHERE m.id = ?`, id) ?? []);
  return toMessages(db, rows);
}

function owns(db: DatabaseSync, accountId: number, conversationId: number): boolean {
  return (
    one(db, 'SELECT 1 AS yes FROM conversation WHERE id = ? AND account_id = ?', conversationId, accountId) !== null
  );
}

interface Rows {
  rows: MessageRow[];
  hasOlder: boolean;
  hasNewer: boolean;
}

function pageRows(db: DatabaseSync, conversationId: number, from: PageFrom, limit: number): Rows {
  switch (from.kind) {
    case 'end':
      return { ...older(db, conversationId, Number.MAX_SAFE_INTEGER, limit), hasNewer: false };
    case 'before': {
      const page = older(db, conversationId, from.order, limit);
      return { ...page, hasNewer: true };
    }
    case 'after': {
      const page = newer(db, conversationId, from.order, limit);
      return { ...page, hasOlder: true };
    }
    case 'around':
      return around(db, conversationId, from.messageId, limit);
  }
}

function around(db: DatabaseSync, conversationId: number, messageId: number, limit: number): Rows {
  const centre = one<{ sort_key: number }>(
    db,
    'SELECT sort_key FROM message WHERE id = ? AND conversation_id = ?',
    messageId,
    conversationId,
  );
  if (!centre) return pageRows(db, conversationId, { kind: 'end' }, limit);
  const half = Math.floor(limit / 2);
  const before = older(db, conversationId, centre.sort_key, half);
  const after = newer(db, conversationId, centre.sort_key - 1, limit - before.rows.length);
  return { rows: [...before.rows, ...after.rows], hasOlder: before.hasOlder, hasNewer: after.hasNewer };
}

function older(db: DatabaseSync, conversationId: number, before: number, limit: number) {
  const rows = all<MessageRow>(
    db,
    `${SELECT} WHERE m.conversation_id = ? AND m.sort_key < ? AND m.shown = 1 ORDER BY m.sort_key DESC LIMIT ?`,
    conversationId,
    before,
    limit + 1,
  );
  return { rows: rows.slice(0, limit).reverse(), hasOlder: rows.length > limit };
}

function newer(db: DatabaseSync, conversationId: number, after: number, limit: number) {
  const rows = all<MessageRow>(
    db,
    `${SELECT} WHERE m.conversation_id = ? AND m.sort_key > ? AND m.shown = 1 ORDER BY m.sort_key LIMIT ?`,
    conversationId,
    after,
    limit + 1,
  );
  return { rows: rows.slice(0, limit), hasNewer: rows.length > limit };
}

function toMessages(db: DatabaseSync, rows: readonly MessageRow[]): StoredMessage[] {
  const siblings = siblingsOf(db, rows);
  return rows.map((row) => toMessage(row, siblings));
}

/** For each place in the trees of the conversations these rows are of, the messages there in order. */
function siblingsOf(db: DatabaseSync, rows: readonly MessageRow[]): Siblings {
  const siblings: Siblings = new Map();
  for (const [conversationId, parents] of placesByConversation(rows)) {
    const found = all<{ id: number; parent_id: number }>(
      db,
      // The other way round SQLite would read the whole conversation.
      `SELECT m.id, m.parent_id FROM json_each(?) place
       CROSS JOIN message m ON m.conversation_id = ? AND m.parent_id = place.value ORDER BY m.sort_key`,
      JSON.stringify([...parents]),
      conversationId,
    );
    for (const { id, parent_id } of found) {
      const place = placeOf(conversationId, parent_id);
      siblings.set(place, [...(siblings.get(place) ?? []), id]);
    }
  }
  return siblings;
}

type Siblings = Map<string, readonly number[]>;

function placesByConversation(rows: readonly MessageRow[]): Map<number, Set<number>> {
  const parents = new Map<number, Set<number>>();
  for (const { conversation_id, parent_id } of rows) {
    if (parent_id === null) continue;
    parents.set(conversation_id, (parents.get(conversation_id) ?? new Set()).add(parent_id));
  }
  return parents;
}

function placeOf(conversationId: number, parentId: number): string {
  return `${conversationId}:${parentId}`;
}

function toLocal(
  { id, conversation_id, parent_id, shown, answer_json }: MessageRow,
  siblings: Siblings,
): LocalMessage | null {
  if (parent_id === null) return null;
  return {
    parentId: parent_id === ROOT ? null : parent_id,
    shown: shown === 1,
    siblings: siblings.get(placeOf(conversation_id, parent_id)) ?? [id],
    answer: answer_json === null ? null : (JSON.parse(answer_json) as LocalAnswer),
  };
}

function toMessage(row: MessageRow, siblings: Siblings): StoredMessage {
  return {
    id: row.id,
    remoteId: row.remote_id,
    conversationId: row.conversation_id,
    order: row.sort_key,
    author: row.author,
    authorName: row.author_name,
    modelUsed: row.model_used,
    modelAsked: row.model_asked,
    content: row.content,
    createdAt: row.created_at,
    answer: row.answer,
    local: toLocal(row, siblings),
    pending:
      row.state === null || row.since === null
        ? null
        : {
            state: row.state,
            since: row.since,
            error: row.error === null ? null : (JSON.parse(row.error) as AppError),
          },
  };
}
