import type { ConversationRow, DemoState, MessageRow, PresenceRow, UserRow } from './state.ts';

/** How many messages `GET …/messages` returns at most, counted from the oldest. */
export const OLDEST_MESSAGES = 200;

export type NewConversation = Omit<ConversationRow, 'id' | 'hiveMindGoal' | 'createdAt' | 'updatedAt'>;
export type NewMessage = Omit<MessageRow, 'id' | 'createdAt'>;
export type ConversationSettings = Pick<ConversationRow, 'title' | 'mode' | 'withAi' | 'defaultModelId'>;

/** The questions and changes the routes need, over the plain rows of a {@link DemoState}. */
export class Store {
  readonly state: DemoState;
  readonly #now: () => number;

  constructor(state: DemoState, now: () => number) {
    this.state = state;
    this.#now = now;
  }

  user(id: number): UserRow | undefined {
    return this.state.users.find((row) => row.id === id);
  }

  userNamed(username: string): UserRow | undefined {
    return this.state.users.find((row) => row.username === username);
  }

  /** Finds a user by user name or e-mail, exactly as spelt. */
  userForLogin(login: string): UserRow | undefined {
    return this.userNamed(login) ?? this.state.users.find((row) => row.email === login);
  }

  addUser(user: Omit<UserRow, 'id' | 'createdAt'>): UserRow {
    const row = { ...user, id: nextId(this.state.users), createdAt: this.#now() };
    this.state.users.push(row);
    return row;
  }

  /** The conversations a user takes part in, last changed first. */
  conversationsOf(userId: number): ConversationRow[] {
    return this.state.conversations
      .filter((row) => row.participantIds.includes(userId))
      .sort((a, b) => b.updatedAt - a.updatedAt);
  }

  /** The conversation, if it exists and the user takes part in it. */
  conversationFor(id: number, userId: number): ConversationRow | undefined {
    return this.state.conversations.find((row) => row.id === id && row.participantIds.includes(userId));
  }

  addConversation(conversation: NewConversation, at: number = this.#now()): ConversationRow {
    const row: ConversationRow = {
      ...conversation,
      id: nextId(this.state.conversations),
      hiveMindGoal: null,
      createdAt: at,
      updatedAt: at,
    };
    this.state.conversations.push(row);
    return row;
  }

  changeConversation(row: ConversationRow, settings: Partial<ConversationSettings & { hiveMindGoal: string }>): void {
    Object.assign(row, settings, { updatedAt: this.#now() });
  }

  /** Removes a conversation with its messages; both kinds of ids become free again. */
  removeConversation(id: number): void {
    this.state.conversations = this.state.conversations.filter((row) => row.id !== id);
    this.state.messages = this.state.messages.filter((row) => row.conversationId !== id);
  }

  /** All messages of a conversation, oldest first. */
  messagesOf(conversationId: number): MessageRow[] {
    return this.state.messages
      .filter((row) => row.conversationId === conversationId)
      .sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
  }

  lastMessage(conversationId: number): MessageRow | null {
    return this.messagesOf(conversationId).at(-1) ?? null;
  }

  /** Stores a message and moves its conversation to the top. Undefined when the conversation is gone. */
  addMessage(message: NewMessage, at: number = this.#now()): MessageRow | undefined {
    const conversation = this.state.conversations.find((row) => row.id === message.conversationId);
    if (!conversation) return undefined;
    const row = { ...message, id: nextId(this.state.messages), createdAt: at };
    this.state.messages.push(row);
    conversation.updatedAt = at;
    return row;
  }

  presenceOf(userId: number): PresenceRow | undefined {
    return this.state.presence.find((row) => row.userId === userId);
  }

  setPresence(presence: Omit<PresenceRow, 'lastSeen'>): PresenceRow {
    const row = { ...presence, lastSeen: this.#now() };
    this.state.presence = [...this.state.presence.filter((old) => old.userId !== row.userId), row];
    return row;
  }
}

/** Like SQLite's `INTEGER PRIMARY KEY`: one above the highest row there is, so ids come back after a deletion. */
function nextId(rows: readonly { id: number }[]): number {
  return (rows.at(-1)?.id ?? 0) + 1;
}
