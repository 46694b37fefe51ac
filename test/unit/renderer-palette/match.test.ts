import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded, score, wordsOf } from '../../../renderer/palette/match.ts';

const points = (query: string, text: string) => score(wordsOf(query), folded(text));

/** Few letters, so that queries and texts meet often. */
const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', 'E', ' ', '-'), maxLength: 30 });
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 5 });

function isSubsequence(word: string, text: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === word[at]) at++;
  return at === word.length;
}

/** Every way to place the letters, one by one: slow and plain. */
function bestByHand(word: string, text: string): number {
  const starts = folded(text).starts;
  const ways = (letter: number, after: number): number => {
    if (letter === word.length) return 0;
    let best = Number.NEGATIVE_INFINITY;
    for (let at = after + 1; at < text.length; at++) {
      if (text[at] !== word[letter]) continue;
      const follows = letter > 0 && at === after + 1;
      const gap = letter === 0 ? 0 : at - after - 1;
      const own = 16 + (follows || starts[at] === 1 ? 10 : 0) - gap;
      best = Math.max(best, own + ways(letter + 1, at));
    }
    return best;
  };
  return ways(0, -1);
}

test('a text answers exactly when each word is in it with its letters in order', () => {
  fc.assert(
    fc.property(letters, letters, (query, text) => {
      const all = wordsOf(query).every((each) => isSubsequence(each, folded(text).text));
      expect(points(query, text) !== null).toBe(all);
    }),
  );
});

test('the points are those of the best way to place the letters', () => {
  fc.assert(
    fc.property(word, letters, (query, text) => {
      const own = points(query, text);
      if (own !== null) expect(own).toBe(bestByHand(wordsOf(query)[0] ?? '', folded(text).text));
    }),
    { numRuns: 300 },
  );
});

test('capitals and accents make no difference', () => {
  fc.assert(
    fc.property(letters, letters, (query, text) => {
      const plain = (value: string) => value.toLowerCase().replaceAll('é', 'e');
      expect(points(query, text)).toBe(points(plain(query), plain(text)));
    }),
  );
  expect(points('senégal', 'SÉNÉGAL')).toBe(points('senegal', 'Senegal'));
});

test('no text is better than the query itself, and more text behind takes nothing away', () => {
  fc.assert(
    fc.property(word, letters, letters, (query, text, more) => {
      const own = points(query, text);
      const itself = points(query, query) ?? 0;
      expect(itself).toBeGreaterThanOrEqual(own ?? 0);
      expect(points(query, `${query} ${text}`)).toBe(itself);
      if (own !== null) expect(points(query, text + more)).toBeGreaterThanOrEqual(own);
    }),
  );
});

test('beginnings of words beat what lies inside them, what follows beats what is scattered', () => {
  const better = (query: string, one: string, other: string) =>
    expect(points(query, one) ?? 0).toBeGreaterThan(points(query, other) ?? 0);
  better('pd', 'Pump data', 'Updated');
  better('pump', 'The pump', 'Put up my post');
  better('data', 'Pump data', 'Updates, a day');
  expect(points('data pump', 'Pump data')).not.toBeNull();
  expect(points('pumpx', 'Pump data')).toBeNull();
});

test('what one comparison costs is bounded, whatever the lengths', () => {
  expect(folded('é'.repeat(100_000)).text.length).toBe(200);
  expect(wordsOf('a'.repeat(100_000))[0]?.length).toBe(80);
});
