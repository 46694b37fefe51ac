import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { addCounts, type Counts, NONE } from './counts.ts';

/** A vitest reporter that writes the counts, with the reasons of skipped tests, to the file `COMPANION_COUNTS`. */
export default class CountsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const file = process.env.COMPANION_COUNTS;
    if (!file) return;
    const errors: Counts = { ...NONE, failed: unhandledErrors.length };
    writeFileSync(file, JSON.stringify(modules.map(countModule).reduce(addCounts, errors)));
  }
}

function countModule(module: TestModule): Counts {
  const broken: Counts = {
    ...NONE,
    failed: module.errors().length,
    failures: module.errors().map(() => module.relativeModuleId),
  };
  return [...module.children.allTests()].map((test) => countTest(test, module)).reduce(addCounts, broken);
}

function countTest(test: TestCase, module: TestModule): Counts {
  const result = test.result();
  const name = `${module.relativeModuleId} › ${test.fullName}`;
  switch (result.state) {
    case 'passed':
      return { ...NONE, passed: 1, flaky: test.diagnostic()?.flaky ? [name] : [] };
    case 'failed':
      return { ...NONE, failed: 1, failures: [name] };
    default: {
      const note = result.state === 'skipped' ? result.note : undefined;
      // A whole group is skipped by `describe.skipIf`, which takes no note: its title says why.
      return { ...NONE, skipped: [{ name, reason: note ?? 'see its title' }] };
    }
  }
}
