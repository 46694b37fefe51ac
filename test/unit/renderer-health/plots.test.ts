import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barKind, HALF_HOUR, latencyRows, share, spark, stretches } from '../../../renderer/health/plots.ts';
import { NOW } from './samples.ts';

const half = (good: number, slow: number, broken: number) => ({ good, slow, broken });
const GOOD = half(30, 0, 0);
const MINUTE = 60_000;

const anyHalf = fc.option(fc.record({ good: fc.nat(40), slow: fc.nat(40), broken: fc.nat(40) }), { nil: null });
const anyDay = fc.array(anyHalf, { minLength: 48, maxLength: 48 });

describe('a half hour', () => {
  it.each([
    [null, 'na'],
    [half(0, 0, 0), 'na'],
    [GOOD, 'up'],
    [half(29, 0, 1), 'up'],
    [half(28, 0, 2), 'down'],
    [half(0, 0, 1), 'down'],
    [half(0, 1, 1), 'mid'],
    [half(10, 20, 0), 'mid'],
    [half(15, 15, 0), 'up'],
  ] as const)('%o is drawn as %s', (of, kind) => {
    expect(barKind(of)).toBe(kind);
  });
});

describe('the strip as a table', () => {
  it('ends with the half hour of the clock that now is in', () => {
    const day = [...Array.from({ length: 46 }, () => GOOD), null, half(0, 0, 12)];
    const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
    expect(stretches(day, at('15:42:30'))).toEqual([
      { from: at('16:00:00') - 48 * HALF_HOUR, to: at('15:00:00'), kind: 'up', ...half(46 * 30, 0, 0) },
      { from: at('15:00:00'), to: at('15:30:00'), kind: 'na', ...half(0, 0, 0) },
      { from: at('15:30:00'), to: at('16:00:00'), kind: 'down', ...half(0, 0, 12) },
    ]);
    expect(stretches(day, at('15:30:00'))).toEqual(stretches(day, at('15:59:59')));
  });

  it('loses no check and no time, and no two rows in a row are alike', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const rows = stretches(day, NOW);
        const sum = (of: 'good' | 'slow' | 'broken') => rows.reduce((total, row) => total + row[of], 0);
        expect(sum('broken')).toBe(day.reduce((total, each) => total + (each?.broken ?? 0), 0));
        expect(sum('good')).toBe(day.reduce((total, each) => total + (each?.good ?? 0), 0));
        expect((rows.at(-1)?.to ?? 0) - (rows[0]?.from ?? 0)).toBe(48 * HALF_HOUR);
        for (const [index, row] of rows.entries()) {
          const next = rows[index + 1];
          if (next) expect(next).toMatchObject({ from: row.to, kind: expect.not.stringMatching(`^${row.kind}$`) });
        }
      }),
    );
  });
});

it('the share counts answers, slow ones too, and is unknown without checks', () => {
  expect(share([half(8, 1, 1), null, half(10, 0, 0)])).toBeCloseTo(0.95);
  expect(share([null, half(0, 0, 0)])).toBeNull();
  fc.assert(
    fc.property(anyDay, (day) => {
      const part = share(day);
      const failed = day.some((each) => (each?.broken ?? 0) > 0);
      if (part !== null) expect(part === 1).toBe(!failed);
    }),
  );
});

describe('the line of the last hour', () => {
  const samples = (...list: readonly (readonly [minutesAgo: number, ms: number | null])[]) =>
    list.map(([minutesAgo, ms]) => ({ at: NOW - minutesAgo * MINUTE, ms }));

  it('runs from an hour ago to now, and steady answers lie in the middle', () => {
    const { path, last } = spark(samples([60, 40], [57, 40], [54, 40], [50, 40]), NOW);
    expect(path).toBe('M0,12L6,12L12,12L20,12');
    expect(last).toEqual({ x: 20, y: 12 });
    expect(spark(samples([0, 40]), NOW).last?.x).toBe(120);
  });

  it('puts the slowest highest', () => {
    expect(spark(samples([3, 10], [2, 10], [1, 100], [0, 10]), NOW).path).toBe('M114,20L116,20L118,2L120,20');
  });

  it('breaks where a check failed and where none was made', () => {
    expect(spark(samples([4, 40], [3, null], [2, 40], [1, 40]), NOW).path).toBe('M112,12ZM116,12L118,12');
    expect(spark(samples([50, 40], [49, 40], [9, 40]), NOW).path).toBe('M20,12L22,12M102,12Z');
  });

  it('has nothing to draw when nothing answered', () => {
    expect(spark([], NOW)).toEqual({ path: null, last: null });
    expect(spark(samples([2, null], [1, null]), NOW)).toEqual({ path: null, last: null });
  });

  it('stays within its box whatever the clock does', () => {
    const sample = fc.record({
      at: fc.integer({ min: NOW - 3 * 3_600_000, max: NOW + 3_600_000 }),
      ms: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 80 }), (latency) => {
        const { path } = spark(
          latency.toSorted((a, b) => a.at - b.at),
          NOW,
        );
        const points = [...(path ?? '').matchAll(/([\d.e+-]+),([\d.e+-]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
        expect(points).toHaveLength(latency.filter(({ ms }) => ms !== null).length);
        for (const [x, y] of points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(120);
          expect(y).toBeGreaterThanOrEqual(2);
          expect(y).toBeLessThanOrEqual(22);
        }
      }),
    );
  });
});

it('the last hour as a table has ten minutes of the clock a row', () => {
  const at = (time: string) => Date.parse(`2026-11-20T${time}Z`);
  const latency = [
    { at: at('15:28:00'), ms: 50 },
    { at: at('15:31:00'), ms: 30 },
    { at: at('15:32:00'), ms: 10 },
    { at: at('15:33:00'), ms: null },
    { at: at('15:34:00'), ms: 90 },
    { at: at('15:40:00'), ms: null },
  ];
  expect(latencyRows(latency)).toEqual([
    { from: at('15:20:00'), lowest: 50, typical: 50, highest: 50, failed: 0 },
    { from: at('15:30:00'), lowest: 10, typical: 30, highest: 90, failed: 1 },
    { from: at('15:40:00'), lowest: null, typical: null, highest: null, failed: 1 },
  ]);
});
