/**
 * `npm run dist:check`: builds the application, packages it for all three systems on stand-ins for Electron, without a
 * network, and checks what came out (`test/packaging/`). With `--made` it checks what `npm run dist` has left in
 * `release/`, real Electron included.
 */
import { join } from 'node:path';
import { build } from './build.ts';
import { run } from './command.ts';
import { ROOT } from './electron-binary.ts';

async function main(): Promise<number> {
  const made = process.argv.includes('--made');
  if (!made && !(await build())) return 1;
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  return run(process.execPath, [vitest, 'run', '--config', 'test/vitest.config.ts', '--project', 'packaging'], {
    cwd: ROOT,
    env: { ...process.env, ...(made ? { COMPANION_PACKAGES: join(ROOT, 'release') } : {}) },
  });
}

process.exitCode = await main();
