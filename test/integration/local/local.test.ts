import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import type { AnswerSourceDraft, AnswerTarget, Message, TopicName, Topics } from '../../../preload/contract.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';

let servers: DemoWorkspace;
let desk: Computer;

beforeEach(async () => {
  servers = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  desk = computer();
});

afterEach(async () => {
  await desk.remove();
  await servers.stop();
});

/** What a person types in to add the demo's plain server as a source of their own. */
function draft(name: string): AnswerSourceDraft {
  const { address, key } = servers.answers.openAi;
  return {
    kind: 'openai-compatible',
    id: null,
    name,
    address,
    key,
    headers: [],
    model: null,
    system: 'Answer briefly.',
    parameters: {
      temperature: null,
      maxTokens: null,
      topP: null,
      frequencyPenalty: null,
      presencePenalty: null,
      safePrompt: null,
    },
    stream: true,
    timeouts: { firstByte: 20, betweenBytes: 20 },
    prices: { input: 1, output: 2, currency: 'EUR' },
  };
}

/** A program without a Halext server, with a source of answers. */
async function start(emit: <T extends TopicName>(topic: T, event: Topics[T]) => void = () => {}) {
  const program = await desk.start(quickTiming, { emit });
  await program.ask('session.goLocal', null);
  const { id: sourceId } = await program.ask('sources.save', draft('My models'));
  const { models } = await program.ask('sources.models', { id: sourceId, refresh: true });
  return { program, target: { sourceId, model: models[0] ?? null } satisfies AnswerTarget };
}

async function thread(program: Program, conversationId: number): Promise<readonly Message[]> {
  return (await program.ask('messages.open', { conversationId, around: null, limit: 100 })).messages;
}

const lastState = async (program: Program, id: number) =>
  (await thread(program, id)).at(-1)?.local?.answer?.state.kind ?? 'none';

const ended = (program: Program, id: number) => expect.poll(() => lastState(program, id), { timeout: 20_000 });

test('without a Halext server: asked, answered, found, and there after a restart', async () => {
  const events: Topics['messages'][] = [];
  const { program, target } = await start((topic, event) => {
    if (topic === 'messages') events.push(event as Topics['messages']);
  });
  const { id } = await program.ask('local.create', { title: '', chain: [target] });
  await program.ask('messages.send', { conversationId: id, content: 'How do I check a pump?', modelId: null });
  await ended(program, id).toBe('complete');
  const [, answer] = await thread(program, id);
  expect(answer?.modelUsed).toBe(target.model);
  expect(answer?.local?.answer).toMatchObject({ sourceName: 'My models', tried: [], cost: { currency: 'EUR' } });
  expect(answer?.local?.answer?.firstMs).toBeLessThanOrEqual(answer?.local?.answer?.totalMs ?? 0);
  const pieces = events.flatMap((event) => event.appended ?? []).map((piece) => piece.text);
  expect(pieces.length).toBeGreaterThan(1);
  expect(answer?.content.startsWith(pieces.join(''))).toBe(true);

  const [word] = answer?.content.match(/\p{L}{6,}/u) ?? [];
  const search = { text: word ?? '', conversationId: null, order: 'newest', next: null } as const;
  expect((await program.ask('search.query', search)).hits.map((hit) => hit.messageId)).toContain(answer?.id);
  await program.quit();

  const again = await desk.start();
  await expect.poll(() => again.companion.session.state().kind).toBe('local');
  const { conversations } = await again.ask('conversations.list', null);
  expect(conversations).toMatchObject([{ id, title: 'How do I check a pump?', local: { answering: 0 } }]);
  expect((await thread(again, id))[1]).toEqual(answer);
  expect([...program.logged, ...again.logged]).not.toContain('local.failed');
});

test('a program that ends in the middle of an answer keeps what had come', async () => {
  const { program, target } = await start();
  servers.switches.set('chatPaceMs', 50);
  const { id } = await program.ask('local.create', { title: '', chain: [target] });
  await program.ask('messages.send', { conversationId: id, content: 'How do I check a pump?', modelId: null });
  await ended(program, id).toBe('streaming');
  await expect.poll(async () => (await thread(program, id))[1]?.content.length ?? 0).toBeGreaterThan(10);
  const before = (await thread(program, id))[1]?.content ?? '';
  await program.quit();
  const again = await desk.start();
  const [, answer] = await thread(again, id);
  expect(answer?.local?.answer?.state).toMatchObject({ kind: 'incomplete', why: 'closed' });
  expect(answer?.content.startsWith(before)).toBe(true);
});

test('a source that refuses is followed by the next, and the answer says why', async () => {
  const { program, target } = await start();
  const { id: brokenId } = await program.ask('sources.save', { ...draft('Broken'), key: 'wrong' });
  const broken = { sourceId: brokenId, model: target.model };
  const { id } = await program.ask('local.create', { title: 'With a spare', chain: [broken, target] });
  await program.ask('messages.send', { conversationId: id, content: 'How do I check a pump?', modelId: null });
  await ended(program, id).toBe('complete');
  expect((await thread(program, id))[1]?.local?.answer).toMatchObject({
    target,
    tried: [{ target: broken, sourceName: 'Broken', error: { kind: 'auth' } }],
  });
});

test('a stream that drops keeps its text, Stop and deleting end the request', async () => {
  const { program, target } = await start();
  servers.switches.set('chatWay', 'drop', { times: 1 });
  const { id } = await program.ask('local.create', { title: '', chain: [target] });
  await program.ask('messages.send', { conversationId: id, content: 'How do I check a pump?', modelId: null });
  await ended(program, id).toBe('incomplete');
  expect((await thread(program, id))[1]?.content).not.toBe('');

  servers.switches.set('chatPaceMs', 100);
  const question = await program.ask('messages.send', { conversationId: id, content: 'And once more?', modelId: null });
  await ended(program, id).toBe('streaming');
  await program.ask('messages.stopWaiting', { id: question.id });
  await ended(program, id).toBe('stopped');

  await program.ask('messages.send', { conversationId: id, content: 'Last one', modelId: null });
  await ended(program, id).toBe('streaming');
  await program.ask('sources.remove', { id: target.sourceId });
  await program.ask('conversations.delete', { id });
  expect((await program.ask('conversations.list', null)).conversations).toEqual([]);
  expect(program.logged).not.toContain('local.failed');
});

test('two sources side by side, beside the conversations of an account', async () => {
  const program = await desk.start();
  await program.ask('session.signIn', { address: servers.origin, ...servers.credentials, keep: true });
  const one = await program.ask('sources.save', draft('One'));
  const two = await program.ask('sources.save', { ...draft('Two'), key: 'wrong' });
  const { models } = await program.ask('sources.models', { id: one.id, refresh: true });
  const model = models[0] ?? null;
  const targets = [
    { sourceId: one.id, model },
    { sourceId: two.id, model },
  ];
  const { conversation } = await program.ask('local.compare', { prompt: 'How do I check a pump?', targets });
  const states = async () =>
    (await program.ask('local.comparison', { conversationId: conversation.id })).answers.map(
      (answer) => answer.local?.answer?.state.kind,
    );
  await expect.poll(states, { timeout: 20_000 }).toEqual(['complete', 'failed']);
  await expect
    .poll(async () => {
      const { conversations } = await program.ask('conversations.list', null);
      return [conversations.some((each) => each.local === null), conversations.some((each) => each.local?.comparison)];
    })
    .toEqual([true, true]);
});
