/** Everything the demo workspace remembers: plain rows, so that a stopped server can be started again on the same data. */
export interface DemoState {
  users: UserRow[];
  conversations: ConversationRow[];
  messages: MessageRow[];
  presence: PresenceRow[];
  /** The server-wide default model, changed as a side effect of listing models. */
  defaultModelId: string;
  /** HS256 key of the access tokens. */
  signingKey: string;
  /** Varies the wording of the built-in responder. */
  responderSeed: number;
  /** The person the demo signs in as. */
  credentials: { username: string; password: string };
  /** Users that already have an Open WebUI account. */
  provisionedUserIds: number[];
}

/** Times in all rows are milliseconds since the epoch. */
export interface UserRow {
  id: number;
  username: string;
  email: string;
  password: string;
  fullName: string | null;
  isAdmin: boolean;
  createdAt: number;
}

export interface ConversationRow {
  id: number;
  title: string;
  mode: string;
  withAi: boolean;
  defaultModelId: string | null;
  ownerId: number;
  participantIds: number[];
  hiveMindGoal: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface MessageRow {
  id: number;
  conversationId: number;
  /** Null for answers of the AI. */
  authorId: number | null;
  modelUsed: string | null;
  content: string;
  createdAt: number;
}

export interface PresenceRow {
  userId: number;
  status: string;
  currentActivity: string | null;
  statusMessage: string | null;
  lastSeen: number;
}
