import { beforeEach, describe, expect, test } from 'vitest';
import { assertNever } from '../../../../main/errors.ts';
import type { RunChange, RunDetail, RunItem, Topics } from '../../../../preload/contract.ts';
import { createDesk, type Desk, stored, value } from './desk.ts';
import { accepted, append, asked, lost, message, succeeded, tool } from './make.ts';

let desk: Desk;
let id: number;

beforeEach(async () => {
  desk = await createDesk();
  id = await desk.begin();
});

const item = (made: RunItem) => ({ kind: 'item', item: made }) as const;
const runEvents = (): Topics['run'][] => desk.events.run ?? [];
const listEvents = (): Topics['runs'][] => desk.events.runs ?? [];

describe('what is stored when', () => {
  test('a change of state is on its way to the disk at once', async () => {
    desk.record(id, accepted);
    await desk.pass(0);
    expect(await stored(desk, id)).toMatchObject({ state: { kind: 'running' }, remoteId: 'remote-1' });
    desk.record(id, asked);
    await desk.pass(0);
    expect(await stored(desk, id)).toMatchObject({ state: { kind: 'waiting' }, interrupts: [{ id: 'one' }] });
    desk.record(id, { kind: 'memory', memory: { messages: [1] } });
    await desk.pass(0);
    expect(await stored(desk, id)).toMatchObject({ memory: { messages: [1] } });
  });

  test('text is stored twice a second, and only what is new of it', async () => {
    desk.record(id, accepted, item(message('m')));
    await desk.pass(0);
    const before = desk.writes();
    for (let n = 0; n < 100; n += 1) {
      desk.record(id, append('m', `${n} `));
      await desk.pass(10);
    }
    expect(desk.writes() - before).toBe(2);
    expect(await stored(desk, id)).toMatchObject({ items: [{}, { text: expect.stringMatching(/^0 1 .*9[0-9] $/) }] });
  });

  test('at the end everything is stored at once, in one piece', async () => {
    desk.record(id, accepted, item(message('m')));
    await desk.pass(0);
    desk.record(id, append('m', 'the answer'));
    desk.record(id, { kind: 'result', result: 'the answer', media: [] }, succeeded);
    await desk.pass(0);
    const run = await stored(desk, id);
    expect(run).toMatchObject({ state: { kind: 'succeeded' }, result: 'the answer', unseen: true });
    expect(run?.items).toMatchObject([{ what: 'accepted' }, { text: 'the answer' }, { what: 'ended' }]);
    expect(desk.book.get(id)).toBeNull();
  });

  test('a disk that refuses is tried again, with everything', async () => {
    desk.full = true;
    desk.record(id, accepted, item(message('m', 'one')));
    desk.record(id, append('m', ' two'), succeeded);
    await desk.pass(1_000);
    expect(await stored(desk, id)).toMatchObject({ state: { kind: 'submitting' } });
    expect(desk.faults.length).toBeGreaterThan(0);
    // Nothing is lost meanwhile: what a window opens is what happened.
    expect(value(await desk.runs.open({ id }, 1)).run.state.kind).toBe('succeeded');
    desk.full = false;
    await desk.pass(5_000);
    const run = await stored(desk, id);
    expect(run).toMatchObject({ state: { kind: 'succeeded' }, prompt: 'Find the cause', unseen: false });
    expect(run?.items).toMatchObject([{ what: 'accepted' }, { text: 'one two' }, { what: 'ended' }]);
  });

  test('what comes while the end is being written is written as well', async () => {
    desk.record(id, accepted, succeeded);
    // The write is on its way, and not done.
    for (let turn = 0; turn < 5; turn += 1) await null;
    value(await desk.runs.open({ id }, 1));
    await desk.pass(0);
    expect(await stored(desk, id)).toMatchObject({ state: { kind: 'succeeded' }, unseen: false });
  });

  test('settled means stored', async () => {
    desk.record(id, accepted, item(message('m', 'text')));
    desk.record(id, append('m', ' more'));
    await desk.book.settled();
    expect(await stored(desk, id)).toMatchObject({ items: [{}, { text: 'text more' }] });
  });

  test('items keep their order over replacements and removals', async () => {
    desk.record(id, accepted, item(message('a')), item(tool('b')), item(message('c')));
    await desk.pass(500);
    desk.record(id, item(message('a', 'new')), { kind: 'removed', itemIds: ['b'] });
    await desk.pass(500);
    desk.record(id, item(tool('b')), append('c', 'text'));
    await desk.pass(500);
    expect(await stored(desk, id)).toMatchObject({
      items: [{ what: 'accepted' }, { id: 'a', text: 'new' }, { id: 'c', text: 'text' }, { id: 'b' }],
    });
  });
});

describe('what windows are told', () => {
  /** A window that does what it is told. */
  function apply(detail: RunDetail, changes: readonly RunChange[]): RunDetail {
    let now = detail;
    for (const change of changes) now = changed(now, change);
    return now;
  }

  function changed(now: RunDetail, change: RunChange): RunDetail {
    switch (change.kind) {
      case 'summary':
        return { ...now, run: change.run };
      case 'item': {
        const index = now.items.findIndex((known) => known.id === change.item.id);
        return { ...now, items: index < 0 ? [...now.items, change.item] : now.items.with(index, change.item) };
      }
      case 'append':
        return { ...now, items: now.items.map((known) => (known.id === change.itemId ? grown(known, change) : known)) };
      case 'removed':
        return { ...now, items: now.items.filter((known) => !change.itemIds.includes(known.id)) };
      case 'interrupts':
        return { ...now, interrupts: change.interrupts };
      case 'sharedState':
        return { ...now, sharedState: change.sharedState };
      case 'usage':
        return { ...now, usage: change.usage };
      case 'result':
        return { ...now, result: change.result, media: change.media };
      case 'events':
        return { ...now, events: change.events, faults: change.faults };
      default:
        return assertNever(change);
    }
  }

  function grown(known: RunItem, { field, from, text }: Extract<RunChange, { kind: 'append' }>): RunItem {
    const fields = known as RunItem & Record<'text' | 'args', string>;
    expect(fields[field]).toHaveLength(from);
    return { ...fields, [field]: fields[field] + text };
  }

  test('a window that applies every change sees what opening the run again shows', async () => {
    desk.record(id, accepted, item(message('m', 'one')));
    let shown = value(await desk.runs.open({ id }, 1));
    desk.record(id, append('m', ' two'), item(tool('t')), append('t', '{}', 'args'));
    desk.record(id, asked, { kind: 'result', result: 'so far', media: [] });
    // A second window opens the run while changes wait to be told.
    let second = value(await desk.runs.open({ id }, 2));
    desk.record(id, { kind: 'answered' }, append('m', ' three'), { kind: 'removed', itemIds: ['t'] });
    await desk.pass(33);
    desk.record(id, append('m', ' four'));
    await desk.pass(33);
    desk.record(id, succeeded);
    await desk.pass(33);
    for (const { revision, changes } of runEvents()) {
      if (revision === shown.revision + 1) shown = { ...apply(shown, changes), revision };
      if (revision === second.revision + 1) second = { ...apply(second, changes), revision };
    }
    const again = value(await desk.runs.open({ id }, 1));
    expect(shown).toEqual({ ...again, revision: shown.revision, run: { ...again.run, unseen: true } });
    expect(second).toEqual(shown);
  });

  test('text is told at most every 33 ms, joined, with its place', async () => {
    desk.record(id, accepted, item(message('m', 'abc')));
    const { revision } = value(await desk.runs.open({ id }, 1));
    for (let n = 0; n < 33; n += 1) {
      desk.record(id, append('m', 'x'));
      await desk.pass(1);
    }
    expect(runEvents()).toHaveLength(1);
    expect(runEvents()[0]).toMatchObject({ id, revision: revision + 1 });
    expect(runEvents()[0]?.changes).toContainEqual({
      ...{ kind: 'append', itemId: 'm', field: 'text', from: 3 },
      text: 'x'.repeat(33),
    });
  });

  test('a run that no window shows is told of in the list only', async () => {
    value(await desk.runs.open({ id }, 1));
    desk.runs.closed({ id }, 1);
    desk.record(id, accepted, item(message('m')));
    await desk.pass(200);
    expect(runEvents()).toEqual([]);
    expect(listEvents().length).toBeGreaterThan(0);
  });

  test('the list hears of a new state at once and of news ten times a second, each with the next revision', async () => {
    const before = listEvents().length;
    desk.record(id, accepted);
    expect(listEvents().slice(before)).toMatchObject([{ upserts: [{ id, state: { kind: 'running' } }] }]);
    for (let n = 0; n < 25; n += 1) {
      desk.record(id, { kind: 'news' });
      await desk.pass(10);
    }
    expect(listEvents()).toHaveLength(before + 3);
    desk.record(id, succeeded);
    expect(listEvents().at(-1)).toMatchObject({ upserts: [{ id, state: { kind: 'succeeded' }, unseen: true }] });
    expect(listEvents().map(({ revision }) => revision)).toEqual(listEvents().map((_, index) => index + 1));
  });

  test('to whom is told: ended and waiting, once each', async () => {
    desk.record(id, accepted, { kind: 'news' });
    desk.record(id, asked);
    desk.record(id, asked);
    desk.record(id, { kind: 'answered' });
    desk.record(id, asked);
    desk.record(id, lost);
    desk.record(id, succeeded);
    expect(desk.told).toEqual([
      ['waiting', id],
      ['waiting', id],
      ['ended', id],
    ]);
  });

  test('looking at a run that ended unseen takes the mark away, everywhere', async () => {
    desk.record(id, accepted, succeeded);
    await desk.pass(0);
    expect(desk.runs.current()).toMatchObject([{ id, unseen: true }]);
    expect(value(await desk.runs.open({ id }, 1)).run.unseen).toBe(false);
    expect(desk.runs.current()).toEqual([]);
    expect(listEvents().at(-1)).toMatchObject({ upserts: [{ id, unseen: false }] });
    expect((await stored(desk, id))?.unseen).toBe(false);
  });
});

describe('the event log', () => {
  const entry = (n: number, fault: string | null = null) => ({
    at: n,
    type: 'NEWS',
    json: `{"n":${n}}`,
    merged: 1,
    fault,
  });

  test('is stored in batches, counted, and shown', async () => {
    value(await desk.runs.open({ id }, 1));
    desk.book.log(id, [entry(1), entry(2, 'rule 4')]);
    desk.book.log(id, [entry(3)]);
    await desk.pass(499);
    expect((await stored(desk, id))?.events).toBe(0);
    await desk.pass(1);
    expect(await stored(desk, id)).toMatchObject({ events: 3, faults: 1 });
    await desk.pass(33);
    expect(runEvents().at(-1)?.changes).toContainEqual({ kind: 'events', events: 3, faults: 1 });
    const all = { id, after: 0, limit: 10, query: '', faultsOnly: false };
    expect(value(await desk.runs.events(all)).rows.map(({ seq, at }) => [seq, at])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(value(await desk.runs.events({ ...all, faultsOnly: true })).rows).toMatchObject([{ fault: 'rule 4' }]);
    expect(value(await desk.runs.events({ ...all, query: '"N":3' })).rows).toMatchObject([{ seq: 3 }]);
    expect(value(await desk.runs.events({ ...all, limit: 2 }))).toMatchObject({ rows: [{}, {}], more: true });
    expect(value(await desk.runs.events({ ...all, after: 2 }))).toMatchObject({ rows: [{ seq: 3 }], more: false });
  });

  test('asking for it does not wait for the batch; a last line comes after the end', async () => {
    desk.record(id, accepted, succeeded);
    await desk.pass(0);
    desk.book.log(id, [entry(1)]);
    const page = await desk.runs.events({ id, after: 0, limit: 10, query: '', faultsOnly: false });
    expect(value(page).rows).toHaveLength(1);
  });

  test('a very long event is cut, and says so', async () => {
    desk.book.log(id, [{ ...entry(1), json: 'x'.repeat(70_000) }]);
    const page = value(await desk.runs.events({ id, after: 0, limit: 10, query: '', faultsOnly: false }));
    expect(page.rows).toMatchObject([{ cut: true }]);
    expect(page.rows[0]?.json).toHaveLength(65_536);
  });
});
