import { describe, expect, test } from 'vitest';
import { addCounts, countPlaywright, judgeLevel, NONE, remarkLines, summaryLine } from '../../run/counts.ts';

describe('the counts of a test run', () => {
  test('the last line names skipped tests only when there are any', () => {
    expect(summaryLine({ passed: 12, failed: 0, failures: [], skipped: [], flaky: [] })).toBe('12 passed, 0 failed');
    const skipped = [{ name: 'a', reason: 'no display' }];
    expect(summaryLine({ passed: 1, failed: 2, failures: [], skipped, flaky: [] })).toBe(
      '1 passed, 2 failed, 1 skipped',
    );
    expect(remarkLines({ ...NONE, skipped, flaky: ['b'], failures: ['c'] })).toEqual([
      'skipped: a (no display)',
      'passed only when run again: b',
      'failed: c',
    ]);
  });

  test('add up over the levels', () => {
    const a = { passed: 1, failed: 2, failures: ['c'], skipped: [{ name: 'a', reason: 'r' }], flaky: ['b'] };
    expect(addCounts(a, a)).toEqual({
      passed: 2,
      failed: 4,
      failures: ['c', 'c'],
      skipped: [...a.skipped, ...a.skipped],
      flaky: ['b', 'b'],
    });
  });

  test('a level that ran nothing, or that died without a failed test, is a failure', () => {
    expect(judgeLevel(NONE, 0)).toMatchObject({ counts: { failed: 1 }, complaint: 'ran no test' });
    const fine = { passed: 5, failed: 0, failures: [], skipped: [], flaky: [] };
    expect(judgeLevel(fine, 3)).toMatchObject({ counts: { passed: 5, failed: 1 }, complaint: 'ended with code 3' });
    expect(judgeLevel(fine, 0)).toEqual({ counts: fine, complaint: null });
    expect(judgeLevel({ ...fine, failed: 1 }, 1)).toEqual({ counts: { ...fine, failed: 1 }, complaint: null });
  });

  test('a Playwright report counts nested suites, flaky tests, reasons and files that do not load', () => {
    const skip = { type: 'skip', description: 'about the double only' };
    const report = {
      errors: [{ message: 'cannot load' }],
      suites: [
        {
          title: 'a.spec.ts',
          specs: [{ title: 'passes', tests: [{ status: 'expected' as const, annotations: [] }] }],
          suites: [
            {
              title: 'group',
              specs: [
                { title: 'fails', tests: [{ status: 'unexpected' as const, annotations: [] }] },
                { title: 'is skipped', tests: [{ status: 'skipped' as const, annotations: [skip] }] },
                { title: 'wavers', tests: [{ status: 'flaky' as const, annotations: [] }] },
              ],
            },
          ],
        },
      ],
    };
    expect(countPlaywright(report)).toEqual({
      passed: 2,
      failed: 2,
      failures: ['a.spec.ts › group › fails'],
      skipped: [{ name: 'a.spec.ts › group › is skipped', reason: 'about the double only' }],
      flaky: ['a.spec.ts › group › wavers'],
    });
  });
});
