import { expect, test } from 'vitest';
import { createServerTimes } from '../../../main/network/server-times.ts';

const MINUTE = 60_000;

function times(now = 1_000 * MINUTE) {
  const clock = { now: () => now };
  const made = createServerTimes(clock);
  return {
    ...made,
    pass(ms: number) {
      now += ms;
    },
    /** A server that says this computer is so far ahead. */
    says(origin: string, aheadMs: number) {
      made.observe(origin, now - aheadMs);
    },
  };
}

test('a clock that is off by more than two minutes is told, in either direction', () => {
  const seen = times();
  expect(seen.aheadMs()).toBe(0);
  seen.says('https://a', 2 * MINUTE);
  expect(seen.aheadMs()).toBe(0);
  seen.says('https://a', 7 * MINUTE);
  expect(seen.aheadMs()).toBe(7 * MINUTE);
  seen.says('https://a', -3 * MINUTE);
  expect(seen.aheadMs()).toBe(-3 * MINUTE);
});

test('of three servers the one in the middle counts', () => {
  const seen = times();
  seen.says('https://a', 0);
  seen.says('https://wrong', 9_000 * MINUTE);
  expect(seen.aheadMs(), 'two disagree: the smaller difference').toBe(0);
  seen.says('https://c', 1_000);
  expect(seen.aheadMs()).toBe(0);
});

test('what was said before the clock was put right is forgotten', () => {
  const seen = times();
  seen.says('https://a', 30 * MINUTE);
  seen.pass(-30 * MINUTE);
  expect(seen.aheadMs()).toBe(0);
  seen.says('https://a', 5 * MINUTE);
  seen.pass(10 * MINUTE);
  expect(seen.aheadMs()).toBe(0);
});
