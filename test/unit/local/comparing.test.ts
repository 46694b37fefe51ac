import { expect, test } from 'vitest';
import { error, settle, value } from '../conversations/harness.ts';
import { answerOf, createLocalHarness, said } from './harness.ts';

async function compare() {
  const h = await createLocalHarness();
  const targets = [h.desk.add('one', { nearby: true }), h.desk.add('two'), h.desk.add('three')];
  const begun = value(await h.local.comparing.compare({ prompt: 'Which pump?', targets }));
  await settle();
  const [one, two, three] = h.desk.puts;
  if (!one || !two || !three) throw new Error('three are asked');
  return { h, targets, begun, id: begun.conversation.id, one, two, three };
}

test('one prompt is put to all at once; each answers, or fails, for itself', async () => {
  const { h, targets, begun, id, one, two, three } = await compare();
  expect(begun).toMatchObject({
    conversation: { title: 'Which pump?', local: { comparison: true, answering: 3, chain: [targets[0]] } },
    question: { author: 'me', content: 'Which pump?' },
  });
  expect(begun.answers.map((answer) => answerOf(answer).target)).toEqual(targets);
  await h.clock.advance(100);
  two.say('B');
  await h.clock.advance(100);
  one.say('A');
  await three.refuse();
  await two.complete({ usage: { input: 4, output: 1, total: 5 } });
  const half = value(await h.local.comparing.comparison({ conversationId: id }));
  expect(half.answers.map((answer) => answerOf(answer).state.kind)).toEqual(['streaming', 'complete', 'failed']);
  expect(half.answers.map((answer) => answerOf(answer).firstMs)).toEqual([200, 100, null]);
  expect(answerOf(half.answers[1]).tokens).toEqual({ input: 4, output: 1 });
  // Nobody is asked instead.
  expect(h.desk.puts).toHaveLength(3);
  expect(h.arrived).toEqual([]);
  await one.complete();
  expect(h.arrived.map(({ message }) => message.content)).toEqual(['A']);
});

test('stopping one column leaves the others', async () => {
  const { h, begun, id, one, two } = await compare();
  two.say('B');
  value(await h.local.answers.stop({ messageId: begun.answers[1]?.id ?? 0 }));
  await settle();
  expect([one.over(), two.over()]).toEqual([false, true]);
  const { answers } = value(await h.local.comparing.comparison({ conversationId: id }));
  expect(answers.map((answer) => answerOf(answer).state.kind)).toEqual(['asking', 'stopped', 'asking']);
});

test('going on with one shows its branch, asks its source, and keeps the others', async () => {
  const { h, targets, begun, id, one, two, three } = await compare();
  for (const [put, text] of [
    [one, 'A'],
    [two, 'B'],
    [three, 'C'],
  ] as const) {
    put.say(text);
    await put.complete();
  }
  const chosen = value(await h.local.comparing.goOnWith({ messageId: begun.answers[1]?.id ?? 0 }));
  expect(chosen.local).toMatchObject({ chain: [targets[1]], comparison: true });
  expect(said(await h.thread(id))).toEqual(['me: Which pump?', 'ai: B']);
  await h.send(id, 'Why?');
  expect(h.desk.last()).toMatchObject({ sourceId: 'two' });
  expect(h.desk.last().request.turns.map((turn) => turn.text)).toEqual(['Which pump?', 'B', 'Why?']);
  const { answers } = value(await h.local.comparing.comparison({ conversationId: id }));
  expect(answers.map((answer) => answer.content)).toEqual(['A', 'B', 'C']);
  expect(error(await h.local.comparing.goOnWith({ messageId: begun.question.id })).reason).toBe('noAnswer');
});

test('a column asked again takes its own place, though the others are still coming', async () => {
  const { h, begun, id, three } = await compare();
  await three.refuse();
  const again = value(await h.local.questions.regenerate({ messageId: begun.answers[2]?.id ?? 0, target: null }));
  await settle();
  expect(h.desk.last().sourceId).toBe('three');
  expect(again.local?.shown).toBe(false);
  const { answers } = value(await h.local.comparing.comparison({ conversationId: id }));
  expect(answers.map((answer) => answer.id)).toEqual([begun.answers[0]?.id, begun.answers[1]?.id, again.id]);
  expect(error(await h.local.questions.regenerate({ messageId: again.id, target: null })).reason).toBe('answering');
});

test('the windows are told the pieces of every column', async () => {
  const { h, begun, two, three } = await compare();
  two.say('B');
  three.say('C');
  await h.clock.advance(50);
  const pieces = (h.events.messages ?? []).flatMap((event) => event.appended ?? []);
  expect(pieces.map(({ id, text }) => [id, text])).toEqual([
    [begun.answers[1]?.id, 'B'],
    [begun.answers[2]?.id, 'C'],
  ]);
});

test('the same target twice is no comparison; another model of one source is', async () => {
  const h = await createLocalHarness();
  const one = h.desk.add('one');
  expect(error(await h.local.comparing.compare({ prompt: 'x', targets: [one, one] })).reason).toBe('sameTarget');
  expect(error(await h.local.comparing.compare({ prompt: ' ', targets: [one, h.desk.add('two')] })).reason).toBe(
    'empty',
  );
  value(await h.local.comparing.compare({ prompt: 'x', targets: [one, { ...one, model: 'big' }] }));
  await settle();
  expect(h.desk.puts.map((put) => put.request.model)).toEqual([null, 'big']);
});

test('a program that dies in a comparison keeps what each had said', async () => {
  const { h, id, one, two } = await compare();
  one.say('A');
  await two.refuse();
  await h.clock.advance(600);
  await h.restart();
  const { answers, conversation } = value(await h.local.comparing.comparison({ conversationId: id }));
  expect(answers.map((answer) => [answerOf(answer).state.kind, answer.content])).toEqual([
    ['incomplete', 'A'],
    ['failed', ''],
    ['failed', ''],
  ]);
  expect(conversation.local?.answering).toBe(0);
});

test('a conversation without a question is no comparison', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('one'));
  expect(error(await h.local.comparing.comparison({ conversationId: id })).kind).toBe('notFound');
  expect(error(await h.local.comparing.comparison({ conversationId: 99 })).kind).toBe('notFound');
});
