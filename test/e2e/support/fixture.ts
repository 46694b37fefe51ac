import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'playwright/test';
import { type LaunchOptions, launchApp, type RunningApp } from './running-app.ts';

export { expect } from 'playwright/test';
export { axeCheck } from './axe.ts';
export { picture } from './picture.ts';
export type { Fault, RunningApp } from './running-app.ts';

interface Fixtures {
  /** Folder or main script of the application under test; `null` is the project itself. */
  application: string | null;
  /** Recorded errors that are part of the test: `test.use({ allowErrors: /refused|aborted/ })`. */
  allowErrors: RegExp | null;
  /** A profile folder of this test alone. */
  profile: string;
  /** Starts the application; whatever is still running at the end of the test is ended, and recorded errors fail it. */
  launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
}

export const test = base.extend<Fixtures>({
  application: [null, { option: true }],
  allowErrors: [null, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies of a fixture from this pattern
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'companion-profile-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  },

  launch: async ({ application, allowErrors, profile }, use, testInfo) => {
    const started: RunningApp[] = [];
    await use(async (options = {}) => {
      const running = await launchApp({ profile, ...(application ? { application } : {}), ...options });
      if (allowErrors) running.allowErrors(allowErrors);
      started.push(running);
      return running;
    });
    for (const running of started) if (!running.exited()) await running.app.close();
    for (const [index, running] of started.entries())
      await testInfo.attach(`output-${index + 1}.txt`, { body: running.output(), contentType: 'text/plain' });
    expect(started.flatMap((running) => running.faults())).toEqual([]);
  },
});
