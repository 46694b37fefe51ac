import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
/** Milliseconds; a machine that does much else at the same time is no failure. */
const PATIENCE = 30_000;

export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          root,
          include: ['test/unit/**/*.test.{ts,tsx}'],
          environment: 'node',
          // A worker a file would double the time; unit tests share nothing that another could change.
          isolate: false,
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
        },
      },
      {
        test: {
          name: 'integration',
          root,
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          // A quarter less time; each test has servers and folders of its own, and puts away what it changed.
          isolate: false,
          testTimeout: PATIENCE,
          hookTimeout: PATIENCE,
          // Real sockets and clocks take part: what passes only the second time counts, and is named in the summary.
          retry: 1,
        },
      },
      {
        test: {
          name: 'packaging',
          root,
          include: ['test/packaging/**/*.test.ts'],
          globalSetup: 'test/packaging/global-setup.ts',
          environment: 'node',
          testTimeout: PATIENCE,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
