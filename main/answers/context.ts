import type { Turn } from '../../preload/contract.ts';

/** Kept free for the answer when nobody says how long it may be. */
const USUAL_ANSWER_TOKENS = 1_024;
/** Of the smallest context at least this part is left to the question. */
const MOST_FOR_ANSWER = 0.5;
/** What role and separators of a message take. */
const MESSAGE_TOKENS = 4;

export interface History {
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly system: string | null;
  /** Tokens of question and answer together; `null` when not known: nothing is cut. */
  readonly contextTokens: number | null;
  /** The longest answer, in tokens; `null` for a usual one. */
  readonly answerTokens: number | null;
}

export interface CutHistory {
  readonly turns: readonly Turn[];
  /** How many turns were left out, all from the front. */
  readonly leftOut: number;
  /** An estimate of what is sent. */
  readonly tokens: number;
  /** `false`: even the system prompt and the question are more than the model takes. */
  readonly fits: boolean;
}

/**
 * Cuts a history from the front to the context of a model. The system prompt and everything from the person's last turn
 * on always stay. What was cut begins again with a turn of the person's: many models refuse an answer without its
 * question.
 */
export function cutToContext({ turns, system, contextTokens, answerTokens }: History): CutHistory {
  const costs = turns.map(({ text }) => estimateTokens(text) + MESSAGE_TOKENS);
  const systemCost = system?.trim() ? estimateTokens(system) + MESSAGE_TOKENS : 0;
  const costFrom = costsFromEach(costs);
  const cost = (start: number) => systemCost + (costFrom[start] ?? 0);
  const room = contextTokens === null ? Number.POSITIVE_INFINITY : contextTokens - reserve(contextTokens, answerTokens);

  const question = Math.max(
    0,
    turns.findLastIndex(({ role }) => role === 'user'),
  );
  const start = cost(0) <= room ? 0 : firstThatFits(turns, question, (at) => cost(at) <= room);
  return { turns: turns.slice(start), leftOut: start, tokens: cost(start), fits: cost(start) <= room };
}

/**
 * An estimate on the safe side: a token for every three bytes of UTF-8. English has about four letters a token, French
 * about three, and the signs of Chinese or Japanese, three bytes each, about one.
 */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 3);
}

function firstThatFits(turns: readonly Turn[], question: number, fits: (start: number) => boolean): number {
  for (let at = 1; at < question; at++) if (turns[at]?.role === 'user' && fits(at)) return at;
  return question;
}

function reserve(contextTokens: number, answerTokens: number | null): number {
  return Math.min(answerTokens ?? USUAL_ANSWER_TOKENS, Math.floor(contextTokens * MOST_FOR_ANSWER));
}

/** At each place, the sum of the costs from there to the end. */
function costsFromEach(costs: readonly number[]): readonly number[] {
  const sums: number[] = [];
  let sum = 0;
  for (let at = costs.length - 1; at >= 0; at--) {
    sum += costs[at] ?? 0;
    sums[at] = sum;
  }
  return sums;
}
