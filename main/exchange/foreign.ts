import type { ForeignFormat, SkipReason } from '../../preload/contract.ts';

/** A conversation of a file, in the words all formats share. What was wrong in the file may still be wrong here. */
export interface ForeignConversation {
  readonly format: ForeignFormat;
  /** The same for the same conversation of any copy of the file. */
  readonly key: string;
  readonly title: string;
  /** Milliseconds since the epoch; `null` where the file does not say. */
  readonly at: number | null;
  readonly nodes: readonly ForeignNode[];
  /** Id of the node that was looked at last. */
  readonly current: string | null;
}

/** A place in the tree. Parents may be missing, and may run in a circle. */
export interface ForeignNode {
  readonly id: string;
  readonly parent: string | null;
  /** Ids of what comes after it; this gives their order and, where nodes name no parent, the tree. */
  readonly children: readonly string[];
  /** `null`: nothing anybody would read. */
  readonly message: ForeignMessage | null;
}

export interface ForeignMessage {
  readonly author: 'me' | 'ai';
  readonly text: string;
  /** Of an answer. */
  readonly reasoning: string;
  /** Of an answer: who gave it, as a person would call it. */
  readonly source: string;
  readonly model: string | null;
  readonly at: number | null;
  /** Of an answer: it is not all that was to come. */
  readonly whole: boolean;
}

export type ReadConversation =
  | { readonly kind: 'read'; readonly conversation: ForeignConversation }
  | { readonly kind: 'skipped'; readonly title: string; readonly reason: SkipReason };

/** Seconds or milliseconds of a file, as milliseconds; anything that is no time of this or the next century is not known. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'string') return inReach(Date.parse(value));
  if (typeof value !== 'number') return null;
  // Seconds reach the year 5138 before they look like milliseconds of 1973.
  return inReach(value < 1e11 ? value * 1_000 : value);
}

const FIRST = 0;
const LAST = Date.UTC(2200, 0);

function inReach(at: number): number | null {
  return at > FIRST && at < LAST ? Math.trunc(at) : null;
}
