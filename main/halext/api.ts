import type { Result } from '../errors.ts';

/**
 * The part of the Halext API the companion uses, already parsed: what the server says (contract of the backend
 * 0.2.0-refactored) in our words. Times are milliseconds since the epoch, UTC.
 */
export interface HalextApi {
  version(signal?: AbortSignal): Promise<Result<RemoteVersion>>;
  health(signal?: AbortSignal): Promise<Result<RemoteHealth>>;
  me(): Promise<Result<RemoteUser>>;
  searchUsers(text: string): Promise<Result<RemotePerson[]>>;
  /** Newest change first, no paging: the server sends them all. */
  listConversations(): Promise<Result<RemoteConversationList>>;
  getConversation(remoteId: number): Promise<Result<RemoteConversation>>;
  createConversation(input: NewRemoteConversation): Promise<Result<RemoteConversation>>;
  /** The server replaces everything: send the freshest copy of all four fields. */
  replaceConversation(remoteId: number, input: ReplaceRemoteConversation): Promise<Result<RemoteConversation>>;
  deleteConversation(remoteId: number): Promise<Result<null>>;
  /** The OLDEST 200 only, in id order. */
  listMessages(remoteId: number): Promise<Result<RemoteMessage[]>>;
  /**
   * Stores the message and, with AI, blocks until the model has answered (up to ~150 s): `[mine]` or `[mine, ai]`.
   * Not idempotent: after any failure but 401 the message may be stored.
   */
  postMessage(remoteId: number, input: PostMessage): Promise<Result<RemoteMessage[]>>;
  /**
   * Asks the AI without a conversation: nothing is stored (up to ~150 s). A `model` that begins with `mock:` has not
   * answered anything.
   */
  chat(input: RemoteQuestion): Promise<Result<RemoteAnswer>>;
  /** Has side effects on the server: on user action only, and never with a provider. */
  listModels(): Promise<Result<RemoteModels>>;
  openWebuiStatus(): Promise<Result<{ enabled: boolean; url: string | null }>>;
  openWebuiSso(redirectTo: string | null): Promise<Result<{ ssoUrl: string }>>;
  openWebuiProvision(): Promise<
    Result<{ success: boolean; action: string | null; message: string; error: string | null }>
  >;
}

export interface RemoteVersion {
  version: string;
  apiName: string;
}

export interface RemoteHealth {
  status: 'healthy' | 'degraded';
  version: string;
}

export interface RemotePerson {
  username: string;
  fullName: string | null;
}

export interface RemoteUser extends RemotePerson {
  id: number;
  email: string;
}

export interface RemoteConversationList {
  conversations: RemoteConversation[];
  /** False when rows could not be read and were left out: what is missing may still be there. */
  complete: boolean;
}

export interface RemoteConversation {
  id: number;
  title: string;
  mode: string;
  withAi: boolean;
  defaultModelId: string | null;
  ownerId: number;
  createdAt: number;
  updatedAt: number;
  participants: (RemotePerson & { id: number })[];
  lastMessage: RemoteMessage | null;
}

export interface RemoteMessage {
  id: number;
  conversationId: number;
  authorId: number | null;
  ai: boolean;
  modelUsed: string | null;
  content: string;
  createdAt: number;
}

export interface NewRemoteConversation {
  title: string;
  withAi: boolean;
  defaultModelId: string | null;
  participantUsernames: string[];
}

export interface ReplaceRemoteConversation {
  title: string;
  mode: string;
  withAi: boolean;
  defaultModelId: string | null;
}

export interface PostMessage {
  content: string;
  model: string | null;
  signal: AbortSignal;
  /** Called once when the whole request is on the wire. */
  onSent: () => void;
  /** Called when an answer begins; with a renewed token, the second time is the one that counts. */
  onFirstByte?: () => void;
}

export interface RemoteQuestion extends Pick<PostMessage, 'model' | 'signal' | 'onSent' | 'onFirstByte'> {
  prompt: string;
  /** What was said before, oldest first. */
  history: readonly { role: string; content: string }[];
}

export interface RemoteAnswer {
  text: string;
  /** `provider:model` that answered. */
  model: string | null;
}

export interface RemoteModel {
  id: string;
  name: string;
  provider: string;
  description: string | null;
  contextWindow: number | null;
}

export interface RemoteModels {
  models: RemoteModel[];
  defaultModelId: string | null;
}
