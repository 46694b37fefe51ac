import { fold, spellings, WORD_LETTER } from './letters.ts';

/** Longer searches are cut: nobody types them, and the index has to answer each word. */
const MOST_CHARACTERS = 200;
const MOST_TERMS = 12;
const MOST_SPELLINGS = 4;
/** SQLite refuses a LIKE pattern above 200 bytes. */
const MOST_PATTERN = 40;

/**
 * Something that must be in the message. `words`, in small letters, stand next to each other; with `prefix` the last one
 * may go on.
 * `text` is looked for as it is: scripts written without spaces, which the index takes for one long word, and signs.
 */
export type Term =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly prefix: boolean }
  | { readonly kind: 'text'; readonly text: string };

const WORDS = new RegExp(`${WORD_LETTER}+`, 'gu');
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const HAS_LETTER = /[\p{L}\p{N}\p{Co}]/u;

/** Letters that French, English and their neighbours write with diacritics: in a LIKE pattern any letter goes there. */
const OFTEN_ACCENTED = /[aceinouysz]/g;

/**
 * Reads what a person typed, whatever it is. Words between quotation marks must stand together; the last word may be
 * unfinished from two letters on; a lone letter at the end is the start of a word and says nothing yet.
 */
export function parseTerms(text: string): Term[] {
  const clean = text
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\uFFFD]/gu, ' ');
  const chunks = [...clean.matchAll(/"([^"]*)"?|[^\s"]+/g)];
  const terms = chunks.flatMap((chunk) => toTerm(chunk[1] ?? chunk[0], chunk[1] !== undefined));
  if (terms.length === 0) return signs(clean.trim());
  return finished(terms.slice(0, MOST_TERMS), clean);
}

/**
 * The full-text query of FTS5. Words reach it inside quotation marks, never as its own signs; `null` when a term is
 * not made of words.
 */
export function matchExpression(terms: readonly Term[]): string | null {
  const parts = terms.map((term) => (term.kind === 'words' ? matchPart(term.words, term.prefix) : null));
  return parts.length === 0 || parts.includes(null) ? null : parts.join(' AND ');
}

/**
 * A LIKE pattern for each term that lets through at least what the term's matcher finds, save accents that are
 * rare. The escape character is the backslash.
 */
export function likePatterns(terms: readonly Term[]): string[] {
  return terms.map((term) => {
    const inner = term.kind === 'text' ? escapeLike(term.text) : term.words.map(likeWord).join('%');
    return `%${inner.replace(/\\$/, '')}%`;
  });
}

function toTerm(chunk: string, quoted: boolean): Term[] {
  if (WITHOUT_SPACES.test(chunk)) return [{ kind: 'text', text: chunk.trim() }];
  const words = (chunk.match(WORDS) ?? []).filter((word) => HAS_LETTER.test(word)).map((word) => word.toLowerCase());
  return words.length === 0 ? [] : [{ kind: 'words', words, prefix: !quoted }];
}

function signs(text: string): Term[] {
  return text === '' || !/[^\s"]/.test(text) ? [] : [{ kind: 'text', text }];
}

/** Only the last term may be unfinished. */
function finished(terms: readonly Term[], text: string): Term[] {
  return terms.flatMap((term, index): Term[] => {
    if (term.kind === 'text') return [term];
    const last = index === terms.length - 1;
    const length = [...(term.words.at(-1) ?? '')].length;
    if (last && terms.length > 1 && term.prefix && length < 2 && term.words.length === 1 && !/\s$/.test(text))
      return [];
    return [{ ...term, prefix: last && term.prefix && length >= 2 }];
  });
}

function matchPart(words: readonly string[], prefix: boolean): string {
  const phrases = words
    .map((word) => spellings(word, MOST_SPELLINGS))
    .reduce((starts, ways) =>
      starts.flatMap((start) => ways.map((way) => `${start} ${way}`)).slice(0, 2 * MOST_SPELLINGS),
    )
    .map((phrase) => `"${phrase}"${prefix ? ' *' : ''}`);
  return phrases.length === 1 ? phrases.join('') : `(${phrases.join(' OR ')})`;
}

function likeWord(word: string): string {
  return fold(word).slice(0, MOST_PATTERN).replace(/oe|ae/g, '%').replace(OFTEN_ACCENTED, '_');
}

function escapeLike(text: string): string {
  return text
    .slice(0, MOST_PATTERN)
    .toWellFormed()
    .replace(/[%_\\]/g, '\\$&');
}
