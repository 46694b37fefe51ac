import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearMatches } from '../../../main/answers/near.ts';

const MODELS = ['Technova', 'technova-mini', 'llama3:8b', 'mistral-small', 'gpt-4o', 'gpt-4o-mini', 'Été'];

test.each([
  ['technova', ['Technova', 'technova-mini']],
  ['tehcnova', ['Technova']],
  ['llama3', ['llama3:8b']],
  ['llama-3:8B', ['llama3:8b']],
  ['mistral_smal', ['mistral-small']],
  ['gpt4o', ['gpt-4o', 'gpt-4o-mini']],
  ['ete', ['Été']],
  ['claude', []],
  ['', []],
  ['-', []],
])('near %j: %j', (wanted, near) => {
  expect(nearMatches(wanted, MODELS)).toEqual(near);
});

test('at most five', () => {
  expect(
    nearMatches(
      'abc',
      Array.from({ length: 20 }, (_, at) => `abc${at}`),
    ),
  ).toHaveLength(5);
});

test.each([
  ['', 'abc', 3],
  ['abc', 'abc', 0],
  ['abc', 'acb', 1],
  ['kitten', 'sitting', 3],
])('%j to %j takes %i', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
});

test('a distance is symmetric, zero only for the same, and no more than the longer one', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = editDistance(a, b);
      expect(distance).toBe(editDistance(b, a));
      expect(distance === 0).toBe(a === b);
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
});
