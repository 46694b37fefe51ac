import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseServerTime } from '../../../main/halext/dates.ts';

const at = Date.UTC(2026, 10, 20, 15, 3, 29);

test.each([
  ['2026-11-20T15:03:29', at],
  ['2026-11-20 15:03:29', at],
  ['2026-11-20T15:03:29Z', at],
  ['2026-11-20T15:03:29+00:00', at],
  ['2026-11-20T16:03:29+01:00', at],
  ['2026-11-20T09:33:29-0530', at],
  ['2026-11-20T16:03:29+01', at],
  ['2026-11-20T15:03:29.5', at + 500],
  ['2026-11-20T15:03:29.661009', at + 661],
  ['2026-11-20T15:03:29.999999Z', at + 999],
  ['2026-11-20T15:03', at - 29_000],
])('Q16: %s is the same moment everywhere', (text, expected) => {
  expect(parseServerTime(text)).toBe(expected);
});

test.each([
  ['yesterday'],
  [''],
  ['2026-11-20'],
  ['2026-02-31T00:00:00'],
  ['2026-13-01T00:00:00'],
  ['2026-11-20T25:00:00'],
  ['1763650000'],
  ['2026-11-20T15:03:29 EST'],
])('%j is no time', (text) => {
  expect(parseServerTime(text)).toBeNull();
});

test('agrees with JavaScript on every moment it writes itself', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('2248-01-01'), noInvalidDate: true });
  fc.assert(fc.property(moments, (date) => parseServerTime(date.toISOString()) === date.getTime()));
});
