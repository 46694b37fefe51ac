const LETTER = /\p{L}/u;
/** Letters of the scripts that are written from right to left. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Code and the targets of links say nothing about the text they stand in. */
const NO_TEXT = /`[^`]*`|\]\([^)]*\)|https?:\S+|<[^>]*>/g;
/** A first letter comes sooner than this, in characters. */
const FIRST = 1_000;

/**
 * The direction of a block of Markdown, by its first letter. For what holds blocks of its own (lists, quotes, tables):
 * `dir="auto"` looks past everything that has a `dir` itself, and would find nothing there.
 */
export function directionOf(markdown: string): 'ltr' | 'rtl' {
  const beginning = markdown.slice(0, FIRST);
  if (!FROM_RIGHT.test(beginning)) return 'ltr';
  const letter = LETTER.exec(beginning.replace(NO_TEXT, ''))?.[0] ?? '';
  return FROM_RIGHT.test(letter) ? 'rtl' : 'ltr';
}
