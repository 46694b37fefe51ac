import { expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { createHistory } from '../../../main/health/history.ts';
import type { Sample } from '../../../main/health/hysteresis.ts';

const NOW = Date.UTC(2026, 10, 20, 15, 42, 30);
const MINUTE = 60_000;
const ERROR = appError('timeout', '', { reason: 'headers' });

function sample(minutesAgo: number, verdict: Sample['verdict'], ms: number | null = 40): Sample {
  const broken = verdict === 'broken';
  return { at: NOW - minutesAgo * MINUTE, verdict, ms: broken ? null : ms, error: broken ? ERROR : null };
}

test('48 half hours of the clock: what was not measured stays empty', () => {
  const history = createHistory();
  for (const each of [
    sample(1_500, 'good'),
    sample(1_410, 'good'),
    sample(13, 'good'),
    sample(12, 'slow'),
    sample(1, 'broken'),
  ]) {
    history.add(each);
  }
  const day = history.day(NOW);
  expect(day).toHaveLength(48);
  // 15:30 to 16:00, which has begun, and 15:00 to 15:30; the oldest begins at 16:00 of yesterday.
  expect(day[47]).toEqual({ good: 0, slow: 1, broken: 1 });
  expect(day[46]).toEqual({ good: 1, slow: 0, broken: 0 });
  expect(day[0]).toEqual({ good: 1, slow: 0, broken: 0 });
  expect(day.filter((each) => each !== null)).toHaveLength(3);
});

test('the hour of latencies has a gap where nobody answered', () => {
  const history = createHistory();
  for (const each of [sample(61, 'good', 10), sample(3, 'good', 30), sample(2, 'broken'), sample(1, 'slow', 900)]) {
    history.add(each);
  }
  expect(history.latency(NOW).map(({ ms }) => ms)).toEqual([30, null, 900]);
  expect(history.hour(NOW)).toEqual([30, 900]);
});

test('what was kept comes before what was seen since, and nothing twice', () => {
  const history = createHistory();
  history.add(sample(2, 'good'));
  history.restore([sample(4, 'broken'), sample(3, 'good'), sample(2, 'good')]);
  expect(history.latency(NOW)).toHaveLength(3);
  expect(history.lastGoodAt()).toBe(NOW - 2 * MINUTE);
  expect(history.lastError()).toEqual({ at: NOW - 4 * MINUTE, error: ERROR });
});

test('a day later it has not grown', () => {
  const history = createHistory();
  for (let minute = 3 * 24 * 60; minute >= 0; minute -= 1) history.add(sample(minute, 'good'));
  const counted = history.day(NOW).reduce((total, each) => total + (each?.good ?? 0), 0);
  expect(counted).toBe(47 * 30 + 13);
});
