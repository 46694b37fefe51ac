/**
 * `npm run simulate [-- --companions 10000]`: many companions whose server is away for ten minutes and comes back, in
 * virtual time with the program's own schedules. From 10,000 on it writes `docs/server-comes-back.svg`. Fails when the
 * highest rate after the return is more than twice the steady rate.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { peakAfter, peakWhileDown, simulateOutage } from '../simulate/outage.ts';
import { type Panel, plotOutages } from '../simulate/plot.ts';
import { WAYS_DOWN } from '../simulate/ways-down.ts';
import { ROOT } from './electron-binary.ts';

const { values } = parseArgs({ options: { companions: { type: 'string', default: '10000' } } });
const companions = Number(values.companions);
if (!(companions >= 1)) {
  console.error('--companions takes a number from 1.');
  process.exit(2);
}
const FULL = 10_000;

const panels: Panel[] = [];
let worst = 0;
for (const { title, how } of WAYS_DOWN) {
  const result = await simulateOutage({ companions, how });
  const peak = peakAfter(result, 1);
  worst = Math.max(worst, peak / result.steady);
  panels.push({ title, result });
  console.log(
    `${title}: steady ${result.steady.toFixed(0)} requests/s, highest second after the return ${peak} ` +
      `(${(peak / result.steady).toFixed(2)} times), while down ${peakWhileDown(result, 1)}`,
  );
}
if (companions >= FULL) writeFileSync(join(ROOT, 'docs/server-comes-back.svg'), plotOutages(panels));
if (worst > 2) {
  console.error(`The server is met by ${worst.toFixed(2)} times its usual load when it comes back; 2 is the limit.`);
  process.exitCode = 1;
}
