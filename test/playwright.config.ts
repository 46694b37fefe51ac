import { resolve } from 'node:path';
import { defineConfig } from 'playwright/test';
import { findElectron } from './run/electron-binary.ts';

const root = resolve(import.meta.dirname, '..');
/** Two Electrons on one desktop take the keyboard and the hotkey from each other; doubles have a desktop each. */
const sharesDesktop = process.env.COMPANION_SHELL !== 'double' && findElectron() !== null;

export default defineConfig({
  testDir: 'e2e',
  outputDir: resolve(root, 'test-results/e2e'),
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  // A whole window system takes part: what passes only the second time counts, and is named in the summary.
  retries: 1,
  workers: sharesDesktop ? 1 : 2,
  fullyParallel: true,
  reporter: [['list'], ['json', { outputFile: resolve(root, 'test-results/e2e.json') }]],
  // Recording costs a quarter of the time: what fails is recorded when it is run again.
  use: { trace: 'on-first-retry' },
});
