/**
 * `npm run soak [-- --factor 20] [-- --kills 20]`: the trials that are too long for `npm test`. The property tests try
 * `factor` times as many random cases, each run with a seed of its own; the journeys that kill the program are repeated
 * `kills` times. Run by hand, and reported by hand.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { run } from './command.ts';
import { ROOT } from './electron-binary.ts';
import { ensureBrowser, ensureShell } from './ensure.ts';

const { values } = parseArgs({
  options: { factor: { type: 'string', default: '20' }, kills: { type: 'string', default: '20' } },
});

const factor = Number(values.factor);
const kills = Number(values.kills);
if (!(factor >= 1 && kills >= 0)) {
  console.error('--factor takes a number from 1, --kills one from 0.');
  process.exit(2);
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts'];
/** Every file that holds a property test reads `COMPANION_SOAK`. */
const PROPERTIES = ['--project', 'unit', 'exactly-once', 'runs/'];
const journeys = ['node_modules/playwright/cli.js', 'test', '--config', 'test/playwright.config.ts', '--retries', '0'];

console.log(`== property tests, ${factor} times as many cases`);
const properties = await node([...vitest, ...PROPERTIES], { COMPANION_SOAK: String(factor) });
let killed = 0;
if (kills > 0) {
  console.log(`== journeys that kill the program, ${kills} times each`);
  await ensureBrowser();
  await ensureShell();
  killed = (await build()) ? await node([...journeys, '-g', 'SIGKILL|killed', '--repeat-each', String(kills)]) : 1;
}
process.exit(properties || killed);

function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const [tool = '', ...rest] = args;
  return run(process.execPath, [join(ROOT, tool), ...rest], { cwd: ROOT, env: { ...process.env, ...env } });
}
