import { describe, expect, it } from 'vitest';
import { fold, spellings, tolerantSource } from '../../../main/search/letters.ts';

describe('letters', () => {
  it('folds case, accents and ligatures', () => {
    expect(fold('Cœur À l’ÉTÉ Æsir Việt')).toBe('coeur a l’ete aesir viet');
  });

  it('leaves letters that the index does not fold', () => {
    expect(fold('й ł ø ß')).toBe('й ł ø ß');
  });

  it('writes every spelling, up to a limit', () => {
    expect(spellings('œuf', 4)).toEqual(['œuf', 'oeuf']);
    expect(spellings('oeaeoeae', 4)).toHaveLength(4);
  });

  it('matches signs of regular expressions literally', () => {
    expect(new RegExp(`^${tolerantSource('a.b')}$`, 'u').test('a.b')).toBe(true);
    expect(new RegExp(`^${tolerantSource('a.b')}$`, 'u').test('axb')).toBe(false);
  });
});
