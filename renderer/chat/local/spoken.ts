import { plainLine } from '../../ui/plain-line.ts';

/** The most that is handed to a screen reader at once: about as much as it reads out in one step. Characters. */
const MOST = 300;
/** Where a piece may end: after a sentence or a line. */
const END = /[.!?…:][\s"»”)]|\n/g;

/**
 * The next words to read out of a text that grows, from `from`. Whole sentences while it grows, whatever is left once it
 * is `whole`; `null` when there is nothing to say yet. `to`: where to go on.
 */
export function nextSpoken(
  text: string,
  from: number,
  whole: boolean,
): { readonly words: string; readonly to: number } | null {
  const window = text.slice(from, from + MOST);
  const ends = [...window.matchAll(END)].map((match) => match.index + match[0].length);
  const isLast = from + MOST >= text.length;
  const length = isLast && whole ? window.length : (ends.at(-1) ?? (isLast ? 0 : atWord(window)));
  if (length === 0) return null;
  return { words: plainLine(window.slice(0, length)), to: from + length };
}

/** A long run of words without an end is cut between two of them. */
function atWord(window: string): number {
  const space = window.lastIndexOf(' ');
  return space > 0 ? space + 1 : window.length;
}
