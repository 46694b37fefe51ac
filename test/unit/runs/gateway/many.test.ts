import { describe, expect, test } from 'vitest';
import { MOST_AT_ONCE } from '../../../../main/runs/gateway/schedule.ts';
import { createDesk, type Desk, HOUR, MINUTE, SECOND } from './desk.ts';
import { type Answer, inProgress } from './fake-gateway.ts';

/** Requests in each whole stretch of `width` since `from`. */
function counts(times: readonly number[], from: number, until: number, width: number): number[] {
  const all = Array.from({ length: Math.ceil((until - from) / width) }, () => 0);
  for (const at of times) {
    const index = Math.floor((at - from) / width);
    if (at >= from && at < until) all[index] = (all[index] ?? 0) + 1;
  }
  return all;
}

/** 50 tasks as a start finds them, of the given age in minutes. */
function fifty(desk: Desk, ageOf: (index: number) => number): void {
  for (let n = 0; n < 50; n += 1) {
    const startedAt = desk.clock.now() - ageOf(n) * MINUTE;
    desk.store({ state: { kind: 'running', since: startedAt }, startedAt, remoteId: `task-${n}` });
  }
  desk.restart();
}

describe('50 watched tasks', () => {
  test('submitted together, over an hour: 300 requests a minute at most, 50 in the end, never a burst', async () => {
    const desk = createDesk();
    await Promise.all(Array.from({ length: 50 }, () => desk.begin()));
    const from = desk.clock.now();
    await desk.advance(HOUR);
    const polls = desk.gateway.polls();
    const perMinute = counts(polls, from, from + HOUR, MINUTE);
    // Five a second for the first 5 minutes, then every 15 s each, then every minute each.
    expect(Math.max(...perMinute.slice(0, 5))).toBeLessThanOrEqual(300);
    expect(Math.max(...perMinute.slice(6, 30))).toBeLessThanOrEqual(202);
    expect(perMinute.slice(32)).toEqual(perMinute.slice(32).map(() => 50));
    expect(Math.max(...counts(polls, from, from + HOUR, SECOND))).toBeLessThanOrEqual(10);
    expect(Math.max(...counts(polls, from + 32 * MINUTE, from + HOUR, SECOND))).toBeLessThanOrEqual(2);
  });

  test('of mixed age: each at its own pace', async () => {
    const desk = createDesk();
    // 5 of less than a minute, 10 of less than 5, 15 of less than 30, 20 older.
    fifty(desk, (n) => (n < 5 ? 0 : n < 15 ? 2 : n < 30 ? 10 : 120));
    const from = desk.clock.now() + 10 * SECOND;
    await desk.advance(2 * MINUTE);
    // Stretched to 10 s: 15 young ones, 6 each; 15 middle ones, 4 each; 20 old ones.
    const [first = 0] = counts(desk.gateway.polls(), from, from + MINUTE, MINUTE);
    expect(first).toBeGreaterThanOrEqual(155);
    expect(first).toBeLessThanOrEqual(180);
  });

  test('at a slow gateway: never more than four requests at a time', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () =>
      new Promise<Answer>((resolve) => desk.clock.after(3 * SECOND, () => resolve(inProgress)));
    fifty(desk, () => 0);
    await desk.advance(5 * MINUTE);
    expect(desk.gateway.mostInFlight).toBe(MOST_AT_ONCE);
    const asked = Array.from({ length: 50 }, (_, n) => desk.gateway.polls(`task-${n}`).length);
    expect(Math.min(...asked)).toBeGreaterThanOrEqual(5);
    desk.driver.power('asleep');
    desk.driver.power('awake');
    await desk.advance(MINUTE);
    expect(desk.gateway.mostInFlight).toBe(MOST_AT_ONCE);
  });
});

test('one task for a day: some 1,500 requests', async () => {
  const desk = createDesk();
  await desk.begin();
  await desk.advance(25 * HOUR);
  expect(desk.gateway.polls().length).toBeGreaterThan(1_500);
  expect(desk.gateway.polls().length).toBeLessThan(1_620);
});
