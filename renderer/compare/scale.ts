import type { LocalAnswer, Message } from '../../preload/contract.ts';
import { isUnderWay } from './answer-state.ts';

/** The width of a bar in its own units. */
export const BAR = 400;

const SECOND = 1000;
const ENDS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 450, 600].map((n) => n * SECOND);
const TEN_MINUTES = 600 * SECOND;

/** Where the scale of all bars ends, ms: the first round figure that holds the longest of them. */
export function scaleEnd(answers: readonly Message[], now: number): number {
  const longest = Math.max(0, ...answers.map((each) => lasted(each, now) ?? 0));
  return ENDS.find((end) => end >= longest) ?? Math.ceil(longest / TEN_MINUTES) * TEN_MINUTES;
}

/** How long an answer took, or has taken until now, ms; `null` when that is not known. */
export function lasted(message: Message, now: number): number | null {
  const answer = message.local?.answer;
  if (!answer) return null;
  return isUnderWay(answer.state) ? Math.max(0, now - askedAt(message, answer)) : answer.totalMs;
}

function askedAt({ createdAt }: Message, { state, firstMs }: LocalAnswer): number {
  switch (state.kind) {
    case 'asking':
      return state.since;
    case 'streaming':
      return state.since - (firstMs ?? 0);
    default:
      return createdAt;
  }
}

/** The two parts of a bar, in its units: until the first word, and from there. */
export interface BarParts {
  readonly wait: number;
  readonly flow: number;
}

export function barParts(message: Message, now: number, end: number): BarParts {
  const total = lasted(message, now) ?? 0;
  const first = message.local?.answer?.firstMs ?? total;
  const wait = place(Math.min(first, total), end);
  return { wait, flow: place(total, end) - wait };
}

function place(ms: number, end: number): number {
  return Math.round(Math.min(1, ms / end) * BAR);
}
