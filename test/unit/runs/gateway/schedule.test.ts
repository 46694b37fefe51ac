import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import { backoff, nextPoll, pollEvery, spreadOver } from '../../../../main/runs/gateway/schedule.ts';
import { HOUR, MINUTE, SECOND } from './desk.ts';

test.each([
  [0, 2],
  [59, 2],
  [60, 5],
  [299, 5],
  [300, 15],
  [1_799, 15],
  [1_800, 60],
  [23 * 3_600, 60],
])('a task %i s old is asked for every %i s', (age, every) => {
  expect(pollEvery(age * SECOND, 1)).toBe(every * SECOND);
});

test('many tasks of one source share five questions a second', () => {
  expect(pollEvery(0, 10)).toBe(2 * SECOND);
  expect(pollEvery(0, 50)).toBe(10 * SECOND);
  expect(pollEvery(2 * MINUTE, 50)).toBe(10 * SECOND);
  expect(pollEvery(HOUR, 50)).toBe(60 * SECOND);
});

describe('the next poll', () => {
  const at = fc.integer({ min: 0, max: 2 ** 42 });
  const every = fc.constantFrom(2 * SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND);
  const runId = fc.integer({ min: 1, max: 1_000_000 });

  test('is half a step to one and a half ahead, and then one step after the other', () => {
    fc.assert(
      fc.property(at, every, runId, (now, step, id) => {
        const first = nextPoll(now, step, id);
        expect(first - now).toBeGreaterThanOrEqual(step / 2 - 1);
        expect(first - now).toBeLessThanOrEqual((step * 3) / 2 + 1);
        // An answer takes its time; the grid does not shift by it.
        expect(Math.abs(nextPoll(first + 300, step, id) - (first + step))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('of 50 runs is never at the same time as another, wherever their ids begin', () => {
    fc.assert(
      fc.property(at, runId, (now, first) => {
        const times = Array.from({ length: 50 }, (_, index) => nextPoll(now, MINUTE, first + index)).toSorted(
          (a, b) => a - b,
        );
        const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThan(300);
      }),
    );
  });
});

test('a round is spread evenly', () => {
  expect(spreadOver(1_000, 3_000, 3)).toEqual([1_500, 2_500, 3_500]);
  expect(spreadOver(0, 3_000, 0)).toEqual([]);
});

describe('after failures', () => {
  const away = appError('refused', 'x');
  test('the pause doubles up to two minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 100].map((failures) => backoff(failures, away, () => 0.5) / SECOND)).toEqual([
      5, 10, 20, 40, 80, 120, 120, 120,
    ]);
  });

  test('it is up to a fifth shorter or longer, so that many programs do not come back together', () => {
    expect(backoff(1, away, () => 0)).toBe(4 * SECOND);
    expect(backoff(1, away, () => 0.999)).toBeCloseTo(6 * SECOND, -2);
  });

  test('it is as long as the source asks for', () => {
    const busy = appError('http', 'x', { status: 429, retryAfterMs: 10 * MINUTE });
    expect(backoff(1, busy, () => 0.5)).toBe(10 * MINUTE);
  });
});
