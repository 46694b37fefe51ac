/** What the full-text index takes for a letter of a word (FTS5 `unicode61`), and the marks it looks through. */
export const WORD_LETTER = String.raw`[\p{L}\p{N}\p{Co}\p{M}]`;

/** Blocks that hold Latin letters with diacritics. The index folds no others. */
const BLOCKS: readonly (readonly [number, number])[] = [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
];

/** Both spellings are the same word to a person and two words to the index. */
const LIGATURES: Readonly<Record<string, string>> = { oe: 'œ', ae: 'æ' };
const LIGATURE_PAIRS = Object.entries(LIGATURES);

/**
 * A word as it is compared: small letters, no diacritics, ligatures written out.
 * `Cœur` and `COEUR` are both `coeur`, `É` is `e`.
 */
export function fold(word: string): string {
  return baseOf(word.toLowerCase()).replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/**
 * The spellings of a word that the index may hold: each `oe` and `ae` written both ways. Words with many of them get
 * the first `most` spellings.
 */
export function spellings(word: string, most: number): string[] {
  let found = [''];
  for (const part of word.split(/(oe|ae|œ|æ)/)) {
    const pair = LIGATURE_PAIRS.find((ways) => ways.includes(part));
    const ways = pair ? [part, ...pair.filter((way) => way !== part)] : [part];
    found = ways.flatMap((way) => found.map((start) => start + way)).slice(0, most);
  }
  return found;
}

/**
 * A regular expression source (flag `u`) that matches a folded word however its case, accents and ligatures are written.
 * The letters are listed rather than left to flag `i` and Unicode properties, which take milliseconds to compile.
 */
export function tolerantSource(folded: string): string {
  let source = '';
  for (let at = 0; at < folded.length; ) {
    const pair = folded.slice(at, at + 2);
    const ligature = LIGATURES[pair];
    if (ligature) {
      source += `(?:${letterSource(pair.charAt(0))}${letterSource(pair.charAt(1))}|${letterSource(ligature)})`;
      at += 2;
      continue;
    }
    const letter = String.fromCodePoint(folded.codePointAt(at) ?? 0);
    source += letterSource(letter);
    at += letter.length;
  }
  return source;
}

/** Escapes text for a regular expression with flag `u`. */
export function literalSource(text: string): string {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}

function letterSource(letter: string): string {
  const upper = letter.toUpperCase();
  const cases = [...upper].length === 1 ? letter + upper : letter;
  const all = [...new Set(cases + (variants().get(letter) ?? ''))];
  return `${all.length === 1 ? literalSource(letter) : `[${all.join('')}]`}${COMBINING}*`;
}

/** Diacritics that are written as letters of their own after the one they belong to. */
const COMBINING = '[\\u0300-\\u036f]';

let known: Map<string, string> | null = null;

/** Letters with diacritics, small and capital, by the small letter they are made from; made at the first search. */
function variants(): Map<string, string> {
  if (known) return known;
  known = new Map();
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code += 1) {
      const letter = String.fromCharCode(code);
      const base = baseOf(letter.toLowerCase());
      const isVariant = base !== letter.toLowerCase() && [...base].length === 1;
      if (isVariant) known.set(base, (known.get(base) ?? '') + letter);
    }
  }
  return known;
}

function baseOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');
}
