/** What this program can tell of itself to whoever helps. Part of `contract.ts`. */

/**
 * Where the time of one question went, in milliseconds; `null` for a part that it did not have, or not yet. The parts
 * follow one another in this order, without what the person took to type.
 */
export interface QuestionTimes {
  readonly askedAt: number;
  readonly from: 'quick' | 'main';
  /** `open`: nothing has come yet, or it came another way. */
  readonly outcome: 'answered' | 'failed' | 'open';
  /** The quick window was called for → it was shown. Only of the first question of a showing. */
  readonly opening: number | null;
  /** Handed over → the whole request was on the wire. */
  readonly sending: number | null;
  /** On the wire → the first byte of the answer. */
  readonly waiting: number | null;
  /** First byte → the whole answer was stored. */
  readonly receiving: number | null;
  /** Stored (or the first byte, of an answer that is shown as it comes) → the answer was first painted. */
  readonly drawing: number | null;
  /** Of all parts together. */
  readonly total: number;
}

/** The diagnostics as they stand: readable text without secrets, and the questions again as figures. */
export interface Diagnostics {
  readonly at: number;
  /** Markdown in the person's language. */
  readonly text: string;
  /** The last ones, newest first. */
  readonly questions: readonly QuestionTimes[];
}
