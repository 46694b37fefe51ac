import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAR, barParts, lasted, scaleEnd } from '../../../renderer/compare/scale.ts';
import { answer, NOW, STREAMING } from './samples.ts';

const done = (totalMs: number | null, firstMs: number | null = 0) => answer(1, { totalMs, firstMs });
const running = (firstMs: number | null) => answer(2, { state: STREAMING, totalMs: null, firstMs });

describe('the scale', () => {
  it.each([
    [0, 1_000],
    [1_000, 1_000],
    [1_001, 2_000],
    [9_300, 10_000],
    [11_999, 12_000],
    [61_000, 90_000],
    [599_000, 600_000],
    [601_000, 1_200_000],
    [3_600_000, 3_600_000],
  ])('of an answer of %i ms ends at %i ms', (total, end) => {
    expect(scaleEnd([done(total)], NOW)).toBe(end);
  });

  it('holds the longest answer, the time of one under way included', () => {
    expect(scaleEnd([done(900), running(100), done(null)], NOW + 7_000)).toBe(8_000);
    expect(scaleEnd([], NOW)).toBe(1_000);
  });

  it('never ends before any answer does', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(7_200_000), { minLength: 1 }), (totals) => {
        expect(
          scaleEnd(
            totals.map((total) => done(total)),
            NOW,
          ),
        ).toBeGreaterThanOrEqual(Math.max(...totals));
      }),
    );
  });
});

describe('how long an answer lasts', () => {
  it('counts from asking, not from the first word, and never backwards', () => {
    const asking = answer(3, { state: { kind: 'asking', since: NOW }, firstMs: null, totalMs: null });
    expect(lasted(asking, NOW + 2_300)).toBe(2_300);
    expect(lasted(asking, NOW - 5_000)).toBe(0);
    expect(lasted(running(800), NOW + 2_300)).toBe(3_100);
  });

  it('is what was measured once it has ended, and unknown where nothing was', () => {
    expect(lasted(done(2_500), NOW + 60_000)).toBe(2_500);
    expect(lasted(done(null), NOW + 60_000)).toBeNull();
  });
});

describe('the two parts of a bar', () => {
  it('are the wait for the first word and what came after it, on the common scale', () => {
    expect(barParts(done(5_000, 2_000), NOW, 10_000)).toEqual({ wait: 0.2 * BAR, flow: 0.3 * BAR });
  });

  it('are all wait until the first word', () => {
    expect(barParts(running(null), NOW + 5_000, 10_000)).toEqual({ wait: 0.5 * BAR, flow: 0 });
    expect(barParts(done(null, null), NOW, 10_000)).toEqual({ wait: 0, flow: 0 });
  });

  it('never leave the scale', () => {
    const ms = fc.nat(100_000);
    fc.assert(
      fc.property(ms, fc.option(ms), fc.integer({ min: 1, max: 100_000 }), (total, first, end) => {
        const { wait, flow } = barParts(done(total, first), NOW, end);
        expect(Math.min(wait, flow)).toBeGreaterThanOrEqual(0);
        expect(wait + flow).toBeLessThanOrEqual(BAR);
      }),
    );
  });
});
