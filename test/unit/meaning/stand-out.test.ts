import { describe, expect, it } from 'vitest';
import { standsOutFrom } from '../../../main/meaning/stand-out.ts';

/** Unrelated texts around a middle, as models have it. */
const around = (middle: number, spread: number) =>
  Array.from({ length: 100 }, (_, at) => middle + spread * Math.sin(at * 12.9898));

describe('what is more than chance', () => {
  it('depends on how similar everything is, for models of every habit', () => {
    const loose = standsOutFrom(around(0.1, 0.05));
    const tight = standsOutFrom(around(0.7, 0.03));
    expect(loose).toBeGreaterThan(0.15);
    expect(loose).toBeLessThan(0.4);
    expect(tight).toBeGreaterThan(0.73);
    expect(tight).toBeLessThan(0.85);
  });

  it('is not raised by the few that were looked for and happen to be drawn', () => {
    const plain = around(0.1, 0.05);
    const withFound = [...plain.slice(0, 92), 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
    expect(standsOutFrom(withFound) - standsOutFrom(plain)).toBeLessThan(0.05);
  });

  it('is whatever is similar at all where there is too little to compare with', () => {
    expect([[], [0.8], [0.7, 0.8, 0.9]].map(standsOutFrom)).toEqual([0, 0, 0]);
  });

  it('is no difference of a hair between texts that are all alike', () => {
    expect(standsOutFrom([...around(0.5, 0), 0.51])).toBeGreaterThan(0.51);
  });
});
