import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import {
  isSlow,
  isUndecided,
  observe,
  type Sample,
  type Standing,
  unknownSince,
} from '../../../main/health/hysteresis.ts';

const ERROR = appError('refused', '');
type Verdict = Sample['verdict'];

function after(...verdicts: Verdict[]): Standing {
  return verdicts.reduce(
    (standing, verdict, index) =>
      observe(standing, { at: index + 1, verdict, ms: null, error: verdict === 'broken' ? ERROR : null }),
    unknownSince(0),
  );
}

test.each<[Verdict[], Standing['state'], since: number]>([
  [[], 'unknown', 0],
  [['good'], 'good', 1],
  [['broken'], 'unknown', 0],
  [['broken', 'broken'], 'broken', 1],
  [['good', 'broken'], 'good', 1],
  [['good', 'broken', 'good', 'broken'], 'good', 1],
  [['good', 'broken', 'broken', 'broken'], 'broken', 2],
  [['good', 'broken', 'broken', 'good'], 'good', 4],
  [['good', 'slow'], 'good', 1],
  [['good', 'slow', 'slow'], 'slow', 2],
  [['good', 'slow', 'slow', 'good'], 'good', 4],
  [['good', 'slow', 'slow', 'broken', 'slow'], 'slow', 2],
  [['broken', 'broken', 'slow'], 'good', 3],
  [['broken', 'slow', 'broken'], 'good', 2],
])('%j is %s since %i', (verdicts, state, since) => {
  expect(after(...verdicts)).toMatchObject({ state, since });
});

test('the last answer and the last error are kept apart', () => {
  expect(after('good', 'broken', 'slow', 'broken', 'good')).toMatchObject({
    lastGoodAt: 5,
    lastError: { at: 4, error: ERROR },
  });
});

test('one more check is needed after a first failure only', () => {
  expect([after('good'), after('good', 'broken'), after('broken'), after('broken', 'broken')].map(isUndecided)).toEqual(
    [false, true, true, false],
  );
});

test('any sequence: two failures break, one answer mends, and nothing else changes the state', () => {
  const verdict = fc.constantFrom<Verdict>('good', 'slow', 'broken');
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 30 }), (verdicts) => {
      const { state } = after(...verdicts);
      const [before, last] = verdicts.slice(-2);
      const lastTwo = verdicts.length >= 2 && before === last;
      if (last === 'broken')
        expect(state === 'broken').toBe(lastTwo || after(...verdicts.slice(0, -1)).state === 'broken');
      else if (last === 'good') expect(state).toBe('good');
      else if (last === 'slow') expect(['good', 'slow']).toContain(state);
    }),
  );
});

describe('slow', () => {
  test.each<[ms: number, hour: number[], slow: boolean]>([
    [3_000, [], false],
    [3_001, [], true],
    [3_001, [40, 40, 40, 40], true],
    [900, [40, 40, 40, 40], false],
    [900, [40, 40, 40, 40, 40], true],
    [800, [40, 40, 40, 40, 40], false],
    [2_900, [1_000, 1_000, 1_000, 1_000, 1_000], false],
    [3_001, [1_000, 1_000, 1_000, 1_000, 1_000], true],
    [900, [20, 5_000, 400, 400, 9_000], false],
  ])('%i ms after %j: %s', (ms, hour, slow) => {
    expect(isSlow(ms, hour)).toBe(slow);
  });
});
