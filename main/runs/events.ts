import type {
  Apology,
  AppError,
  Interrupt,
  LostReason,
  MediaRef,
  RunItem,
  RunUsage,
  SharedState,
} from '../../preload/contract.ts';

/** How a run ends. */
export type RunEnd =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'apologised'; readonly apology: Apology }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null; readonly error: AppError | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'lost'; readonly reason: LostReason };

/** What drivers tell about a run; the reducer makes the next run of it. Times are given beside it. */
export type RunEvent =
  // ---- how it stands
  /** The source has taken it: `submitting` → `running`. */
  | { readonly kind: 'accepted'; readonly remoteId: string | null }
  /** The source said something about this run: `lastNewsAt` is now, `silent` → `running`. */
  | { readonly kind: 'news' }
  /** The soft deadline has passed without news: `running` → `silent`. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'contact'; readonly contact: 'ok' | 'keyRefused' | { readonly error: AppError } }
  /** The agent asks: `running` → `waiting`. Replaces what was asked before. */
  | { readonly kind: 'asked'; readonly interrupts: readonly Interrupt[] }
  /** All questions are answered and on their way: `waiting` → `running`. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'ended'; readonly end: RunEnd }
  /** Somebody has looked at it. */
  | { readonly kind: 'seen' }
  | { readonly kind: 'attached'; readonly conversationId: number }
  | { readonly kind: 'memory'; readonly memory: unknown }
  // ---- what is in it
  | { readonly kind: 'item'; readonly item: RunItem }
  | { readonly kind: 'append'; readonly itemId: string; readonly field: 'text' | 'args'; readonly text: string }
  | { readonly kind: 'removed'; readonly itemIds: readonly string[] }
  | { readonly kind: 'sharedState'; readonly sharedState: SharedState | null }
  | { readonly kind: 'usage'; readonly usage: readonly RunUsage[] }
  | { readonly kind: 'result'; readonly result: string | null; readonly media: readonly MediaRef[] };

/** One event for the log of a run. */
export interface LogEntry {
  readonly at: number;
  readonly type: string;
  /** The event as JSON text. */
  readonly json: string;
  /** How many events this entry stands for. */
  readonly merged: number;
  readonly fault: string | null;
}
