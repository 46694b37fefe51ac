/**
 * 50,000 pieces of an agent's text, read by the program and by the protocol's own client, each in a process that does
 * nothing else, from an agent in a third.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import type { Reading } from './agui/measure.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 3;

/** Removed when done. Within the project, so that what is not bundled is found. */
const FOLDER = resolve(import.meta.dirname, '../../test-results/bench-agui');

export async function benchAgui(): Promise<BenchRow[]> {
  await bundle();
  const agent = start('agent');
  try {
    const address = await firstLine(agent);
    const ours: Reading[] = [];
    const theirs: Reading[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await read('ours', address));
      theirs.push(await read('reference', address));
    }
    return rows(ours, theirs);
  } finally {
    agent.stdin?.end();
    await once(agent, 'exit');
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

/** As it is shipped: a program that has to translate its own source first has other figures. */
async function bundle(): Promise<void> {
  const here = join(import.meta.dirname, 'agui');
  const input = {
    agent: join(here, 'agent.ts'),
    ours: join(here, 'ours.ts'),
    reference: join(here, 'reference.ts'),
  };
  await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr: true, target: 'node24', outDir: FOLDER, emptyOutDir: true, rollupOptions: { input } },
  });
}

function rows(ours: readonly Reading[], theirs: readonly Reading[]): BenchRow[] {
  const row = (what: string, unit: string, budget: number | null, of: (reading: Reading) => number): BenchRow => ({
    name: `50,000 pieces of an agent's text, ${what}`,
    value: median(ours.map(of)),
    unit,
    against: '@ag-ui/client',
    reference: median(theirs.map(of)),
    budget,
  });
  return [
    row('time', 's', 0.5, ({ seconds }) => seconds),
    row('processor time', 's', null, ({ busySeconds }) => busySeconds),
    row('most memory', 'MB', 150, ({ peak }) => peak),
    row('longest block of the event loop', 'ms', 50, ({ longestBlock }) => longestBlock),
  ];
}

function start(script: string, ...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(FOLDER, `${script}.js`), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('it ended without a word');
}

async function read(script: string, address: string): Promise<Reading> {
  const child = start(script, address);
  const [line] = await Promise.all([firstLine(child), once(child, 'exit')]);
  return JSON.parse(line) as Reading;
}
