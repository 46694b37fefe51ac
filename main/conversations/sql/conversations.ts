import type { DatabaseSync } from 'node:sqlite';
import type { AnswerTarget, Author, Conversation } from '../../../preload/contract.ts';
import { all, one, run, transaction } from '../../database/statements.ts';
import { deleteConversation } from './removal.ts';
import { refreshSummary } from './summary.ts';

/** Someone in a conversation, as stored. */
export interface StoredPerson {
  id: number;
  username: string;
  name: string;
}

interface ConversationRow {
  id: number;
  remote_id: number | null;
  title: string;
  with_ai: number;
  model_id: string | null;
  owner_id: number | null;
  user_id: number;
  people: string;
  last_author: Author | null;
  last_name: string | null;
  last_text: string | null;
  last_at: number;
  unread: number;
  hidden: number;
  presence: 'here' | 'gone';
  gap: number;
  draft: string | null;
  queued: number;
  deciding: number;
  chain: string | null;
  comparison: number;
  answering: number;
}

const SELECT = `
SELECT c.id, c.remote_id, c.title, c.with_ai, c.model_id, c.owner_id, a.user_id, c.people, c.last_author, c.last_name,
  c.last_text, c.last_at, c.unread, c.hidden, c.presence, c.gap, c.chain, c.comparison,
  (SELECT substr(d.text, 1, 200) FROM draft d WHERE d.conversation_id = c.id) AS draft,
  (SELECT count(*) FROM outbox o WHERE o.conversation_id = c.id AND o.state <> 'deciding') AS queued,
  (SELECT count(*) FROM outbox o WHERE o.conversation_id = c.id AND o.state = 'deciding') AS deciding,
  (SELECT count(*) FROM message m WHERE m.conversation_id = c.id AND m.under_way = 1) AS answering
FROM conversation c JOIN account a ON a.id = c.account_id`;

/** All conversations of some accounts as the windows show them, most recently active first, hidden ones included. */
export function listConversations(db: DatabaseSync, { accountIds }: { accountIds: readonly number[] }): Conversation[] {
  return all<ConversationRow>(
    db,
    `${SELECT} WHERE c.account_id IN (SELECT value FROM json_each(?)) ORDER BY c.last_at DESC, c.id DESC`,
    JSON.stringify(accountIds),
  ).map(toConversation);
}

/** Some conversations of some accounts; those that no longer exist are left out. */
export function getConversations(
  db: DatabaseSync,
  { accountIds, ids }: { accountIds: readonly number[]; ids: readonly number[] },
): Conversation[] {
  return ids.flatMap((id) => {
    const row = one<ConversationRow>(
      db,
      `${SELECT} WHERE c.id = ? AND c.account_id IN (SELECT value FROM json_each(?))`,
      id,
      JSON.stringify(accountIds),
    );
    return row ? [toConversation(row)] : [];
  });
}

/** The newest conversation of ours with exactly this title that is still on the server or about to be created there. */
export function findByTitle(
  db: DatabaseSync,
  { accountId, title }: { accountId: number; title: string },
): Conversation | null {
  const row = one<ConversationRow>(
    db,
    `${SELECT} WHERE c.account_id = ? AND c.title = ? AND c.presence = 'here' AND c.owner_id = a.user_id
     ORDER BY c.created_at DESC, c.id DESC LIMIT 1`,
    accountId,
    title,
  );
  return row ? toConversation(row) : null;
}

/**
 * The person has seen everything up to the message whose `order` is `upTo`. Never goes back, and never beyond what the
 * server has numbered: a message of ours that is still waiting must not mark later ones as read. Nor, in a conversation
 * kept here, up to an answer under way: it will be news when it has come.
 */
export function markRead(db: DatabaseSync, { id, upTo }: { id: number; upTo: number }): boolean {
  return transaction(db, () => {
    const changed = run(
      db,
      `UPDATE conversation SET read_up_to = seen.key FROM (
         SELECT max(sort_key) AS key FROM message WHERE conversation_id = ? AND sort_key <= ?
           AND (remote_id IS NOT NULL OR parent_id IS NOT NULL AND under_way = 0)
       ) AS seen WHERE conversation.id = ? AND seen.key > conversation.read_up_to`,
      id,
      upTo,
      id,
    );
    if (changed > 0) refreshSummary(db, id);
    return changed > 0;
  });
}

export function setHidden(db: DatabaseSync, { id, hidden }: { id: number; hidden: boolean }): null {
  run(db, 'UPDATE conversation SET hidden = ? WHERE id = ?', hidden ? 1 : 0, id);
  return null;
}

/** Removes a conversation and all that belongs to it from this computer, in steps. */
export function* removeConversation(db: DatabaseSync, { id }: { id: number }): Generator<null, null, void> {
  yield* deleteConversation(db, id);
  return null;
}

function toConversation(row: ConversationRow): Conversation {
  const people = JSON.parse(row.people) as StoredPerson[];
  return {
    id: row.id,
    remoteId: row.remote_id,
    title: row.title,
    withAi: row.with_ai === 1,
    modelId: row.model_id,
    owner: row.owner_id === row.user_id,
    people: people.map(({ id, username, name }) => ({ username, name, me: id === row.user_id })),
    last:
      row.last_author === null
        ? null
        : { author: row.last_author, name: row.last_name, text: row.last_text ?? '', at: row.last_at },
    lastAt: row.last_at,
    unread: row.unread,
    hidden: row.hidden === 1,
    presence: row.presence,
    gap: row.gap === 1,
    draft: row.draft,
    queued: row.queued,
    deciding: row.deciding,
    local:
      row.chain === null
        ? null
        : {
            chain: JSON.parse(row.chain) as AnswerTarget[],
            comparison: row.comparison === 1,
            answering: row.answering,
          },
  };
}
