import { fold, literalSource, tolerantSource, WORD_LETTER } from './letters.ts';
import type { Term } from './terms.ts';

/** A place in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds a term in texts as a person would: accents, case and ligatures aside, from the beginning of a word. */
export interface Matcher {
  test(text: string): boolean;
  /** The first places, at most `most`, in reading order. */
  find(text: string, most: number): Span[];
}

const ENDS_IN_LETTER = new RegExp(`${WORD_LETTER}$`, 'u');
const ASCII_LETTER = Uint8Array.from({ length: 0x80 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
);
const HAS_LETTER = new RegExp(WORD_LETTER, 'u');
/** Signs between two words that still stand side by side, in UTF-16 units. */
const WIDEST_GAP = 10;
const BETWEEN_WORDS = `(?:(?!${WORD_LETTER}).)+`;

/** A matcher for each term. Making one takes a good part of a millisecond: make them once for a search. */
export function termMatchers(terms: readonly Term[]): Matcher[] {
  return terms.map((term) =>
    term.kind === 'words'
      ? createMatcher(new RegExp(wordsSource(term.words, term.prefix), 'gsu'), true)
      : createMatcher(new RegExp(literalSource(term.text), 'giu'), false),
  );
}

/** Whether a text holds all terms. */
export function holdsAll(text: string, matchers: readonly Matcher[]): boolean {
  return matchers.every((matcher) => matcher.test(text));
}

function wordsSource(words: readonly string[], prefix: boolean): string {
  const source = words.map((word) => tolerantSource(fold(word))).join(BETWEEN_WORDS);
  return `${source}${prefix ? `${WORD_LETTER}*` : `(?!${WORD_LETTER})`}`;
}

/**
 * What comes before a match is looked at afterwards: a look-behind in the expression would be tried at every letter of
 * the text, which is several times slower.
 */
function createMatcher(expression: RegExp, fromWordStart: boolean): Matcher {
  function next(text: string, from: number): Span | null {
    expression.lastIndex = from;
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      const start = match.index;
      if (!fromWordStart || !followsLetter(text, start)) return { start, end: start + match[0].length };
      expression.lastIndex = start + 1;
    }
    return null;
  }

  return {
    test: (text) => next(text, 0) !== null,
    find(text, most) {
      const found: Span[] = [];
      for (let span = next(text, 0); span && found.length < most; span = next(text, span.end)) found.push(span);
      return found;
    },
  };
}

/** Whether nothing but spaces and signs is between two places, the second after the first. */
export function areNeighbours(text: string, first: Span, second: Span): boolean {
  const gap = second.start - first.end;
  return gap > 0 && gap <= WIDEST_GAP && !HAS_LETTER.test(text.slice(first.end, second.start));
}

function followsLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at - 1);
  if (Number.isNaN(code)) return false;
  if (code < 0x80) return ASCII_LETTER[code] === 1;
  return ENDS_IN_LETTER.test(text.slice(Math.max(0, at - 2), at));
}
