/** Conversations kept here, whose answers come from sources of the person's own. Part of `contract.ts`. */

import type { AppError } from './contract.ts';

/** Somebody to ask: a source, and the model to ask there. */
export interface AnswerTarget {
  /** Id of a `Source`; `halext` for the AI of the Halext server of the open account. */
  readonly sourceId: string;
  /** `null`: the model of the source's settings, else the server's own. */
  readonly model: string | null;
}

/** What a conversation of ours has beside one of the server's. */
export interface LocalConversation {
  /** The first is asked; each of the others only when all before it failed before any text was shown. */
  readonly chain: readonly AnswerTarget[];
  /** Began as one prompt to several sources. */
  readonly comparison: boolean;
  /** Answers under way. */
  readonly answering: number;
}

/** What a message of such a conversation has beside one of the server's. */
export interface LocalMessage {
  readonly parentId: number | null;
  /** `false`: it lies on a branch that is not shown. */
  readonly shown: boolean;
  /** The messages with the same parent in the order in which they came, this one among them. */
  readonly siblings: readonly number[];
  /** `null` on questions. */
  readonly answer: LocalAnswer | null;
}

export interface LocalAnswer {
  readonly state: AnswerState;
  readonly target: AnswerTarget;
  /** As it was called when it was asked. */
  readonly sourceName: string;
  readonly demo: boolean;
  readonly reasoning: string;
  /** Who was asked before, in their order, and why there was no answer. */
  readonly tried: readonly { readonly target: AnswerTarget; readonly sourceName: string; readonly error: AppError }[];
  /** Turns of the conversation that did not fit the model and were not sent. */
  readonly leftOut: number;
  /** The same had been asked before in this session; nobody was asked again. */
  readonly cached: boolean;
  readonly tokens: { readonly input: number | null; readonly output: number | null };
  /** Milliseconds from asking to the first text and to the end; `null` while not known. */
  readonly firstMs: number | null;
  readonly totalMs: number | null;
  /** From the prices in the source's settings; `null` when these or the tokens are not known. */
  readonly cost: Cost | null;
}

export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export type AnswerState =
  /** Nothing has come yet. */
  | { readonly kind: 'asking'; readonly since: number }
  | { readonly kind: 'streaming'; readonly since: number }
  /** The next of the chain is on the public internet, all before it were nearby: the person says whether it is asked. */
  | { readonly kind: 'crossing'; readonly to: AnswerTarget; readonly toName: string; readonly host: string }
  | { readonly kind: 'complete'; readonly finish: 'stop' | 'length' | 'filtered' | 'tools' | null }
  | { readonly kind: 'stopped' }
  /** What came is kept, but it is not all. `closed`: the program ended meanwhile. */
  | {
      readonly kind: 'incomplete';
      readonly why: 'noDone' | 'brokenStream' | 'errorFrame' | 'closed';
      readonly error: AppError | null;
    }
  /** No text came from anybody. */
  | { readonly kind: 'failed'; readonly error: AppError };

/** The index for search by meaning: whether it is on, and how far it is. */
export interface MeaningStatus {
  /** `null`: off. The source is asked for the meaning of every message and of every search. */
  readonly chosen: { readonly sourceId: string; readonly sourceName: string; readonly model: string | null } | null;
  readonly state:
    | { readonly kind: 'off' }
    | { readonly kind: 'indexing' }
    | { readonly kind: 'paused' }
    /** Until the connection is not metered any more. */
    | { readonly kind: 'metered' }
    | { readonly kind: 'ready' }
    /** It goes on by itself at `nextAt`, or not at all until something changes. */
    | { readonly kind: 'failed'; readonly error: AppError; readonly nextAt: number | null };
  /** Messages. */
  readonly done: number;
  readonly total: number;
  /** Used so far; `null` when the server does not count. */
  readonly tokens: number | null;
  readonly cost: Cost | null;
}
