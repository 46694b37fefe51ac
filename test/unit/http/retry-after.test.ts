import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../../main/http/retry-after.ts';

const now = Date.UTC(2026, 10, 20, 15, 0, 0);

test.each([
  ['120', 120_000],
  ['0', 0],
  ['Fri, 20 Nov 2026 15:00:30 GMT', 30_000],
  ['Fri, 20 Nov 2026 14:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['Sat, 20 Nov 2027 15:00:00 GMT', 3_600_000],
  ['soon', null],
  ['', null],
  [undefined, null],
])('Retry-After %j is %j ms', (value, expected) => {
  expect(parseRetryAfter(value, now)).toBe(expected);
});
