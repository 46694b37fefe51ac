import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../../../main/database/client.ts';
import { closeWriter } from '../../../../main/database/maintenance.ts';
import { listRuns, type RunFilter } from '../../../../main/runs/sql/list.ts';
import { deleteRuns } from '../../../../main/runs/sql/removal.ts';
import { createRun, saveRun } from '../../../../main/runs/sql/save.ts';
import { rowOf, wholeRun } from '../../../../main/runs/writes.ts';
import { value } from '../../../unit/runs/core/desk.ts';
import { follow, lost, message, newRun } from '../../../unit/runs/core/make.ts';
import { openForTest as openForWriting } from '../../database/files.ts';
import { ended, keep, look, openForTest, temporaryFile } from './files.ts';

interface Wanted {
  query?: string;
  filter?: RunFilter;
  before?: number | null;
  limit?: number;
}

async function list(store: Store, { query = '', filter = 'all', before = null, limit = 50 }: Wanted = {}) {
  return value(await store.read('runs.list', { query, filter, before, limit }));
}

const ids = (runs: readonly { id: number }[]): number[] => runs.map(({ id }) => id);

describe('the list', () => {
  test('has all that is under way on its first page, then what ended last, page by page', async () => {
    const store = await openForTest();
    const early = await keep(store, {});
    const finished: number[] = [];
    // Three end in the same millisecond: none may be lost between the pages.
    for (const at of [5_000, 7_000, 7_000, 7_000, 6_000]) finished.push(await keep(store, ended(at)));
    const late = await keep(store, { state: { kind: 'silent', since: 1_500 } });
    const [a, b, c, d, e] = finished;
    const first = await list(store, { limit: 2 });
    expect(ids(first.active)).toEqual([late, early]);
    expect(ids(first.finished)).toEqual([d, c]);
    const second = await list(store, { limit: 2, before: first.next });
    expect([ids(second.active), ids(second.finished)]).toEqual([[], [b, e]]);
    const third = await list(store, { limit: 2, before: second.next });
    expect([ids(third.finished), third.next]).toEqual([[a], null]);
  });

  test('is filtered by how runs ended', async () => {
    const store = await openForTest();
    const running = await keep(store, {});
    const good = await keep(store, ended(2_000));
    const stopped = await keep(store, ended(3_000, 'cancelled'));
    const revoked = await keep(store, ended(4_000, 'revoked'));
    const gone = await keep(store, follow(newRun(), lost));
    const filtered = async (filter: RunFilter) => {
      const { active, finished } = await list(store, { filter });
      return ids([...active, ...finished]);
    };
    expect(await filtered('all')).toEqual([running, revoked, stopped, good, gone]);
    expect(await filtered('active')).toEqual([running]);
    expect(await filtered('succeeded')).toEqual([good]);
    expect(await filtered('troubled')).toEqual([revoked, gone]);
  });

  test('finds every word, in title, prompt, result or source, whatever its accents', async () => {
    const store = await openForTest();
    const running = await keep(store, { title: 'Summer', prompt: 'Où est passé l’été ?' });
    const cause = await keep(store, {
      ...{ ...ended(2_000), title: 'Cause', sourceName: 'Gâteau' },
      ...{ prompt: 'Find it', result: 'The Œuvre\0 is 50% late_r' },
    });
    const other = await keep(store, { ...ended(3_000), title: 'Other', prompt: 'Find it', sourceName: 'Plain' });
    const found = async (query: string) => {
      const { active, finished } = await list(store, { query });
      return ids([...active, ...finished]);
    };
    expect(await found('PASSE ete')).toEqual([running]);
    expect(await found('  find  ')).toEqual([other, cause]);
    expect(await found('find oeuvre gateau cause')).toEqual([cause]);
    expect(await found('find nothing')).toEqual([]);
    // What would be signs of a pattern are letters here.
    expect(await found('50% late_r')).toEqual([cause]);
    expect(await found('5%late')).toEqual([]);
    expect(await found('"\' OR 1')).toEqual([]);
  });

  test('a search goes on over pages and through results of any length', async () => {
    const store = await openForTest();
    const wanted: number[] = [];
    for (let n = 0; n < 120; n += 1) {
      const id = await keep(store, { ...ended(2_000 + n), title: n % 40 === 0 ? 'Wanted' : 'Other' });
      if (n % 40 === 0) wanted.unshift(id);
    }
    const long = await keep(store, { ...ended(1_500), result: `${'lorem ipsum '.repeat(200_000)} wanted at the end` });
    const first = await list(store, { query: 'wanted', limit: 2 });
    expect(ids(first.finished)).toEqual(wanted.slice(0, 2));
    const second = await list(store, { query: 'wanted', limit: 2, before: first.next });
    expect(ids(second.finished)).toEqual([wanted[2], long]);
    expect(second.next).toBeNull();
  });
});

test('a thousand runs with transcripts are listed without reading one of them', async () => {
  const file = temporaryFile();
  const store = await openForTest(file);
  const items = Array.from({ length: 20 }, (_, n) => message(`m${n}`, 'lorem ipsum '.repeat(400)));
  for (let n = 0; n < 1_000; n += 1) {
    const draft = newRun({ ...ended(2_000 + n), items, result: 'lorem ipsum '.repeat(400) });
    const { id } = value(await store.run('runs.create', { row: rowOf(draft), writes: wholeRun(draft) }));
    value(await store.run('runs.save', { row: rowOf({ ...draft, id }), writes: [] }));
  }
  const listed = await fastest(async () => {
    expect((await list(store, { limit: 1_000 })).finished).toHaveLength(1_000);
  });
  const bare = await fastest(async () => {
    expect(look(file, 'SELECT * FROM run ORDER BY finished DESC')).toHaveLength(1_000);
  });
  // Measured: 10 to 15 ms, two to three times the bare SELECT; the transcripts alone are 100 MB.
  console.info(`1,000 runs listed in ${listed.toFixed(1)} ms, SELECT * FROM run alone ${bare.toFixed(1)} ms`);
  expect(listed).toBeLessThan(bare * 10);
  await store.close();

  const { db } = await openForWriting({ file, now: 1 });
  db.exec('PRAGMA foreign_keys = OFF; DROP TABLE run_piece; DROP TABLE run_part; DROP TABLE run_words');
  const steps = listRuns(db, { query: '', filter: 'all', before: null, limit: 1_000 });
  expect(steps.next()).toMatchObject({ done: true, value: { finished: { length: 1_000 } } });
  closeWriter(db);
}, 120_000);

/** Milliseconds of the fastest of five. */
async function fastest(work: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now();
    await work();
    took.push(performance.now() - started);
  }
  return Math.min(...took);
}

test('the log keeps the newest ten thousand lines, and counts them all', async () => {
  const store = await openForTest();
  const id = await keep(store, {});
  const line = (n: number) => ({
    at: n,
    type: 'TEXT',
    json: '{}',
    cut: false,
    merged: 1,
    fault: n % 1_000 ? null : 'x',
  });
  for (let n = 0; n < 12_500; n += 2_500) {
    const entries = Array.from({ length: 2_500 }, (_, index) => line(n + index));
    value(await store.run('runs.addEvents', { id, entries }));
  }
  expect(value(await store.run('runs.load', { id }))).toMatchObject({ events: 12_500, faults: 13 });
  const page = (after: number, faultsOnly = false) =>
    store.read('runs.events', { id, after, limit: 200, query: '', faultsOnly }).then(value);
  expect((await page(0)).rows[0]).toMatchObject({ seq: 2_501, at: 2_500 });
  expect(await page(12_400)).toMatchObject({ rows: { length: 100 }, more: false });
  expect((await page(0, true)).rows.map(({ at }) => at)).toEqual([
    ...[3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, 11_000, 12_000],
  ]);
  expect(value(await store.run('runs.addEvents', { id: 99, entries: [line(1)] }))).toBeNull();
});

test('a result of 10 MB is stored whole while other calls are answered, and opened again', async () => {
  const store = await openForTest();
  const id = await keep(store, {});
  const result = 'né 😀 lorem ipsum\n'.repeat(600_000).slice(0, 10_000_000);
  const run = { ...newRun({ ...ended(2_000), result, items: [message('m', result)] }), id };
  const order: string[] = [];
  const saving = store.run('runs.save', { row: rowOf(run), writes: wholeRun(run) }).then((saved) => {
    order.push('saved');
    return value(saved);
  });
  let longest = 0;
  while (!order.includes('saved')) {
    const started = performance.now();
    value(await store.run('runs.get', { id }));
    longest = Math.max(longest, performance.now() - started);
    order.push('answered');
    await turn();
  }
  expect(await saving).toBe(true);
  // Between the steps of the one long write there is time for others.
  expect(order.indexOf('saved')).toBeGreaterThan(3);
  const loaded = value(await store.run('runs.load', { id }));
  expect(loaded?.result === result).toBe(true);
  const item = loaded?.items[0];
  expect(item?.kind === 'message' && item.text === result).toBe(true);
  // A small part of what the write takes as a whole; a slow disk stretches both.
  expect(longest).toBeLessThan(5_000);
}, 60_000);

test('an id is never given to another run', async () => {
  const store = await openForTest();
  const id = await keep(store, {});
  value(await store.run('runs.delete', { ids: [id] }));
  expect(await keep(store, {})).toBeGreaterThan(id);
});

test('deleting leaves nothing in the file', async () => {
  const file = temporaryFile();
  const store = await openForTest(file);
  const id = await keep(store, { items: [message('m', 'text')], result: 'text'.repeat(100_000) });
  const entry = { at: 1, type: 'X', json: '{}', cut: false, merged: 1, fault: null };
  value(await store.run('runs.addEvents', { id, entries: Array.from({ length: 500 }, () => entry) }));
  expect(rowsOf(file)).toMatchObject({ run: 1, run_event: 500 });
  value(await store.run('runs.delete', { ids: [id, 99] }));
  expect(rowsOf(file)).toEqual({ run: 0, run_part: 0, run_piece: 0, run_words: 0, run_event: 0 });
});

test('what a crash left half made or half deleted is put in order', async () => {
  const file = temporaryFile();
  const store = await openForTest(file);
  const kept = await keep(store, { result: 'the result' });
  const deleted = await keep(store, { items: [message('m', 'text')] });
  await store.close();
  const { db } = await openForWriting({ file, now: 1 });
  // The first step of a deletion, of a new run, and of a long value; then the program ended.
  deleteRuns(db, { ids: [deleted] }).next();
  const draft = newRun({ prompt: 'x'.repeat(2_000_000) });
  createRun(db, { row: rowOf(draft), writes: wholeRun(draft) }).next();
  const big = { ...newRun({ result: 'x'.repeat(2_000_000) }), id: kept };
  saveRun(db, { row: rowOf(big), writes: wholeRun(big) }).next();
  closeWriter(db);

  const again = await openForTest(file);
  const before = await list(again);
  expect(ids(before.active)).toEqual([kept]);
  expect(value(await again.run('runs.load', { id: kept }))?.result).toBe('the result');
  value(await again.run('runs.tidy', undefined));
  expect(look(file, 'SELECT id FROM run')).toEqual([{ id: kept }]);
  expect(look(file, 'SELECT id FROM run_part WHERE run_id IS NULL')).toEqual([]);
  expect(look(file, 'SELECT part_id FROM run_piece WHERE part_id NOT IN (SELECT id FROM run_part)')).toEqual([]);
});

function rowsOf(file: string): Record<string, number> {
  const tables = ['run', 'run_part', 'run_piece', 'run_words', 'run_event'];
  return Object.fromEntries(
    tables.map((table) => [table, look<{ n: number }>(file, `SELECT count(*) AS n FROM ${table}`)[0]?.n ?? -1]),
  );
}
