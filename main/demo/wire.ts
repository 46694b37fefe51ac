import type { ConversationRow, MessageRow, UserRow } from './state.ts';
import type { Store } from './store.ts';

/** A time as SQLite deployments send it: naive, meaning UTC, in whole seconds (contract 1.3). */
export function naiveSeconds(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** A time as Python's `datetime.utcnow()` prints it: naive, meaning UTC, with six digits of fraction. */
export function naiveMicroseconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 23)}000`;
}

/** `UserSummary` of the contract. */
export function userSummaryJson(user: UserRow) {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    full_name: user.fullName,
    is_admin: user.isAdmin,
    created_at: naiveSeconds(user.createdAt),
  };
}

/** `ChatMessage` of the contract: `sender_id` repeats `author_id`, `updated_at` is always null. */
export function messageJson(message: MessageRow) {
  return {
    content: message.content,
    id: message.id,
    conversation_id: message.conversationId,
    author_id: message.authorId,
    sender_id: message.authorId,
    author_type: message.authorId === null ? 'ai' : 'user',
    model_used: message.modelUsed,
    created_at: naiveSeconds(message.createdAt),
    updated_at: null,
  };
}

/** `ConversationSummary` of the contract: `unread_count` is always 0 and the hive-mind goal is never told. */
export function conversationJson(store: Store, conversation: ConversationRow) {
  const people = conversation.participantIds.flatMap((id) => store.user(id) ?? []);
  const last = store.lastMessage(conversation.id);
  return {
    title: conversation.title,
    mode: conversation.mode,
    with_ai: conversation.withAi,
    default_model_id: conversation.defaultModelId,
    id: conversation.id,
    owner_id: conversation.ownerId,
    created_at: naiveSeconds(conversation.createdAt),
    updated_at: naiveSeconds(conversation.updatedAt),
    participants: people.map((user) => user.username),
    participant_details: people.map(userSummaryJson),
    last_message: last && messageJson(last),
    unread_count: 0,
  };
}
