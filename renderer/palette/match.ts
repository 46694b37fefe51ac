import { fold } from '../ui/fold.ts';

/** A text made ready to be compared with many queries. */
export interface Folded {
  readonly text: string;
  /** 1 where a word begins, for each unit of the text. */
  readonly starts: Uint8Array;
}

/** Longer texts and queries are cut: what they cost grows with both lengths. Units. */
const LONGEST_TEXT = 200;
const LONGEST_QUERY = 80;

const MATCH = 16;
/** For a letter that begins a word, or follows the one before it: never both, so that no text beats the query itself. */
const PLACED = 10;
/** What each letter left out between two that match costs. */
const GAP = 1;

const WORD = /[\p{L}\p{N}]/u;
const NOWHERE = Number.NEGATIVE_INFINITY;

export function folded(text: string): Folded {
  const short = fold(text.slice(0, LONGEST_TEXT)).slice(0, LONGEST_TEXT);
  const starts = new Uint8Array(short.length);
  for (let at = 0; at < short.length; at++) starts[at] = at === 0 || !WORD.test(short[at - 1] ?? '') ? 1 : 0;
  return { text: short, starts };
}

/** The words of a query as they are compared. */
export function wordsOf(query: string): readonly string[] {
  return fold(query.slice(0, LONGEST_QUERY)).split(/\s+/).filter(Boolean);
}

/**
 * How well a text answers a query: higher is better, `null` when it does not. Each word of the query must be in the text
 * with its letters in their order, though not next to each other; the words themselves may come in any order.
 */
export function score(words: readonly string[], text: Folded): number | null {
  let total = 0;
  for (const word of words) {
    const own = isWithin(word, text.text) ? bestOf(word, text) : null;
    if (own === null) return null;
    total += own;
  }
  return total;
}

/** The cheap question that most texts answer with no. */
function isWithin(word: string, text: string): boolean {
  let from = 0;
  for (let at = 0; at < word.length; at++) {
    const found = text.indexOf(word[at] ?? '', from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
}

/** The best of all ways to find the letters of a word in their order. */
function bestOf(word: string, { text, starts }: Folded): number {
  // Place by place: the best way that ends there with the letters so far.
  let before = new Float64Array(text.length);
  let now = new Float64Array(text.length);
  for (let letter = 0; letter < word.length; letter++) {
    // The best way to an earlier place, less what was left out since.
    let reached = letter === 0 ? 0 : NOWHERE;
    for (let at = 0; at < text.length; at++) {
      const justBefore = letter > 0 && at > 0 ? (before[at - 1] ?? NOWHERE) : NOWHERE;
      now[at] = NOWHERE;
      if (text[at] === word[letter]) {
        const apart = reached + MATCH + (starts[at] === 1 ? PLACED : 0);
        now[at] = Math.max(apart, justBefore + MATCH + PLACED);
      }
      if (letter > 0) reached = Math.max(reached, justBefore) - GAP;
    }
    [before, now] = [now, before];
  }
  return before.reduce((best, each) => Math.max(best, each), NOWHERE);
}
