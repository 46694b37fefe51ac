/** What the tests of a level came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Names of what failed, where the level could tell them. */
  readonly failures: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Tests that passed only when they were run again: counted as passed, and named so that somebody looks. */
  readonly flaky: readonly string[];
}

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

export const NONE: Counts = { passed: 0, failed: 0, failures: [], skipped: [], flaky: [] };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    failures: [...a.failures, ...b.failures],
    skipped: [...a.skipped, ...b.skipped],
    flaky: [...a.flaky, ...b.flaky],
  };
}

/** `3 passed, 1 failed`, with `, 2 skipped` only when there are any. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`;
}

/** One line for each test that somebody should know about: skipped, passed only the second time, or failed. */
export function remarkLines({ skipped, flaky, failures }: Counts): string[] {
  return [
    ...skipped.map(({ name, reason }) => `skipped: ${name} (${reason})`),
    ...flaky.map((name) => `passed only when run again: ${name}`),
    ...failures.map((name) => `failed: ${name}`),
  ];
}

/**
 * A level's counts once its process has ended. A level that ran nothing, or that ended badly without a failed test, has
 * one failure more: silence is no success.
 */
export function judgeLevel(counts: Counts, exitCode: number): { counts: Counts; complaint: string | null } {
  const withFailure = { ...counts, failed: counts.failed + 1 };
  if (counts.passed + counts.failed === 0) return { counts: withFailure, complaint: 'ran no test' };
  if (exitCode !== 0 && counts.failed === 0) return { counts: withFailure, complaint: `ended with code ${exitCode}` };
  return { counts, complaint: null };
}

interface PlaywrightTest {
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
}

interface PlaywrightSuite {
  readonly title: string;
  readonly specs?: readonly { readonly title: string; readonly tests: readonly PlaywrightTest[] }[];
  readonly suites?: readonly PlaywrightSuite[];
}

export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  /** Files that could not be loaded and the like. */
  readonly errors?: readonly unknown[];
}

/** The counts in the report of Playwright's json reporter. */
export function countPlaywright(report: PlaywrightReport): Counts {
  const errors: Counts = { ...NONE, failed: report.errors?.length ?? 0 };
  return report.suites.map((suite) => countSuite(suite, [])).reduce(addCounts, errors);
}

function countSuite(suite: PlaywrightSuite, parents: readonly string[]): Counts {
  const path = [...parents, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((each) => countTest(each, [...path, spec.title].join(' › '))),
  );
  const nested = (suite.suites ?? []).map((each) => countSuite(each, path));
  return [...own, ...nested].reduce(addCounts, NONE);
}

function countTest({ status, annotations }: PlaywrightTest, name: string): Counts {
  switch (status) {
    case 'skipped': {
      const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description;
      return { ...NONE, skipped: [{ name, reason: reason ?? 'no reason given' }] };
    }
    case 'unexpected':
      return { ...NONE, failed: 1, failures: [name] };
    case 'flaky':
      return { ...NONE, passed: 1, flaky: [name] };
    case 'expected':
      return { ...NONE, passed: 1 };
  }
}
