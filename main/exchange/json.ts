import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import { type ConversationDocument, type DocumentMessage, FORMAT, VERSION } from './document.ts';
import { stateOf } from './state.ts';
import type { WholeConversation } from './whole.ts';

/** A conversation with all its branches as JSON; `now` in milliseconds since the epoch. */
export function toJson(whole: WholeConversation, now: number): string {
  return `${JSON.stringify(toDocument(whole, now), null, 2)}\n`;
}

export function toDocument({ conversation, messages }: WholeConversation, now: number): ConversationDocument {
  const { id, title, gap, people, local } = conversation;
  return {
    format: FORMAT,
    version: VERSION,
    exportedAt: new Date(now).toISOString(),
    conversation: {
      // The row of a conversation may be used again; the first message's follows its time, and is not.
      id: String(messages[0]?.id ?? `empty-${id}`),
      title,
      keptBy: local ? 'computer' : 'server',
      gap,
      people: people.map(({ name, me }) => ({ name, me })),
      messages: messages.map((message, index) => toDocumentMessage(message, messages[index - 1] ?? null)),
    },
  };
}

/** What a server keeps is no tree: each follows the one before it. */
function toDocumentMessage(message: StoredMessage, before: StoredMessage | null): DocumentMessage {
  const { id, author, authorName, createdAt, content, local, modelUsed, modelAsked } = message;
  const parent = local ? local.parentId : (before?.id ?? null);
  const answer = local?.answer ?? null;
  return {
    id: String(id),
    parent: parent === null ? null : String(parent),
    shown: local?.shown ?? true,
    author,
    name: author === 'other' ? authorName : null,
    at: new Date(createdAt).toISOString(),
    text: content,
    state: stateOf(message),
    source: author === 'ai' ? (answer?.sourceName ?? 'Halext') : null,
    model: author === 'ai' ? (modelUsed ?? modelAsked ?? answer?.target.model ?? null) : null,
    reasoning: answer?.reasoning ?? '',
  };
}
