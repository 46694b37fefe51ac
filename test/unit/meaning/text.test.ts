import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../main/answers/context.ts';
import { hashOf, mostCharacters, textToEmbed } from '../../../main/meaning/text.ts';

describe('the text to embed', () => {
  it('is the beginning of the message, as much as the model takes, with no letter cut in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (content, most) => {
        const text = textToEmbed(content, most);
        expect(estimateTokens(text)).toBeLessThanOrEqual(most);
        expect(content.trim().toWellFormed().startsWith(text)).toBe(true);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });

  it('is whole when it fits, without the space around it', () => {
    expect(textToEmbed('  La pompe fuit.\n', 100)).toBe('La pompe fuit.');
  });

  it('is empty for a message of space alone', () => {
    expect(textToEmbed(' \n\t\u00A0', 100)).toBe('');
  });

  it('does not depend on what comes beyond the reach of the model', () => {
    const start = 'pump '.repeat(2 * mostCharacters(20));
    expect(textToEmbed(start, 20)).toBe(textToEmbed(start.slice(0, 2 * mostCharacters(20)), 20));
  });
});

describe('the hash of a text', () => {
  it('is a whole number SQLite and JavaScript both hold, and another for another text', () => {
    const seen = new Map<number, string>();
    for (let n = 0; n < 20_000; n++) {
      const text = `message ${n}`;
      const hash = hashOf(text);
      expect(Number.isSafeInteger(hash)).toBe(true);
      expect(seen.get(hash) ?? text).toBe(text);
      seen.set(hash, text);
    }
  });
});
