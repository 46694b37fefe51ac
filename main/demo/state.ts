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
  /** The key of the agent gateway. */
  gatewayKey: string;
  /** What the agent gateway was given to do, oldest first. */
  tasks: TaskRow[];
  /** What the agents remember of their threads, last used last. */
  threads: ThreadRow[];
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

/** A task of the agent gateway. How it will end is decided when it is taken. */
export interface TaskRow {
  id: string;
  endsAt: number;
  ending: TaskEnding;
}

export type TaskEnding =
  | { status: 'completed'; result: string | null }
  | { status: 'failed'; error: string }
  | { status: 'unknown'; state: 'REVOKED' };

/** What one agent remembers of one thread. */
export interface ThreadRow {
  agent: string;
  threadId: string;
  /** The questions asked so far, first words only, oldest first. */
  asked: string[];
  /** The draft it waits for an answer about. */
  draft: MailDraft | null;
}

export interface MailDraft {
  interruptId: string;
  toolCallId: string;
  expiresAt: number;
  language: 'fr' | 'en';
  recipients: string[];
  subject: string;
  text: string;
}

export interface PresenceRow {
  userId: number;
  status: string;
  currentActivity: string | null;
  statusMessage: string | null;
  lastSeen: number;
}
