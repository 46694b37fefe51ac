import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuse } from '../../../main/search/fuse.ts';

const rows = (...ids: number[]) => ids.map((id) => ({ id }));
const list = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }).map((ids) => rows(...ids));

it('puts what stands in both lists first', () => {
  expect(fuse([rows(1, 2, 3), rows(4, 3, 5)]).map(({ id }) => id)).toEqual([3, 1, 4, 2, 5]);
});

it('keeps every row once, and one list as it is', () => {
  fc.assert(
    fc.property(list, list, (one, other) => {
      const ids = fuse([one, other]).map(({ id }) => id);
      expect(ids.toSorted((a, b) => a - b)).toEqual(
        [...new Set([...one, ...other].map(({ id }) => id))].sort((a, b) => a - b),
      );
      expect(fuse([one])).toEqual(one);
    }),
  );
});

it('never puts a row behind one that stands lower in every list', () => {
  fc.assert(
    fc.property(list, (one) => {
      const reordered = fuse([one, one]).map(({ id }) => id);
      expect(reordered).toEqual(one.map(({ id }) => id));
    }),
  );
});
