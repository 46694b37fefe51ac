import { beforeEach, describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import type { Run } from '../../../../main/runs/run.ts';
import { agent, createDesk, type Desk, gateway, stored } from './desk.ts';
import { accepted, asked, message, succeeded } from './make.ts';

const DAY = 86_400_000;

let desk: Desk;

beforeEach(async () => {
  desk = await createDesk();
});

describe('while you were away', () => {
  const end = (id: number) => desk.record(id, accepted, succeeded);

  test('the computer slept: one notice for all of it, and one word when all has been heard', async () => {
    const ids = [await desk.begin(), await desk.begin(), await desk.begin(), await desk.begin()] as const;
    for (const id of ids) desk.record(id, accepted);
    const asleepAt = desk.time.clock.now();
    desk.runs.power('asleep');
    desk.time.sleep(3_600_000);
    desk.runs.power('awake');
    desk.record(ids[0], succeeded);
    desk.record(ids[1], asked);
    desk.record(ids[2], { kind: 'news' });
    await desk.pass(1);
    // Once it has been heard of, what it does is no longer about the time before.
    desk.record(ids[2], succeeded);
    expect(desk.notices.at(-1)).toEqual({
      ...{ id: 'away', kind: 'away', since: asleepAt, ended: 1, waiting: 1, runId: ids[1] },
    });
    expect(desk.told).toEqual([['ended', ids[2]]]);
    await desk.pass(60_000);
    expect(desk.told).toEqual([
      ['ended', ids[2]],
      ['away', ids[1]],
    ]);
    desk.record(ids[3], succeeded);
    expect(desk.told.at(-1)).toEqual(['ended', ids[3]]);
    expect(desk.drivers.agui.calls.slice(-2)).toEqual([
      ['power', 'asleep'],
      ['power', 'awake'],
    ]);
  });

  test('not reaching a source is not hearing of its runs', async () => {
    const id = await desk.begin();
    desk.record(id, accepted);
    desk.runs.power('asleep');
    desk.time.sleep(3_600_000);
    desk.runs.power('awake');
    desk.record(id, { kind: 'contact', contact: { error: appError('dns', 'no such name') } });
    await desk.pass(5_000);
    desk.record(id, { kind: 'contact', contact: 'ok' }, succeeded);
    expect(desk.notices).toMatchObject([{ ended: 1, runId: id }]);
  });

  test('another network is no absence', async () => {
    const id = await desk.begin();
    desk.runs.power('awake');
    end(id);
    expect(desk.notices).toEqual([]);
    expect(desk.told).toEqual([['ended', id]]);
  });

  test('the program was killed: since it was last there', async () => {
    const id = await desk.begin();
    desk.record(id, accepted);
    await desk.pass(150_000);
    const last = desk.time.clock.now() - 30_000;
    const again = await desk.restart();
    again.record(id, succeeded);
    await again.pass(0);
    expect(again.notices).toMatchObject([{ since: last, ended: 1, waiting: 0, runId: id }]);
    expect(again.told).toEqual([['away', id]]);
  });
});

describe('sources', () => {
  test('who waits for a source that was removed is lost; a demo source comes back', async () => {
    desk.sources.set('demo-g', { ...gateway, id: 'demo-g', demo: true });
    const task = await desk.begin({ sourceId: 'g' });
    const demo = await desk.begin({ sourceId: 'demo-g' });
    const streaming = await desk.begin();
    const waiting = await desk.begin();
    desk.record(waiting, accepted, asked);
    for (const id of ['g', 'demo-g', 'a']) desk.removeSource(id);
    await desk.pass(0);
    const states = await Promise.all([task, demo, streaming, waiting].map((id) => stored(desk, id)));
    const gone = { kind: 'lost', reason: 'sourceGone' };
    expect(states.map((run) => (run as Run).state)).toMatchObject([
      gone,
      { kind: 'submitting' },
      { kind: 'submitting' },
      gone,
    ]);
    expect(desk.drivers.gateway.calls).toContainEqual(['sourceChanged', 'g']);
  });

  test('a source that went while the program was not there is missed at the start', async () => {
    const id = await desk.begin({ sourceId: 'g' });
    desk.record(id, accepted);
    await desk.pass(0);
    desk.sources.delete('g');
    const again = await desk.restart();
    expect(await stored(again, id)).toMatchObject({ state: { kind: 'lost', reason: 'sourceGone' } });
  });
});

describe('retention', () => {
  async function ended(): Promise<number> {
    const id = await desk.begin();
    desk.record(id, accepted, succeeded);
    await desk.pass(0);
    return id;
  }

  test('deletes what ended too long ago, once a day, and nothing that is under way', async () => {
    const old = await ended();
    const running = await desk.begin();
    desk.time.sleep(89 * DAY);
    const young = await ended();
    expect(await stored(desk, old)).not.toBeNull();
    desk.time.sleep(DAY);
    await desk.pass(DAY);
    expect(await stored(desk, old)).toBeNull();
    expect(await stored(desk, young)).not.toBeNull();
    expect(await stored(desk, running)).not.toBeNull();
    expect(desk.events.runs?.some(({ removed }) => removed.includes(old))).toBe(true);
  });

  test('a slip in the settings can be taken back within a minute', async () => {
    const old = await ended();
    await desk.pass(2 * DAY);
    desk.settings({ keepDays: 1, sourceId: null });
    await desk.pass(30_000);
    desk.settings({ keepDays: 90, sourceId: null });
    await desk.pass(DAY);
    expect(await stored(desk, old)).not.toBeNull();
    desk.settings({ keepDays: 1, sourceId: null });
    await desk.pass(60_000);
    expect(await stored(desk, old)).toBeNull();
  });

  test('nothing is deleted when everything is kept', async () => {
    const old = await ended();
    desk.settings({ keepDays: null, sourceId: null });
    desk.time.sleep(1_000 * DAY);
    await desk.pass(2 * DAY);
    expect(await stored(desk, old)).not.toBeNull();
  });
});

test('ending the program stores what was still on its way and leaves no timer', async () => {
  const id = await desk.begin({ sourceId: agent.id });
  desk.record(id, accepted, { kind: 'item', item: message('m', 'half an answer') });
  desk.book.log(id, [{ at: 1, type: 'TEXT', json: '{}', merged: 1, fault: null }]);
  await desk.runs.close();
  expect(await stored(desk, id)).toMatchObject({
    state: { kind: 'running' },
    events: 1,
    items: [{}, { text: 'half an answer' }],
  });
  expect(desk.time.timers()).toBe(0);
  expect(desk.faults).toEqual([]);
});
