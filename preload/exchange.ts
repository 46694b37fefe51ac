/** Conversations as files: written for people and programs, and brought in from elsewhere. Part of `contract.ts`. */

import type { AppError } from './contract.ts';

/** `markdown`: what is shown, to read. `json`: everything, branches too; can be brought in again. */
export type ConversationFormat = 'markdown' | 'json';

/** Who wrote a file that conversations come from. */
export type ForeignFormat = 'chatgpt' | 'open-webui' | 'halext';

/** Why a conversation of a file was not brought in. */
export type SkipReason =
  /** Nothing in it is text. */
  | 'empty'
  /** It is no conversation of any format that is known. */
  | 'unknown'
  /** A message of it is longer than is kept. */
  | 'tooLong'
  /** It has more messages, or takes more room in the file, than is read. */
  | 'tooLarge';

/** How the reading of a file ended; what had been brought in by then stays. */
export type ImportEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancelled' }
  /** `validation`/`notJson`, `archive`, `fileTooLarge`, `cutOff`; `storage` with a reason where the system gives one. */
  | { readonly kind: 'failed'; readonly error: AppError };

/** What was brought in, and what was not. */
export interface ImportReport {
  readonly fileName: string;
  /** `null` when nothing in the file was known. */
  readonly format: ForeignFormat | null;
  readonly end: ImportEnd;
  readonly conversations: number;
  readonly messages: number;
  /** Conversations that had been brought in before. */
  readonly known: number;
  readonly skipped: number;
  /** The first of those skipped; titles are untrusted. */
  readonly named: readonly { readonly title: string; readonly reason: SkipReason }[];
}

export type ImportState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'reading';
      readonly fileName: string;
      /** Bytes of the file. */
      readonly done: number;
      readonly total: number;
      readonly conversations: number;
      readonly messages: number;
    }
  /** Kept until it is dismissed or the program ends. */
  | { readonly kind: 'finished'; readonly report: ImportReport };
