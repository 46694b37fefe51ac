import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Attention,
  pollDelay,
  retryDelay,
  defaultSyncTiming as timing,
} from '../../../main/conversations/schedule.ts';
import { appError } from '../../../main/errors.ts';

const unavailable = (retryAfterMs: number) =>
  appError('http', 'unavailable', { status: 503, retryable: true, retryAfterMs });

test.each<[Attention, number]>([
  ['front', timing.spread],
  ['tray', 1.5 * timing.tray],
])('told when to come back, companions come more slowly than usual, and not before: %s', (attention, over) => {
  const at = (chance: number) => retryDelay(timing, attention, 3, unavailable(400_000), () => chance);
  expect(at(0)).toBe(400_000);
  expect(at(0.5)).toBe(400_000 + over / 2);
});

test('no try is sooner than asked for, and none is put off without end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat({ max: 3_600_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (n, asked, chance) => {
        const delay = retryDelay(timing, 'tray', n, unavailable(asked), () => chance);
        expect(delay).toBeGreaterThanOrEqual(asked);
        expect(delay).toBeLessThanOrEqual(Math.max(asked, 1.2 * timing.longestRetry) + 1.5 * timing.tray);
      },
    ),
  );
});

test('a failure of this computer alone is no reason to wait for others', () => {
  expect(retryDelay(timing, 'tray', 1, appError('offline', 'no route'), () => 0.5)).toBe(timing.firstRetry);
});

test.each<Attention>(['front', 'tray'])('on a metered connection polls go at a fifth of the pace: %s', (attention) => {
  for (const chance of [0, 0.5, 0.999]) {
    const usual = pollDelay(timing, attention, false, () => chance);
    expect(pollDelay(timing, attention, true, () => chance)).toBeCloseTo(5 * usual);
  }
});
