import { beforeEach, describe, expect, test } from 'vitest';
import type { RunItem } from '../../../../preload/contract.ts';
import { createDesk, type Desk, refusal, stored, value } from './desk.ts';
import { accepted, asked, message, succeeded, tool } from './make.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await createDesk();
});

const result = (text: string) => ({ kind: 'result', result: text, media: [] }) as const;
const ask = { sourceId: 'a', model: null, prompt: 'Why?', earlier: [], conversationId: null, previousId: null };

describe('a new run', () => {
  test('is on the disk before the driver hears of it', async () => {
    const begun = desk.runs.begin({ ...ask, prompt: '  What is\nthe cause?  ' });
    expect(desk.drivers.agui.calls).toEqual([['recover']]);
    const { id, title, state } = value(await begun);
    expect(desk.drivers.agui.calls.at(-1)).toEqual(['submit', id]);
    expect(title).toBe('What is the cause?');
    expect(state).toEqual({ kind: 'submitting', since: desk.time.clock.now() });
    expect(await stored(desk, id)).toMatchObject({
      prompt: '  What is\nthe cause?  ',
      sourceName: 'Agent',
      kind: 'agui',
    });
    expect(desk.events.runs?.at(-1)).toMatchObject({ upserts: [{ id }] });
  });

  test('takes the model that was asked for, else that of its gateway', async () => {
    const first = await desk.begin({ sourceId: 'g', model: 'local/large' });
    const second = await desk.begin({ sourceId: 'g' });
    expect([(await stored(desk, first))?.model, (await stored(desk, second))?.model]).toEqual([
      'local/large',
      'local/small',
    ]);
    expect(desk.drivers.gateway.calls.slice(1)).toEqual([
      ['submit', first],
      ['submit', second],
    ]);
  });

  test.each([
    [{ prompt: ' \n ' }, 'validation/empty'],
    [{ prompt: 'a\0b' }, 'validation/nul'],
    [{ prompt: 'é'.repeat(2_000_001) }, 'validation/tooLong'],
    [{ sourceId: 'nobody' }, 'notFound/source'],
    [{ previousId: 99 }, 'notFound/run'],
  ])('%o is refused, and nothing is kept or sent', async (wrong, reason) => {
    expect(refusal(await desk.runs.begin({ ...ask, ...wrong }))).toBe(reason);
    expect(desk.drivers.agui.calls).toEqual([['recover']]);
    expect(desk.runs.current()).toEqual([]);
  });

  test('that goes on from another is sent what was said there', async () => {
    const first = await desk.begin({ prompt: 'One?', earlier: [{ role: 'user', text: 'Zero?' }], conversationId: 5 });
    expect(refusal(await desk.runs.begin({ ...ask, previousId: first }))).toBe('validation/underWay');
    desk.record(first, accepted, { kind: 'memory', memory: { messages: ['One?', '1'] } }, result('1'), succeeded);
    await desk.pass(0);
    const second = await desk.begin({ prompt: 'Two?', previousId: first });
    expect(await stored(desk, second)).toMatchObject({
      earlier: [
        { role: 'user', text: 'Zero?' },
        { role: 'user', text: 'One?' },
        { role: 'assistant', text: '1' },
      ],
      prompt: 'Two?',
      previousId: first,
      conversationId: 5,
      // The thread of the agent goes on.
      remoteId: 'remote-1',
      memory: { messages: ['One?', '1'] },
    });
  });

  test('keeps no thread of another source, nor the id of a task', async () => {
    const task = await desk.begin({ sourceId: 'g' });
    desk.record(task, accepted, result('1'), succeeded);
    const thread = await desk.begin();
    desk.record(thread, accepted, succeeded);
    await desk.pass(0);
    const onGateway = await desk.begin({ sourceId: 'g', previousId: task });
    const elsewhere = await desk.begin({ sourceId: 'g', previousId: thread });
    expect(await stored(desk, onGateway)).toMatchObject({ remoteId: null, memory: null });
    expect(await stored(desk, elsewhere)).toMatchObject({ remoteId: null, memory: null });
  });

  test('does not send an apology along as if it were an answer', async () => {
    const first = await desk.begin({ prompt: 'One?' });
    desk.record(first, accepted, result('Désolé'), { kind: 'ended', end: { kind: 'apologised', apology: 'routing' } });
    await desk.pass(0);
    const second = await desk.begin({ previousId: first });
    expect((await stored(desk, second))?.earlier).toEqual([{ role: 'user', text: 'One?' }]);
  });

  test('the same again is a run of its own, in a new thread', async () => {
    const first = await desk.begin({ prompt: 'One?', earlier: [{ role: 'user', text: 'Zero?' }] });
    desk.record(first, accepted, succeeded);
    await desk.pass(0);
    const { id } = value(await desk.runs.again({ id: first }));
    expect(await stored(desk, id)).toMatchObject({
      ...{ prompt: 'One?', earlier: [{ role: 'user', text: 'Zero?' }], previousId: first, remoteId: null },
      state: { kind: 'submitting' },
    });
    expect(desk.drivers.agui.calls.at(-1)).toEqual(['submit', id]);
    desk.removeSource('a');
    expect(refusal(await desk.runs.again({ id: first }))).toBe('notFound/source');
  });
});

describe('commands on a run', () => {
  test('reach the driver while it is under way, and do nothing after', async () => {
    const id = await desk.begin();
    desk.record(id, accepted, asked);
    value(await desk.runs.check({ id }));
    value(
      await desk.runs.answer({ id, answers: [{ interruptId: 'one', decision: 'approve', payload: null, args: null }] }),
    );
    value(await desk.runs.stop({ id }));
    const calls = [['recover'], ['submit', id], ['check', id], ['answer', id, 'one'], ['stop', id]];
    expect(desk.drivers.agui.calls).toEqual(calls);
    await desk.pass(0);
    value(await desk.runs.check({ id }));
    value(await desk.runs.stop({ id }));
    expect(refusal(await desk.runs.answer({ id, answers: [] }))).toBe('validation/notAsked');
    expect(desk.drivers.agui.calls).toEqual(calls);
    for (const command of ['check', 'stop', 'again'] as const) {
      expect(refusal(await desk.runs[command]({ id: 99 }))).toBe('notFound/run');
    }
    expect(refusal(await desk.runs.open({ id: 99 }, 1))).toBe('notFound/run');
  });

  test('who stops a run need not be told that it has ended', async () => {
    const id = await desk.begin();
    desk.record(id, accepted);
    value(await desk.runs.stop({ id }));
    await desk.pass(0);
    expect(desk.told).toEqual([]);
    expect(await stored(desk, id)).toMatchObject({ state: { kind: 'cancelled' }, unseen: false });
  });

  test('deleting ends what is under way, and nothing of it comes back', async () => {
    const [first, second] = [await desk.begin(), await desk.begin()];
    desk.record(first, accepted, { kind: 'item', item: message('m', 'text') });
    value(await desk.runs.remove({ ids: [first] }));
    expect(desk.drivers.agui.calls.at(-1)).toEqual(['stop', first]);
    desk.record(first, { kind: 'item', item: message('m', 'more') }, succeeded, { kind: 'seen' });
    desk.book.log(first, [{ at: 1, type: 'LATE', json: '{}', merged: 1, fault: null }]);
    await desk.pass(1_000);
    expect(await stored(desk, first)).toBeNull();
    expect(desk.told).toEqual([]);
    expect(desk.events.runs?.some(({ removed }) => removed.includes(first))).toBe(true);
    const listed = value(await desk.runs.list({ query: '', filter: 'all', before: null, limit: 10 }));
    expect(listed.runs.map(({ id }) => id)).toEqual([second]);
  });

  test('attaching ties it to a conversation and puts the result into its draft', async () => {
    const id = await desk.begin();
    desk.record(id, accepted, succeeded);
    await desk.pass(0);
    expect(refusal(await desk.runs.attach({ id, conversationId: 5 }))).toBe('validation/noResult');
    const other = await desk.begin();
    desk.record(other, accepted, result('The cause.'), succeeded);
    await desk.pass(0);
    value(await desk.runs.attach({ id: other, conversationId: 5 }));
    expect(desk.drafts).toEqual([[5, 'The cause.']]);
    expect(await stored(desk, other)).toMatchObject({ conversationId: 5 });
    expect(desk.events.runs?.at(-1)).toMatchObject({ upserts: [{ id: other, conversationId: 5 }] });
  });
});

test('a list knows what has only just happened', async () => {
  const [running, done] = [await desk.begin(), await desk.begin()];
  desk.record(running, accepted);
  desk.record(done, accepted, result('1'), succeeded);
  const list = (filter: 'active' | 'succeeded') => desk.runs.list({ query: '', filter, before: null, limit: 10 });
  const [active, succeededOnes] = [value(await list('active')), value(await list('succeeded'))];
  expect(active.runs).toMatchObject([{ id: running, state: { kind: 'running' } }]);
  expect(succeededOnes.runs).toMatchObject([{ id: done, state: { kind: 'succeeded' } }]);
  expect(active.revision).toBe(desk.events.runs?.at(-1)?.revision);
});

describe('export', () => {
  async function finished(): Promise<number> {
    const id = await desk.begin({ prompt: 'Why: is/was it?', earlier: [{ role: 'user', text: 'Hello' }] });
    const call: RunItem = tool('t', { args: '{"q":1}', result: 'a ``` b', status: 'done', name: '<b>search' });
    desk.record(id, accepted, { kind: 'memory', memory: 'secret-memory' }, { kind: 'item', item: call });
    desk.record(id, result('# Because'), succeeded);
    await desk.pass(0);
    return id;
  }

  test('as Markdown: to read, with the tools folded, and no text that breaks out of its place', async () => {
    const id = await finished();
    value(await desk.runs.export({ id, format: 'markdown' }));
    const [name, text] = desk.files[0] ?? ['', ''];
    expect(name).toBe(`Why is was it ${id}.md`);
    expect(text).toContain('# Why: is/was it?\n\n* Source: Agent\n* State: finished\n* Started: 2026-');
    expect(text).toContain('## Said before\n\n**Person**\n\nHello');
    expect(text).toContain('## Result\n\n# Because');
    expect(text).toContain(
      '<summary>&lt;b&gt;search</summary>\n\n```\n{"q":1}\n```\n\n````\na ``` b\n````\n\n</details>',
    );
  });

  test('as JSON: everything but what is as good as the result', async () => {
    const id = await finished();
    value(await desk.runs.export({ id, format: 'json' }));
    const text = desk.files[0]?.[1] ?? '';
    expect(JSON.parse(text)).toMatchObject({ run: { id, state: { kind: 'succeeded' } }, result: '# Because' });
    expect(text).not.toMatch(/secret-memory|remote-1|revision/);
  });

  test('as events: every line of the log, page after page', async () => {
    const id = await desk.begin();
    const line = (n: number) => ({
      at: n,
      type: 'TEXT',
      json: n === 7 ? 'no json' : `{"n":${n}}`,
      merged: 1,
      fault: null,
    });
    desk.book.log(
      id,
      Array.from({ length: 450 }, (_, n) => line(n)),
    );
    value(await desk.runs.export({ id, format: 'events' }));
    const lines = (desk.files[0]?.[1] ?? '')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 450 }, (_, n) => n + 1));
    expect([lines[3].event, lines[7].event]).toEqual([{ n: 3 }, 'no json']);
  });
});
