import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitCount } from '../../../main/meaning/pack.ts';
import { createSignIndex } from '../../../main/meaning/sign-index.ts';

const DIMENSIONS = 40;
const signs = fc
  .tuple(fc.integer({ min: 0, max: 0xffff_ffff }), fc.integer({ min: 0, max: 0xff }))
  .map((words) => Uint32Array.from(words));
const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ id: fc.integer({ min: 1, max: 30 }), conversation: fc.integer({ min: 1, max: 3 }), signs }),
  },
  { weight: 1, arbitrary: fc.record({ id: fc.integer({ min: 1, max: 30 }), conversation: fc.constant(null), signs }) },
);

const distance = (one: Uint32Array, other: Uint32Array) =>
  one.reduce((sum, word, at) => sum + bitCount(word ^ (other[at] ?? 0)), 0);

it('answers the rows with the nearest signs, after any changes, in the conversations asked for', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      signs,
      fc.option(fc.array(fc.integer({ min: 1, max: 4 }))),
      fc.integer({ min: 1, max: 20 }),
      (changes, query, conversations, count) => {
        const index = createSignIndex(DIMENSIONS);
        const model = new Map<number, { conversation: number; signs: Uint32Array }>();
        for (const { id, conversation, signs: bits } of changes) {
          if (conversation === null) {
            index.remove(id);
            model.delete(id);
          } else {
            index.put(id, conversation, bits);
            model.set(id, { conversation, signs: bits });
          }
        }
        expect(index.size()).toBe(model.size);
        const within = [...model].filter(([, row]) => conversations?.includes(row.conversation) ?? true);
        const distances = within.map(([, row]) => distance(row.signs, query)).sort((a, b) => a - b);
        const limit = distances[count - 1] ?? DIMENSIONS;
        const wanted = within.filter(([, row]) => distance(row.signs, query) <= limit).map(([id]) => id);
        expect(index.nearest(query, conversations, count).toSorted((a, b) => a - b)).toEqual(
          wanted.toSorted((a, b) => a - b),
        );
      },
    ),
  );
});

it('grows beyond its first block', () => {
  const index = createSignIndex(32);
  for (let id = 1; id <= 5_000; id++) index.put(id, 1, Uint32Array.of(id === 4_999 ? 0 : 0xffff_ffff));
  index.remove(1);
  expect(index.size()).toBe(4_999);
  expect(index.nearest(Uint32Array.of(0), null, 1)).toEqual([4_999]);
  expect(new Set(index.sample(100)).size).toBe(100);
});
