import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../../main/clock.ts';
import { GATEWAY_MODEL } from '../../../../main/demo/gateway/models.ts';
import { startDemoWorkspace } from '../../../../main/demo/index.ts';
import type { RunDetail } from '../../../../preload/contract.ts';
import { type Computer, computer, type Program } from '../../companion/computer.ts';

let desk: Computer;

beforeEach(() => {
  desk = computer();
});

afterEach(() => desk.remove());

/** The program with the demo workspace, whose sources are there. */
async function withDemo(): Promise<Program> {
  const program = await desk.start();
  await program.ask('session.openDemo', null);
  await expect.poll(async () => (await program.ask('sources.list', null)).length).toBeGreaterThan(1);
  return program;
}

const begin = (program: Program, sourceId: string) =>
  program.ask('runs.start', {
    ...{ sourceId, model: null, prompt: 'What is the time?', earlier: [], conversationId: null, previousId: null },
  });

const open = (program: Program, id: number): Promise<RunDetail> => program.ask('runs.open', { id });

async function ended(program: Program, id: number): Promise<RunDetail> {
  await expect.poll(async () => (await open(program, id)).run.endedAt, { timeout: 20_000 }).not.toBeNull();
  return open(program, id);
}

test('a run of an agent comes to its end, and is there after a restart', async () => {
  const first = await withDemo();
  const { id } = await begin(first, 'demo-plain');
  const { run, result, items } = await ended(first, id);
  expect(run.state.kind).toBe('succeeded');
  expect(result?.trim()).toBeTruthy();
  expect(items.map((item) => item.kind)).toContain('message');
  await first.quit();
  expect(first.logged).not.toContain('runs.failed');

  const second = await desk.start();
  const { runs } = await second.ask('runs.list', { query: 'time', filter: 'all', before: null, limit: 10 });
  expect(runs).toMatchObject([{ id, state: { kind: 'succeeded' } }]);
  expect(await open(second, id)).toMatchObject({ result, items });
});

test('a task that outlives the program is picked up by the next one, which says what happened meanwhile', async () => {
  const server = await startDemoWorkspace({
    clock: systemClock,
    random: Math.random,
    seed: 'believable',
    latencyMs: 1,
  });
  onTestFinished(() => server.stop());
  const { address, key } = server.gateway;
  const first = await desk.start();
  const draft = { kind: 'gateway', id: null, name: 'Ours', address, key, model: GATEWAY_MODEL } as const;
  const source = await first.ask('sources.save', draft);
  const { id } = await begin(first, source.id);
  await expect.poll(async () => (await open(first, id)).run.state.kind).toBe('running');
  await first.quit();

  const started = performance.now();
  const second = await desk.start();
  const { run, result } = await ended(second, id);
  expect(run.state.kind).toBe('succeeded');
  expect(result?.trim()).toBeTruthy();
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(await second.ask('notices.list', null)).toMatchObject([{ kind: 'away', ended: 1, waiting: 0, runId: id }]);
});

test('a result goes to the end of what is being written in a conversation', async () => {
  const program = await withDemo();
  const { id } = await begin(program, 'demo-plain');
  const { result } = await ended(program, id);
  const conversations = () => program.ask('conversations.list', null).then((list) => list.conversations);
  await expect.poll(async () => (await conversations().catch(() => [])).length).toBeGreaterThan(3);
  const conversationId = (await conversations()).find(({ presence }) => presence === 'here')?.id ?? 0;
  await program.ask('conversations.saveDraft', { id: conversationId, text: 'What do you think?\n' });
  await program.ask('runs.attach', { id, conversationId });
  const { text } = await program.ask('conversations.draft', { id: conversationId });
  expect(text).toBe(`What do you think?\n\n${result}`);
  expect((await open(program, id)).run.conversationId).toBe(conversationId);
});
