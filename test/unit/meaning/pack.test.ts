import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitCount, normalised, pack, signsOf, signWords, similarity } from '../../../main/meaning/pack.ts';

const number = fc.float({ min: -1, max: 1, noNaN: true });
const vector = (length: number) =>
  fc.array(number, { minLength: length, maxLength: length }).map((values) => Float32Array.from(values));

describe('a packed vector', () => {
  it('says nearly the same about how similar another is', () => {
    fc.assert(
      fc.property(vector(96), vector(96), (one, other) => {
        const [a, b] = [normalised(one), normalised(other)];
        const exact = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
        const { codes, scale } = pack(b);
        // Each number is off by half a step at most, and steps of the largest number are 1/127.
        expect(Math.abs(similarity(a, codes, scale) - exact)).toBeLessThan(0.04);
      }),
    );
  });

  it('keeps a bit for each negative number, whatever the length', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 100 }), (values) => {
        const signs = signsOf(Float32Array.from(values));
        expect(signs).toHaveLength(signWords(values.length));
        const set = [...signs].reduce((sum, word) => sum + bitCount(word), 0);
        expect(set).toBe(values.filter((value) => value < 0).length);
      }),
    );
  });

  it('of only zeros is similar to nothing', () => {
    const { codes, scale } = pack(normalised(new Float32Array(8)));
    expect(similarity(normalised(Float32Array.from({ length: 8 }, () => 1)), codes, scale)).toBe(0);
  });
});

it('counts the bits of a word', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (word) => {
      expect(bitCount(word)).toBe(word.toString(2).replaceAll('0', '').length);
    }),
  );
});
