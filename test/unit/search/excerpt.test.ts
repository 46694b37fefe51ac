import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt } from '../../../main/search/excerpt.ts';
import { termMatchers } from '../../../main/search/matcher.ts';
import { parseTerms } from '../../../main/search/terms.ts';

/** The excerpt with the hits in square brackets. */
function shown(content: string, query: string): string {
  return excerpt(content, termMatchers(parseTerms(query)))
    .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('');
}

describe('an excerpt', () => {
  it('marks whole words as they are written, accents or not', () => {
    expect(shown('Le CŒUR, un été. Encore le coeur !', 'coeur ete')).toBe('Le [CŒUR], un [été]. Encore le [coeur] !');
  });

  it('marks right after letters that take two places and marks that take none', () => {
    expect(shown('😀😀 e\u0301te\u0301 𝒳 été', 'ete')).toBe('😀😀 [e\u0301te\u0301] 𝒳 [été]');
  });

  it('marks the whole of an unfinished word, and overlapping hits once', () => {
    expect(shown('le déploiement', 'dep')).toBe('le [déploiement]');
    expect(shown('une mise en prod', '"mise en" "en prod"')).toBe('une [mise en prod]');
  });

  it('shows the place where most words are together, cut between words', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(20);
    const text = `alpha ${filler} alpha and beta together ${filler}`;
    const piece = shown(text, 'alpha beta ');
    expect(piece).toContain('[alpha] and [beta] together');
    expect(piece.startsWith('…')).toBe(true);
    expect(piece.endsWith('…')).toBe(true);
    expect(piece.length).toBeLessThan(220);
  });

  it('folds white space and shows the beginning when nothing is marked', () => {
    expect(shown('one\n\n  two\tthree', 'zzz')).toBe('one two three');
  });

  it('gives back the text of its window for any content, without splitting a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        fc.string({ unit: 'grapheme', maxLength: 5 }),
        (text, query) => {
          const pieces = excerpt(text, termMatchers(parseTerms(query)));
          const joined = pieces.map((piece) => piece.text).join('');
          expect(joined.isWellFormed()).toBe(true);
          expect(text.replace(/\s+/g, ' ')).toContain(joined.replace(/^…|…$/g, '').trim());
        },
      ),
    );
  });
});
