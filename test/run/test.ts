/** `npm test`: everything from a fresh machine to one line, `N passed, N failed`. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { run } from './command.ts';
import {
  addCounts,
  type Counts,
  countPlaywright,
  judgeLevel,
  NONE,
  type PlaywrightReport,
  remarkLines,
  summaryLine,
} from './counts.ts';
import { ROOT } from './electron-binary.ts';
import { ensureBrowser, ensureKeyring, ensureShell, hasDisplay, Missing } from './ensure.ts';
import { KEYRING_FLAG, keyringWorks, runWithKeyring } from './keyring-session.ts';
import { startVirtualDisplay } from './xvfb.ts';

const RESULTS = join(ROOT, 'test-results');

interface Level {
  readonly name: string;
  /** Arguments of Node. */
  readonly args: readonly string[];
  /** Reads the counts the level's reporter has left. */
  readonly read: () => Counts;
}

/** Files at a time: unit tests compute, integration tests mostly wait for sockets and clocks. */
const AT_ONCE = { unit: 2, integration: 3, packaging: 1 } as const;

function vitestLevel(name: keyof typeof AT_ONCE): Level {
  const file = join(RESULTS, `${name}.json`);
  const tool = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporter = join(ROOT, 'test/run/vitest-counts.ts');
  return {
    name,
    args: [
      tool,
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      name,
      `--maxWorkers=${AT_ONCE[name]}`,
      '--reporter=default',
      `--reporter=${reporter}`,
    ],
    read: () => JSON.parse(readFileSync(file, 'utf8')) as Counts,
  };
}

const E2E: Level = {
  name: 'e2e',
  args: [join(ROOT, 'node_modules/playwright/cli.js'), 'test', '--config', 'test/playwright.config.ts'],
  read: () => countPlaywright(JSON.parse(readFileSync(join(RESULTS, 'e2e.json'), 'utf8')) as PlaywrightReport),
};

const LEVELS: readonly Level[] = [vitestLevel('unit'), vitestLevel('integration'), vitestLevel('packaging'), E2E];

async function runLevel({ name, args, read }: Level): Promise<Counts> {
  console.log(`\n== ${name}`);
  const file = join(RESULTS, `${name}.json`);
  rmSync(file, { force: true });
  const code = await run(process.execPath, args, { cwd: ROOT, env: { ...process.env, COMPANION_COUNTS: file } });
  const { counts, complaint } = judgeLevel(readOrNone(read), code);
  if (complaint) console.error(`${name} ${complaint}`);
  return counts;
}

function readOrNone(read: () => Counts): Counts {
  try {
    return read();
  } catch {
    return NONE; // the level ended before it could report; `judgeLevel` counts that as a failure
  }
}

/** The levels one after the other, then the counts. */
async function runLevels(): Promise<number> {
  let total = NONE;
  for (const level of LEVELS) total = addCounts(total, await runLevel(level));
  return report(total);
}

function report(total: Counts): number {
  const line = summaryLine(total);
  writeFileSync(join(RESULTS, 'summary.txt'), `${line}\n`);
  console.log(['', ...remarkLines(total), line].join('\n'));
  return total.failed === 0 ? 0 : 1;
}

function reportBroken(complaint: string): number {
  console.error(complaint);
  return report({ ...NONE, failed: 1 });
}

async function main(): Promise<number> {
  if (process.argv.includes('--levels-only')) return runLevels();
  const shell = await ensureShell();
  await ensureBrowser();
  const keyring = (await ensureKeyring()) && keyringWorks();
  if (!(await build())) return reportBroken('The build failed.');
  // The double draws without a display; Electron on Linux does not.
  if (shell === 'electron' && process.platform === 'linux' && !hasDisplay())
    process.env.DISPLAY = (await startVirtualDisplay()).name;
  if (!keyring) {
    delete process.env[KEYRING_FLAG];
    return runLevels();
  }
  return runWithKeyring(process.execPath, [import.meta.filename, '--levels-only']);
}

mkdirSync(RESULTS, { recursive: true });
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  process.exitCode = reportBroken(error.message);
}
