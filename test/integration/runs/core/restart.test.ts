import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import type { RunEvent } from '../../../../main/runs/events.ts';
import type { RunState } from '../../../../preload/contract.ts';
import { createDesk, type Desk, stored, value } from '../../../unit/runs/core/desk.ts';
import { accepted, append, asked, lost, message, succeeded, tool } from '../../../unit/runs/core/make.ts';
import { copyDatabase, openForTest, temporaryFolder } from '../../database/files.ts';

async function open(file: string): Promise<Desk> {
  const desk = await createDesk(file);
  onTestFinished(() => desk.quit());
  return desk;
}

/** The program as it comes up on the file a killed one leaves behind: with its log, and without a word of goodbye. */
async function afterKill(file: string): Promise<Desk> {
  const left = `${file}-${killed++}`;
  copyDatabase(file, left);
  return open(left);
}
let killed = 0;

const item: RunEvent = { kind: 'item', item: message('m', 'so far') };
const end = (kind: 'cancelled' | 'revoked'): RunEvent => ({ kind: 'ended', end: { kind } });
const failure = appError('http', 'status 400', { status: 400 });

const ways: Record<RunState['kind'], readonly RunEvent[]> = {
  submitting: [],
  running: [accepted, item],
  silent: [accepted, item, { kind: 'silent' }],
  waiting: [accepted, item, asked],
  succeeded: [accepted, item, { kind: 'result', result: 'so far', media: [] }, succeeded],
  apologised: [accepted, { kind: 'ended', end: { kind: 'apologised', apology: 'blank' } }],
  failed: [accepted, { kind: 'ended', end: { kind: 'failed', message: 'no', code: '7', error: failure } }],
  cancelled: [accepted, item, end('cancelled')],
  revoked: [accepted, end('revoked')],
  lost: [accepted, item, tool('t'), lost].map((each) => ('id' in each ? { kind: 'item', item: each } : each)),
};

describe('a run is found again as it stood', () => {
  test.each(Object.entries(ways))('%s', async (kind, events) => {
    const file = join(temporaryFolder(), 'runs.db');
    const desk = await open(file);
    const id = await desk.begin({ sourceId: 'g', earlier: [{ role: 'user', text: 'Before' }] });
    if (events.length > 0) desk.record(id, ...events);
    desk.record(id, { kind: 'memory', memory: { thread: [1, { deep: 'é' }] } });
    await desk.pass(0);
    const shown = value(await desk.runs.open({ id }, 1));
    await desk.pass(0);

    const again = await afterKill(file);
    const underWay = ['submitting', 'running', 'silent', 'waiting'].includes(kind);
    expect(again.drivers.gateway.calls[0]).toEqual(underWay ? ['recover', id] : ['recover']);
    expect(again.drivers.agui.calls[0]).toEqual(['recover']);
    expect({ ...value(await again.runs.open({ id }, 1)), revision: shown.revision }).toEqual(shown);
    expect(shown.run.state.kind).toBe(kind);
    if (!underWay) return;
    // What only the driver needs is there as well, and the run goes on.
    expect(again.book.get(id)).toMatchObject({ memory: { thread: [1, { deep: 'é' }] } });
    again.record(id, accepted, succeeded);
    expect(again.book.get(id)).toBeNull();
  });
});

test('a kill loses the text of the last half second at most, and never a state', async () => {
  const file = join(temporaryFolder(), 'runs.db');
  const desk = await open(file);
  const id = await desk.begin();
  desk.record(id, accepted, { kind: 'item', item: message('m') });
  let said = '';
  for (let n = 0; n < 40; n += 1) {
    const text = `word ${n} `;
    desk.record(id, append('m', text));
    said += text;
    await desk.pass(37);
    const left = await afterKill(file);
    const run = await stored(left, id);
    const kept = run?.items.find((each) => each.id === 'm');
    const length = kept?.kind === 'message' ? kept.text.length : 0;
    expect(said.startsWith(kept?.kind === 'message' ? kept.text : '?')).toBe(true);
    expect(said.length - length).toBeLessThanOrEqual('word 00 '.length * Math.ceil(500 / 37));
  }
  desk.record(id, append('m', 'the end'), succeeded);
  await desk.pass(0);
  const run = await stored(await afterKill(file), id);
  expect(run).toMatchObject({ state: { kind: 'succeeded' }, items: [{}, { text: `${said}the end` }, {}] });
});

test('a run that was begun is there after a kill, even before anything else was', async () => {
  const file = join(temporaryFolder(), 'runs.db');
  const desk = await open(file);
  const left = Promise.withResolvers<Desk>();
  const { submit } = desk.drivers.agui;
  Object.assign(desk.drivers.agui, {
    submit(run: Parameters<typeof submit>[0]) {
      // The driver has just heard of it, and the program is killed.
      afterKill(file).then(left.resolve, left.reject);
      submit(run);
    },
  });
  const id = await desk.begin();
  expect((await left.promise).drivers.agui.calls).toEqual([['recover', id]]);
});

test('runs that ended unseen are still unseen after a restart, and are not told again', async () => {
  const file = join(temporaryFolder(), 'runs.db');
  const desk = await open(file);
  const id = await desk.begin();
  desk.record(id, accepted, succeeded);
  await desk.pass(0);
  const again = await afterKill(file);
  expect(again.runs.current()).toMatchObject([{ id, unseen: true }]);
  expect([again.told, again.notices]).toEqual([[], []]);
  value(await again.runs.open({ id }, 1));
  expect(again.runs.current()).toEqual([]);
});

test('what could not be made findable before the kill is found after it', async () => {
  const file = join(temporaryFolder(), 'runs.db');
  const desk = await open(file);
  const id = await desk.begin();
  desk.record(id, accepted, { kind: 'result', result: 'The culprit is the cache', media: [] }, succeeded);
  await desk.pass(0);
  value(await desk.store.run('runs.fold', { id }));
  const find = (program: Desk) => program.runs.list({ query: 'culprit', filter: 'all', before: null, limit: 10 });
  expect(value(await find(desk)).runs).toHaveLength(1);
  await desk.quit();
  const { db } = await openForTest({ file, now: 1 });
  db.exec('DELETE FROM run_words; UPDATE run SET folded = 0');
  db.close();
  const again = await open(file);
  await again.pass(0);
  expect(value(await find(again)).runs).toMatchObject([{ id }]);
});
