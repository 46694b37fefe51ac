/**
 * `npm run bench [-- --only storage|markdown|meaning|runs|agui|health|app] [-- --messages 1000000] [-- --idle 600]`: figures, each beside a
 * reference from the same run. Nothing passes or fails by time; read the ratios, and the machine they came from.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow } from '../bench/row.ts';
import { build } from './build.ts';
import { ROOT } from './electron-binary.ts';
import { ensureShell } from './ensure.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    messages: { type: 'string', default: '100000' },
    idle: { type: 'string', default: '60' },
  },
});
const messages = Number(values.messages);

const parts: Record<string, () => Promise<BenchRow[]>> = {
  storage: async () => (await import('../bench/storage.ts')).benchStorage({ messages }),
  markdown: async () => (await import('../bench/markdown.ts')).benchMarkdown(),
  meaning: async () => (await import('../bench/meaning.ts')).benchMeaning({ vectors: messages }),
  runs: async () => (await import('../bench/runs.ts')).benchRuns(),
  agui: async () => (await import('../bench/agui.ts')).benchAgui(),
  health: async () => (await import('../bench/health.ts')).benchHealth({ idleSeconds: Number(values.idle) }),
  app: async () => (await import('../bench/app.ts')).benchApp({ messages, idleSeconds: Number(values.idle) }),
};

const chosen = values.only === undefined ? Object.keys(parts) : [values.only];
const unknown = chosen.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; the parts are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
const shell = await ensureShell();
if (!(await build())) process.exit(1);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, windows in ${shell}`;
console.log(`\n${machine}\n`);
const rows: BenchRow[] = [];
for (const name of chosen) {
  const measured = (await parts[name]?.()) ?? [];
  for (const row of measured) console.log(line(row));
  rows.push(...measured);
}
mkdirSync(join(ROOT, 'test-results'), { recursive: true });
writeFileSync(join(ROOT, 'test-results/bench.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);

function line({ name, value, unit, against, reference, budget }: BenchRow): string {
  const times = reference === 0 ? 'beside' : `= ${figure(value / reference)} ×`;
  const ratio = `${times} ${against} (${figure(reference)} ${unit})`;
  const left = budget === null ? '' : `; ${figure(value / budget)} of the budget of ${figure(budget)} ${unit}`;
  return `${name}: ${figure(value)} ${unit} ${ratio}${left}`;
}

function figure(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en');
}
