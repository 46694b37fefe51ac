import { expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { error, settle, value } from '../conversations/harness.ts';
import { answerOf, createLocalHarness, type LocalHarness, refused } from './harness.ts';

async function lastAnswer(h: LocalHarness, id: number) {
  const message = (await h.thread(id)).at(-1);
  return { message, ...answerOf(message) };
}

/** A source nearby, one on the internet, and a conversation that asks them in this order. */
async function nearAndFar() {
  const h = await createLocalHarness();
  const near = h.desk.add('near', { nearby: true, address: 'http://localhost:11434/v1' });
  const far = h.desk.add('far', { address: 'https://api.example.com/v1' });
  const { id } = await h.create(near, far);
  return { h, near, far, id };
}

test('the next is asked when one refuses before it says anything; the answer names who was tried and why', async () => {
  const h = await createLocalHarness();
  const [one, two, three] = [h.desk.add('one'), h.desk.add('two'), h.desk.add('three')];
  const { id } = await h.create(one, two, three);
  h.desk.source('two').closed = appError('keychain', 'not there', { reason: 'missing' });
  await h.send(id, 'Hello');
  await h.desk.last().refuse();
  expect(h.desk.last().sourceId).toBe('three');
  h.desk.last().say('Hi');
  await h.desk.last().complete();
  const answer = await lastAnswer(h, id);
  expect(answer).toMatchObject({
    state: { kind: 'complete' },
    target: three,
    sourceName: 'The three',
    tried: [
      { target: one, sourceName: 'The one', error: refused },
      { target: two, sourceName: 'The two', error: { kind: 'keychain', reason: 'missing' } },
    ],
  });
  expect(answer.message).toMatchObject({ content: 'Hi', modelAsked: 'three-model' });
});

test('thinking aloud counts as having said something', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('one'), h.desk.add('two'));
  await h.send(id, 'Hello');
  h.desk.last().think('hm');
  await h.desk.last().refuse();
  expect(h.desk.puts).toHaveLength(1);
  expect(await lastAnswer(h, id)).toMatchObject({ state: { kind: 'incomplete', error: refused }, reasoning: 'hm' });
});

test('when nobody answers, the last reason is the failure and the others are told too', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('one'), h.desk.add('two'));
  await h.send(id, 'Hello');
  await h.desk.last().refuse();
  const timeout = appError('timeout', 'nothing came');
  await h.desk.last().refuse(timeout);
  const answer = await lastAnswer(h, id);
  expect(answer).toMatchObject({ state: { kind: 'failed', error: timeout }, target: { sourceId: 'two' } });
  expect(answer.tried.map((one) => one.target.sourceId)).toEqual(['one']);
  expect(h.steps.at(-1)).toMatchObject({ kind: 'failed', error: timeout });
  expect(h.arrived).toEqual([]);
});

test('each of the chain is asked for its own model', async () => {
  const h = await createLocalHarness();
  const [one, two] = [h.desk.add('one'), h.desk.add('two')];
  const { id } = await h.create({ ...one, model: 'big' }, two);
  await h.send(id, 'Hello');
  await h.desk.last().refuse();
  await h.desk.last().refuse();
  expect(h.desk.puts.map((put) => put.request.model)).toEqual(['big', null]);
  expect((await lastAnswer(h, id)).message?.modelAsked).toBe('two-model');
});

test('Stop between two sources ends it: the next is not asked', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('one'), h.desk.add('two'));
  await h.send(id, 'Hello');
  const open = h.desk.open;
  const held = Promise.withResolvers<void>();
  h.desk.open = async (sourceId) => {
    await held.promise;
    return open(sourceId);
  };
  await h.desk.last().refuse();
  const answer = await lastAnswer(h, id);
  value(await h.local.answers.stop({ messageId: answer.message?.id ?? 0 }));
  held.resolve();
  await settle();
  expect(h.desk.puts).toHaveLength(1);
  expect((await lastAnswer(h, id)).state).toEqual({ kind: 'stopped' });
});

test('never from nearby to the internet without a yes; the yes is remembered', async () => {
  const { h, near, far, id } = await nearAndFar();
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  expect(h.desk.puts).toHaveLength(1);
  const waiting = await lastAnswer(h, id);
  expect(waiting.state).toEqual({ kind: 'crossing', to: far, toName: 'The far', host: 'api.example.com' });
  expect(await h.get(id)).toMatchObject({ local: { answering: 1 }, unread: 0 });
  expect(error(await h.routed.messages.send({ conversationId: id, content: 'x', modelId: null })).reason).toBe(
    'answering',
  );

  const messageId = waiting.message?.id ?? 0;
  const [yes, again] = await Promise.all([
    h.local.answers.cross({ messageId, allow: true }),
    h.local.answers.cross({ messageId, allow: true }),
  ]);
  expect([yes.ok, again.ok]).toEqual([true, false]);
  await settle();
  expect(h.desk.puts.map((put) => put.sourceId)).toEqual(['near', 'far']);
  h.desk.last().say('Told');
  await h.desk.last().complete();
  expect(await lastAnswer(h, id)).toMatchObject({
    state: { kind: 'complete' },
    target: far,
    tried: [{ target: near }],
  });

  await h.restart();
  await h.send(id, 'More');
  await h.desk.last().refuse();
  expect(h.desk.last().sourceId).toBe('far');
});

test('a no leaves the failure of the one nearby, and asks again the next time', async () => {
  const { h, near, id } = await nearAndFar();
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  const { message } = await lastAnswer(h, id);
  value(await h.local.answers.cross({ messageId: message?.id ?? 0, allow: false }));
  expect(await lastAnswer(h, id)).toMatchObject({ state: { kind: 'failed', error: refused }, target: near, tried: [] });
  expect((await h.get(id)).local?.answering).toBe(0);
  expect(error(await h.local.answers.cross({ messageId: message?.id ?? 0, allow: true })).reason).toBe('notCrossing');
  value(await h.local.questions.regenerate({ messageId: message?.id ?? 0, target: null }));
  await settle();
  await h.desk.last().refuse();
  expect((await lastAnswer(h, id)).state.kind).toBe('crossing');
  expect(h.desk.puts.every((put) => put.sourceId === 'near')).toBe(true);
});

test('the question whether to cross outlives the program, and Stop answers it with no', async () => {
  const { h, id } = await nearAndFar();
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  await h.restart();
  const { message, state } = await lastAnswer(h, id);
  expect(state.kind).toBe('crossing');
  value(await h.local.answers.cross({ messageId: message?.id ?? 0, allow: true }));
  await settle();
  expect(h.desk.last()).toMatchObject({ sourceId: 'far', request: { turns: [{ role: 'user', text: 'Secret' }] } });
  await h.desk.last().refuse();
  h.crossings.clear();
  value(await h.local.questions.regenerate({ messageId: message?.id ?? 0, target: null }));
  await settle();
  await h.desk.last().refuse();
  const second = await lastAnswer(h, id);
  value(await h.local.answers.stop({ messageId: second.message?.id ?? 0 }));
  expect((await lastAnswer(h, id)).state).toMatchObject({ kind: 'failed', error: refused });
});

test('a source that has moved to another host since the yes is asked about again', async () => {
  const { h, id } = await nearAndFar();
  h.crossings.add('near far api.example.com');
  h.desk.source('far').address = 'https://elsewhere.example/v1';
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  expect((await lastAnswer(h, id)).state).toMatchObject({ kind: 'crossing', host: 'elsewhere.example' });
});

test('a second source on the internet needs its own yes', async () => {
  const { h, near, far } = await nearAndFar();
  const { id } = await h.create(near, far, h.desk.add('farther'));
  h.crossings.add('near far api.example.com');
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  await h.desk.last().refuse();
  expect((await lastAnswer(h, id)).state).toMatchObject({ kind: 'crossing', toName: 'The farther' });
});

test('from one nearby to another nothing is asked', async () => {
  const { h, near } = await nearAndFar();
  const { id } = await h.create(near, h.desk.add('neighbour', { nearby: true, address: 'http://192.168.1.7/v1' }));
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  expect(h.desk.last().sourceId).toBe('neighbour');
});

test('a yes in one window and a no in another: the first counts', async () => {
  const { h, id } = await nearAndFar();
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  const messageId = (await lastAnswer(h, id)).message?.id ?? 0;
  const both = await Promise.all([true, false].map((allow) => h.local.answers.cross({ messageId, allow })));
  expect(both.map((result) => result.ok)).toEqual([true, false]);
  await settle();
  h.desk.last().say('Told');
  await h.desk.last().complete();
  expect((await lastAnswer(h, id)).message?.content).toBe('Told');
});

test('Stop in one window and a yes in another: nobody is asked', async () => {
  const { h, id } = await nearAndFar();
  await h.send(id, 'Secret');
  await h.desk.last().refuse();
  const messageId = (await lastAnswer(h, id)).message?.id ?? 0;
  const [, yes] = await Promise.all([
    h.local.answers.stop({ messageId }),
    h.local.answers.cross({ messageId, allow: true }),
  ]);
  await settle();
  expect(error(yes).reason).toBe('notCrossing');
  expect(h.desk.puts).toHaveLength(1);
});

test('one that is not there any more may have been nearby: the question is asked', async () => {
  const { h, id } = await nearAndFar();
  h.desk.sources.delete('near');
  await h.send(id, 'Secret');
  expect(h.desk.puts).toEqual([]);
  expect((await lastAnswer(h, id)).state.kind).toBe('crossing');
});

test('whom the person picks for once is asked at once, wherever it is', async () => {
  const { h, far, id } = await nearAndFar();
  await h.send(id, 'Hello');
  h.desk.last().say('Hi');
  await h.desk.last().complete();
  const { message } = await lastAnswer(h, id);
  value(await h.local.questions.regenerate({ messageId: message?.id ?? 0, target: far }));
  await settle();
  expect(h.desk.last().sourceId).toBe('far');
  await h.desk.last().refuse();
  // For once means: nobody instead of it either.
  expect((await lastAnswer(h, id)).state.kind).toBe('failed');
  expect((await h.get(id)).local?.chain[0]).toMatchObject({ sourceId: 'near' });
});
