import type { DatabaseSync } from 'node:sqlite';
import type { AnswerTarget, LocalAnswer } from '../../../preload/contract.ts';
import { nextMessageId } from '../../conversations/sql/message-id.ts';
import { refreshSummary } from '../../conversations/sql/summary.ts';
import { ROOT } from '../../database/schema.ts';
import { all, one, run, transaction } from '../../database/statements.ts';
import { createConversation } from '../../local/sql/asking.ts';

/** A conversation that was held elsewhere. */
export interface ImportedConversation {
  /** The same for the same conversation. */
  key: string;
  title: string;
  /** Times in milliseconds since the epoch. */
  at: number;
  /** At least one; each after its parent. Those that are shown are one path. */
  messages: readonly ImportedMessage[];
}

export interface ImportedMessage {
  /** Index of the message before it; `null` for a first one. */
  parent: number | null;
  shown: boolean;
  text: string;
  at: number;
  /** `null` on questions. */
  answer: { source: string; model: string | null; reasoning: string; whole: boolean } | null;
}

export type Stored = { kind: 'stored'; id: number } | { kind: 'known' };

/**
 * Stores a conversation with all its branches, or nothing when it is here already: its first message carries its key, so
 * that one that was deleted can be brought in again. It counts as read.
 */
export function storeImported(
  db: DatabaseSync,
  { conversation, chain }: { conversation: ImportedConversation; chain: readonly AnswerTarget[] },
): Stored {
  const clientId = `import:${conversation.key}`;
  return transaction(db, () => {
    if (one(db, 'SELECT 1 AS yes FROM message WHERE client_id = ?', clientId)) return { kind: 'known' };
    const { title, at: now, messages } = conversation;
    const id = createConversation(db, { title, chain, comparison: false, now });
    const ids: number[] = [];
    for (const message of messages) {
      const parentId = message.parent === null ? ROOT : (ids[message.parent] ?? ROOT);
      const sortKey = ids.length + 1;
      ids.push(
        insert(db, message, { conversationId: id, parentId, sortKey, clientId: sortKey === 1 ? clientId : null }),
      );
    }
    const count = messages.length;
    run(db, 'UPDATE conversation SET message_count = ?, read_up_to = ? WHERE id = ?', count, count, id);
    refreshSummary(db, id);
    return { kind: 'stored', id };
  });
}

interface Place {
  conversationId: number;
  parentId: number;
  sortKey: number;
  clientId: string | null;
}

function insert(db: DatabaseSync, { shown, text, at, answer }: ImportedMessage, place: Place): number {
  const id = nextMessageId(db, at);
  run(
    db,
    `INSERT INTO message (id, conversation_id, client_id, parent_id, shown, sort_key, author, model_used, created_at,
       content, answer_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    place.conversationId,
    place.clientId,
    place.parentId,
    shown ? 1 : 0,
    place.sortKey,
    answer ? 'ai' : 'me',
    answer?.model ?? null,
    at,
    text,
    answer && JSON.stringify(factsOf(answer)),
  );
  run(db, 'INSERT INTO unindexed (message_id) VALUES (?)', id);
  return id;
}

/** No source of ours has this id: whoever asks again asks the conversation's own. */
const NOBODY = 'imported';

function factsOf({ source, model, reasoning, whole }: NonNullable<ImportedMessage['answer']>): LocalAnswer {
  return {
    state: whole ? { kind: 'complete', finish: null } : { kind: 'incomplete', why: 'closed', error: null },
    target: { sourceId: NOBODY, model },
    sourceName: source,
    demo: false,
    reasoning,
    tried: [],
    leftOut: 0,
    cached: false,
    tokens: { input: null, output: null },
    firstMs: null,
    totalMs: null,
    cost: null,
  };
}

/** The messages of a conversation after a position, those on branches that are not shown among them, oldest first. */
export function messageIdsAfter(
  db: DatabaseSync,
  { conversationId, after, limit }: { conversationId: number; after: number; limit: number },
): { id: number; order: number }[] {
  return all<{ id: number; order: number }>(
    db,
    'SELECT id, sort_key AS "order" FROM message WHERE conversation_id = ? AND sort_key > ? ORDER BY sort_key LIMIT ?',
    conversationId,
    after,
    limit,
  );
}
