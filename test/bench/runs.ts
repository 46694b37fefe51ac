/** Runs: a list of many stored ones, and how often a gateway is asked for many that are under way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../../main/database/client.ts';
import { openReader } from '../../main/database/connection.ts';
import type { Result } from '../../main/errors.ts';
import type { Run } from '../../main/runs/run.ts';
import type { RunFilter } from '../../main/runs/sql/list.ts';
import { SELECT_SUMMARY } from '../../main/runs/sql/rows.ts';
import { rowOf, wholeRun } from '../../main/runs/writes.ts';
import { createDesk, HOUR, MINUTE, newRun } from '../unit/runs/gateway/desk.ts';
import { createCorpus, seeded } from './corpus.ts';
import { type BenchRow, median } from './row.ts';

const STORED = 1_000;
/** As many as the page of runs asks for at a time, and as many as may be asked for. */
const PAGE = 100;
const LARGEST_PAGE = 200;
const ROUNDS = 30;
const WATCHED = 50;

const workerUrl = new URL('../../main/database/worker.ts', import.meta.url);

export async function benchRuns(): Promise<BenchRow[]> {
  return [...(await benchList()), ...(await benchPolling())];
}

// ------------------------------------------------------------------------------------------------ stored runs

async function benchList(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'companion-bench-runs-'));
  try {
    const file = join(folder, 'runs.db');
    const { store } = must(await openStore({ file, workerUrl, fallback: 'fail' }));
    const word = await fill(store);
    const reader = openReader(file);
    const select = reader.prepare(`${SELECT_SUMMARY} ORDER BY finished DESC LIMIT ?`);
    const bare = 'a bare SELECT of the same rows';
    const first = await timed(() => page(store, null, PAGE));
    const rows = [
      row('list of', 'first page', first, bare, await timed(() => select.all(PAGE))),
      row('list of', 'all pages', await timed(() => everyPage(store)), bare, await timed(() => select.all(STORED))),
      row('search in', 'a frequent word', await timed(() => page(store, null, PAGE, word)), 'the first page', first),
    ];
    reader.close();
    await store.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stores finished runs as the program does, each with a result of a few paragraphs; answers a word most of them have. */
async function fill(store: Store): Promise<string> {
  const corpus = createCorpus(seeded(4));
  const start = Date.UTC(2026, 8, 1);
  for (let n = 0; n < STORED; n += 1) {
    const prompt = corpus.text();
    const begun = newRun(0, start + n * HOUR, { title: prompt.slice(0, 60), prompt, remoteId: `task-${n}` });
    const { id } = must(await store.run('runs.create', { row: rowOf(begun), writes: wholeRun(begun) }));
    const at = begun.startedAt + 2 * MINUTE;
    const result = [corpus.text(), corpus.text(), corpus.text()].join('\n\n');
    const ended: Run = { ...begun, id, state: { kind: 'succeeded', since: at }, lastNewsAt: at, endedAt: at, result };
    must(await store.run('runs.save', { row: rowOf(ended), writes: wholeRun(ended) }));
    must(await store.run('runs.fold', { id }));
  }
  return corpus.words[0] ?? 'de';
}

async function page(store: Store, before: number | null, limit: number, query = ''): Promise<number | null> {
  const filter: RunFilter = 'all';
  return must(await store.read('runs.list', { query, filter, before, limit })).next;
}

async function everyPage(store: Store): Promise<void> {
  let next: number | null = null;
  do next = await page(store, next, LARGEST_PAGE);
  while (next !== null);
}

function row(what: string, which: string, value: number, against: string, reference: number): BenchRow {
  const name = `${what} ${STORED.toLocaleString('en')} stored runs, ${which}`;
  return { name, value, unit: 'ms', against, reference, budget: null };
}

/** The usual time of an action, ms. */
async function timed(action: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await action();
    times.push(performance.now() - started);
  }
  return median(times);
}

// ------------------------------------------------------------------------------------------------ watched runs

/** Stretches of a task's life, in minutes, and how often it would be asked for in each if it were alone, per minute. */
const STRETCHES = [
  { name: 'first minute', from: 0, until: 1, alone: 30 },
  { name: 'minutes 2 to 5', from: 1, until: 5, alone: 12 },
  { name: 'minutes 6 to 30', from: 5, until: 30, alone: 4 },
  { name: 'later', from: 30, until: 120, alone: 1 },
] as const;

/** The real driver on a clock that moves by itself: two hours of tasks that were given together and do not end. */
async function benchPolling(): Promise<BenchRow[]> {
  const desk = createDesk();
  await Promise.all(Array.from({ length: WATCHED }, () => desk.begin()));
  const begun = desk.clock.now();
  await desk.advance(2 * HOUR);
  const polls = desk.gateway.polls();
  return STRETCHES.map(({ name, from, until, alone }) => {
    const within = polls.filter((at) => at >= begun + from * MINUTE && at < begun + until * MINUTE).length;
    return {
      name: `${WATCHED} watched tasks, requests per minute, ${name}`,
      value: within / (until - from),
      unit: '',
      against: 'each at the pace of one alone',
      reference: alone * WATCHED,
      // Five a second, however many are watched.
      budget: 300,
    };
  });
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}
