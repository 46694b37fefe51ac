/** Conversations, messages, search and synchronisation. Part of `contract.ts`. */
import type { LocalConversation, LocalMessage } from './answers.ts';
import type { AppError } from './contract.ts';

export interface Person {
  readonly username: string;
  readonly name: string;
  readonly me: boolean;
}

/** Who wrote something, seen from the signed-in person. */
export type Author = 'me' | 'ai' | 'other';

export interface Conversation {
  readonly id: number;
  /** `null` until the server has answered the creation. */
  readonly remoteId: number | null;
  readonly title: string;
  readonly withAi: boolean;
  /** `provider:model`, or `null` when the server has not named one. */
  readonly modelId: string | null;
  /** Only owners may rename, change the model or delete. */
  readonly owner: boolean;
  readonly people: readonly Person[];
  readonly last: {
    readonly author: Author;
    readonly name: string | null;
    readonly text: string;
    readonly at: number;
  } | null;
  readonly lastAt: number;
  readonly unread: number;
  readonly hidden: boolean;
  /** `gone`: no longer on the server (deleted, or we were removed); kept here, read only. */
  readonly presence: 'here' | 'gone';
  /** The server only returns the oldest 200 messages; true when it holds some we have never seen. */
  readonly gap: boolean;
  /** First characters of the unsent text, or `null`. */
  readonly draft: string | null;
  readonly queued: number;
  readonly deciding: number;
  /** `null`: the Halext server keeps it. */
  readonly local: LocalConversation | null;
}

/** What is happening to one message. Everything from the server is `stored`. */
export type MessageState =
  | { readonly kind: 'stored' }
  /** `waitsFor`: why it has not left yet. */
  | { readonly kind: 'queued'; readonly waitsFor: 'turn' | 'network' | 'session' }
  | { readonly kind: 'sending'; readonly since: number }
  /** It has left; the server is thinking. */
  | { readonly kind: 'waiting'; readonly since: number }
  /** The outcome of sending is unknown; we are looking on the server before anything else. */
  | { readonly kind: 'checking'; readonly since: number }
  /** Not found on the server after the grace period, or refused: the person decides. */
  | { readonly kind: 'deciding'; readonly since: number; readonly error: AppError };

export interface Message {
  readonly id: number;
  readonly remoteId: number | null;
  readonly conversationId: number;
  /** Position within the conversation: sort ascending. It changes once, when a message of ours gets its server id. */
  readonly order: number;
  readonly author: Author;
  readonly authorName: string | null;
  /** `provider:model` that answered; `mock:…` is no answer. */
  readonly modelUsed: string | null;
  /** The model that was asked for when this answer came to a question of ours; `null` when not known. */
  readonly modelAsked: string | null;
  readonly content: string;
  readonly createdAt: number;
  readonly state: MessageState;
  /** On a question of ours: the answer did not come with it; we are still looking for it, or gave up looking. */
  readonly answer: 'none' | 'awaited' | 'failed' | 'lost';
  /** `null` in conversations that the Halext server keeps. */
  readonly local: LocalMessage | null;
}

/** A window onto a conversation, oldest first. */
export interface MessagePage {
  readonly conversationId: number;
  readonly messages: readonly Message[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** Revision of the `messages` topic this page reflects. */
  readonly revision: number;
}

/** A question and the answers from each target, in their order. */
export interface Comparison {
  readonly conversation: Conversation;
  readonly question: Message;
  readonly answers: readonly Message[];
  /** Revision of the `messages` topic this reflects. */
  readonly revision: number;
}

export interface SearchHit {
  readonly messageId: number;
  readonly conversationId: number;
  readonly conversationTitle: string;
  readonly author: Author;
  readonly authorName: string | null;
  readonly createdAt: number;
  /** The excerpt in pieces; `hit` pieces are the words found. */
  readonly excerpt: readonly { readonly text: string; readonly hit: boolean }[];
  /** Why it is here: it holds the words, or means the same. */
  readonly why: 'words' | 'meaning' | 'both';
}

export interface SearchPage {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  /** Pass back to get the next page, `null` at the end. */
  readonly next: number | null;
  /** Conversations whose title matches, best first; only on the first page. */
  readonly titles: readonly { readonly conversationId: number; readonly title: string }[];
  /** Messages not yet in the index (first synchronisation, rebuild). */
  readonly pendingIndex: number;
  /** Messages that mean the same were asked for, and are among them or could not be had; absent when they were not. */
  readonly meaning?: 'used' | 'failed';
}

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly description: string | null;
  readonly contextWindow: number | null;
}

export interface ModelList {
  readonly models: readonly Model[];
  readonly defaultId: string | null;
  /** When the list was fetched; the server's listing has side effects, so it is fetched on demand only. */
  readonly fetchedAt: number | null;
}

/** One quiet line about the state of synchronisation. */
export type SyncState =
  | { readonly kind: 'idle'; readonly lastAt: number | null }
  | { readonly kind: 'syncing'; readonly done: number; readonly total: number; readonly first: boolean }
  | {
      readonly kind: 'offline';
      readonly since: number;
      readonly error: AppError;
      readonly nextAt: number | null;
      readonly queued: number;
    }
  | { readonly kind: 'paused'; readonly reason: 'suspended' | 'session' | 'signedOut' };
