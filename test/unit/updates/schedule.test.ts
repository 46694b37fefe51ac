import { expect, it } from 'vitest';
import { startSchedule } from '../../../main/updates/schedule.ts';
import { manualClock } from '../accounts/manual-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A week's schedule; a check finds nothing newer unless it `fails`. */
function program(checkedAt: number | null, random = 0) {
  const time = manualClock();
  const world = { wanted: true, fails: false, checkedAt, checks: [] as number[] };
  const schedule = startSchedule({
    clock: time.clock,
    random: () => random,
    wanted: () => world.wanted,
    checkedAt: () => world.checkedAt,
    check() {
      world.checks.push(time.clock.now());
      if (!world.fails) world.checkedAt = time.clock.now();
    },
  });
  return { time, world, schedule };
}

it('looks soon after the first start, and not in the first minutes', async () => {
  const { time, world } = program(null);
  await time.advance(4 * MINUTE);
  expect(world.checks).toHaveLength(0);
  await time.advance(2 * MINUTE);
  expect(world.checks).toHaveLength(1);
});

it('looks once a week, at other times on other computers', async () => {
  for (const random of [0, 0.5, 0.999]) {
    const { time, world } = program(null, random);
    await time.advance(22 * DAY);
    expect(world.checks.length).toBeGreaterThanOrEqual(3);
    for (const [at, check] of world.checks.slice(1).entries()) {
      const pause = check - (world.checks[at] ?? 0);
      expect(pause).toBeGreaterThanOrEqual(7 * DAY + random * 12 * HOUR - 1);
      expect(pause).toBeLessThanOrEqual(7 * DAY + 13 * HOUR);
    }
  }
});

it('remembers the last time over starts', async () => {
  const start = manualClock().clock.now();
  const { time, world } = program(start - 6 * DAY);
  await time.advance(23 * HOUR);
  expect(world.checks).toHaveLength(0);
  await time.advance(2 * HOUR);
  expect(world.checks).toHaveLength(1);
});

it('does not believe a last time that is still to come', async () => {
  const { time, world } = program(manualClock().clock.now() + 400 * DAY);
  await time.advance(HOUR);
  expect(world.checks).toHaveLength(1);
});

it('looks again within the hour when that failed', async () => {
  const { time, world } = program(null);
  world.fails = true;
  await time.advance(3 * HOUR);
  expect(world.checks.length).toBe(3);
});

it('looks at nothing while nobody wants it, nor while the computer sleeps', async () => {
  const { time, world, schedule } = program(null);
  world.wanted = false;
  await time.advance(DAY);
  world.wanted = true;
  schedule.power('asleep');
  await time.advance(DAY);
  expect(world.checks).toHaveLength(0);
  schedule.power('awake');
  await time.advance(HOUR);
  expect(world.checks).toHaveLength(1);
});

it('ends', async () => {
  const { time, world, schedule } = program(null);
  await time.advance(2 * HOUR);
  schedule.close();
  world.checkedAt = null;
  await time.advance(DAY);
  expect(world.checks).toHaveLength(1);
  expect(time.timers()).toBe(0);
});
