import { expect, test } from 'vitest';
import { error, settle, value } from '../conversations/harness.ts';
import { answerOf, createLocalHarness, said } from './harness.ts';

test('a question and its answer are stored before anything leaves, and the answer streams', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.page(id);
  const sending = h.routed.messages.send({ conversationId: id, content: 'How high?', modelId: null });
  h.desk.open = ((open) => async (sourceId: string) => {
    const rows = h.db.prepare('SELECT author, under_way FROM message ORDER BY sort_key').all();
    expect(rows).toEqual([
      { author: 'me', under_way: 0 },
      { author: 'ai', under_way: 1 },
    ]);
    return open(sourceId);
  })(h.desk.open);
  const question = value(await sending);
  await settle();
  expect(question).toMatchObject({ author: 'me', content: 'How high?', state: { kind: 'stored' }, answer: 'none' });
  expect(h.desk.last().request.turns).toEqual([{ role: 'user', text: 'How high?' }]);
  const last = { author: 'me', text: 'How high?' };
  expect(await h.get(id)).toMatchObject({ title: 'How high?', last, local: { answering: 1 } });
  expect(answerOf((await h.thread(id))[1]).state.kind).toBe('asking');

  await h.clock.advance(200);
  h.desk.last().think('hm');
  h.desk.last().say('Two ');
  await h.clock.advance(40);
  h.desk.last().say('metres');
  const [, streaming] = await h.thread(id);
  // What was not told yet is not in the page either: it comes as the next piece.
  expect(streaming?.content).toBe('Two ');
  expect(answerOf(streaming)).toMatchObject({ state: { kind: 'streaming' }, reasoning: 'hm', firstMs: 200 });
  expect(h.local.asking()).toBe(1);
  await h.desk.last().complete({ usage: { input: 10, output: 2, total: 12 } });
  const [, whole] = await h.thread(id);
  expect(whole).toMatchObject({ content: 'Two metres', modelAsked: 'pump-model' });
  expect(answerOf(whole)).toMatchObject({
    state: { kind: 'complete', finish: 'stop' },
    sourceName: 'The pump',
    reasoning: 'hm',
    tokens: { input: 10, output: 2 },
    totalMs: 240,
    cost: null,
  });
  expect(await h.get(id)).toMatchObject({
    local: { answering: 0 },
    last: { author: 'ai', text: 'Two metres' },
    unread: 1,
  });
  expect(h.arrived.map(({ message }) => message.content)).toEqual(['Two metres']);
  expect(h.steps.map((step) => step.kind)).toEqual(['asked', 'firstByte', 'sent', 'done']);
  expect(h.local.asking()).toBe(0);
});

/** The conversation as a window has it that applies every event. */
function follow(
  h: Awaited<ReturnType<typeof createLocalHarness>>,
  page: Awaited<ReturnType<typeof h.page>>,
  from: number,
) {
  const rows = new Map(page.messages.map((message) => [message.id, { ...message }]));
  let { revision } = page;
  for (const event of (h.events.messages ?? []).slice(from)) {
    if (event.revision <= revision) continue;
    expect(event.revision).toBe(revision + 1);
    revision = event.revision;
    for (const row of event.upserts) rows.set(row.id, { ...row });
    for (const { id, text } of event.appended ?? []) {
      const row = rows.get(id);
      if (row) Object.assign(row, { content: row.content + text });
    }
  }
  return [...rows.values()].filter((row) => row.local?.shown).sort((a, b) => a.order - b.order);
}

test('a window that opens in the middle of an answer misses nothing and has nothing twice', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Count');
  const pages: { page: Awaited<ReturnType<typeof h.page>>; from: number }[] = [];
  for (let n = 0; n < 40; n += 1) {
    h.desk.last().say(`${n} `);
    pages.push({ page: await h.page(id), from: h.events.messages?.length ?? 0 });
    await h.clock.advance(n % 3 === 0 ? 40 : 10);
  }
  // And once more for every moment at the end, with words that nobody has been told of yet.
  h.desk.last().say('end');
  const ending = h.desk.last().complete();
  for (let n = 0; n < 40; n += 1) {
    await null;
    void h.page(id).then((page) => pages.push({ page, from: h.events.messages?.length ?? 0 }));
  }
  await ending;
  await h.clock.advance(1_000);
  expect(pages).toHaveLength(80);
  const whole = said(await h.thread(id));
  expect(whole[1]).toBe(`ai: ${Array.from({ length: 40 }, (_, n) => `${n} `).join('')}end`);
  for (const { page, from } of pages) expect(said(follow(h, page, from))).toEqual(whole);
});

test('text is told in pieces of at least 33 ms, and no piece carries the whole row', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Count');
  await h.page(id);
  const before = h.events.messages?.length ?? 0;
  for (let n = 0; n < 100; n += 1) {
    h.desk.last().say('x');
    await h.clock.advance(5);
  }
  const told = (h.events.messages ?? []).slice(before);
  expect(told.filter((event) => event.upserts.length > 0)).toHaveLength(1);
  expect(told.filter((event) => event.appended).length).toBeLessThanOrEqual(Math.ceil(500 / 33) + 1);
  expect(
    told.flatMap((event) => event.appended ?? []).reduce((sum, piece) => sum + piece.text.length, 0),
  ).toBeGreaterThan(90);
});

test('the next question carries what was said before, and not what failed', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump', { system: 'Be short.' }));
  await h.send(id, 'One');
  h.desk.last().say('First');
  await h.desk.last().complete();
  await h.send(id, 'Two');
  await h.desk.last().refuse();
  await h.send(id, 'Three');
  expect(h.desk.last().request).toMatchObject({
    system: 'Be short.',
    turns: [
      { role: 'user', text: 'One' },
      { role: 'assistant', text: 'First' },
      { role: 'user', text: 'Two' },
      { role: 'user', text: 'Three' },
    ],
  });
});

test('what does not fit the model is left out from the front, and the answer says how much', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('small', { contextTokens: 200 }));
  for (const text of ['a'.repeat(150), 'b'.repeat(150)]) {
    await h.send(id, text);
    h.desk.last().say(text);
    await h.desk.last().complete();
  }
  await h.send(id, 'last');
  expect(h.desk.last().request.turns).toEqual([{ role: 'user', text: 'last' }]);
  expect(answerOf((await h.thread(id)).at(-1)).leftOut).toBe(4);
});

test('Stop keeps what has come; another question may follow', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  const question = await h.send(id, 'Long?');
  h.desk.last().say('It is');
  expect(error(await h.routed.messages.send({ conversationId: id, content: 'More', modelId: null })).reason).toBe(
    'answering',
  );
  value(await h.routed.messages.stopWaiting({ id: question.id }));
  await settle();
  h.desk.last().say(' never seen');
  const [, answer] = await h.thread(id);
  expect(answer?.content).toBe('It is');
  expect(answerOf(answer).state).toEqual({ kind: 'stopped' });
  await h.send(id, 'More');
  expect(h.desk.puts).toHaveLength(2);
  expect(h.arrived).toEqual([]);
});

test('a stream that breaks keeps its text and is marked', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'), h.desk.add('other'));
  await h.send(id, 'Long?');
  h.desk.last().say('It is');
  await h.desk.last().breakOff();
  const [, answer] = await h.thread(id);
  expect(answer?.content).toBe('It is');
  expect(answerOf(answer).state).toMatchObject({ kind: 'incomplete', why: 'brokenStream', error: { kind: 'offline' } });
  // Something was shown: nobody else is asked.
  expect(h.desk.puts).toHaveLength(1);
});

test('an answer in the middle of which the program dies keeps what was stored; an empty one has failed', async () => {
  const h = await createLocalHarness();
  const [first, second] = [await h.create(h.desk.add('pump')), await h.create(h.desk.add('other'))];
  await h.send(first.id, 'Long?');
  h.desk.last().say('It is');
  h.desk.last().think('still');
  await h.clock.advance(600);
  h.desk.last().say(' lost');
  await h.send(second.id, 'And you?');
  await h.restart();
  const [, cut] = await h.thread(first.id);
  expect(cut?.content).toBe('It is');
  expect(answerOf(cut)).toMatchObject({ state: { kind: 'incomplete', why: 'closed' }, reasoning: 'still' });
  expect(answerOf((await h.thread(second.id))[1]).state).toMatchObject({ kind: 'failed' });
  expect((await h.get(first.id)).local?.answering).toBe(0);
  await h.send(first.id, 'Again');
  expect(h.desk.last().request.turns.map((turn) => turn.text)).toEqual(['Long?', 'It is', 'Again']);
});

test('closing the program stores the last words at once', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Long?');
  h.desk.last().say('It is so');
  await h.local.close();
  expect(h.desk.last().signal.aborted).toBe(true);
  await h.restart();
  expect(said(await h.thread(id))).toEqual(['me: Long?', 'ai: It is so']);
});

test('a source that is deleted while it streams goes on; the next question names what is missing', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Long?');
  h.desk.last().say('It');
  h.desk.sources.delete('pump');
  h.desk.last().say(' is');
  await h.desk.last().complete();
  await h.send(id, 'More');
  const thread = await h.thread(id);
  expect(said(thread)).toEqual(['me: Long?', 'ai: It is', 'me: More', 'ai: ']);
  expect(answerOf(thread[3]).state).toMatchObject({ kind: 'failed', error: { kind: 'notFound', reason: 'source' } });
});

test('deleting a conversation ends its answers and leaves nothing', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Long?');
  h.desk.last().say('It is');
  value(await h.routed.conversations.remove({ id }));
  await h.clock.advance(5_000);
  expect(h.desk.last().signal.aborted).toBe(true);
  expect(h.db.prepare('SELECT count(*) AS n FROM message').get()).toEqual({ n: 0 });
  expect(h.events.conversations?.at(-1)?.removed).toEqual([id]);
  expect(h.local.asking()).toBe(0);
  expect(h.faults).toEqual([]);
});

test('a disk that refuses loses no text: it is shown, and stored when the disk takes it', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Long?');
  h.desk.last().say('It is');
  h.failing = 'local.save';
  await h.desk.last().complete();
  await h.clock.advance(100);
  const [, shown] = await h.thread(id);
  expect(shown?.content).toBe('It is');
  expect(answerOf(shown).state.kind).toBe('complete');
  h.failing = null;
  await h.clock.advance(6_000);
  await h.restart();
  expect(said(await h.thread(id))).toEqual(['me: Long?', 'ai: It is']);
});

test('a question that cannot be stored is not asked', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  h.failing = 'local.ask';
  expect(error(await h.routed.messages.send({ conversationId: id, content: 'x', modelId: null })).kind).toBe('storage');
  expect(h.desk.puts).toEqual([]);
});

test('an answer beyond all measure is cut and says so', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Forever');
  for (let n = 0; n < 30 && !h.desk.last().signal.aborted; n += 1) h.desk.last().say('x'.repeat(100_000));
  await settle();
  const [, answer] = await h.thread(id);
  expect(answer?.content.length).toBeLessThan(1_200_000);
  expect(answerOf(answer).state).toMatchObject({ kind: 'incomplete', error: { reason: 'tooLong' } });
});

test('what it cost follows from the prices of the source, and is not guessed', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump', { prices: { input: 2, output: 10, currency: 'EUR' } }));
  await h.send(id, 'a');
  h.desk.last().say('b');
  await h.desk.last().complete({ usage: { input: 500_000, output: 100_000, total: null } });
  await h.send(id, 'c');
  h.desk.last().say('d');
  await h.desk.last().complete({ usage: { input: 500_000, output: null, total: null } });
  const thread = await h.thread(id);
  expect(answerOf(thread[1]).cost).toEqual({ amount: 2, currency: 'EUR' });
  expect(answerOf(thread[3]).cost).toBeNull();
});

test('a fault of a source is an answer that failed, not a program that stops', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  h.desk.open = () => Promise.reject(new Error('a fault'));
  await h.send(id, 'x');
  expect(answerOf((await h.thread(id))[1]).state).toMatchObject({ kind: 'failed', error: { kind: 'unknown' } });
  expect(h.faults).toHaveLength(1);
});

test('an answer that has ended stays as it is, whatever is stored late', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'x');
  h.desk.last().say('whole');
  await h.desk.last().complete();
  const [, before] = await h.thread(id);
  const late = { id: before?.id ?? 0, text: 'wh', modelUsed: null, modelAsked: null, answer: answerOf(before) };
  expect(await h.store.call('local.save', { ...late, underWay: true })).toBe(false);
  expect((await h.thread(id))[1]).toEqual(before);
});

test('an empty or absurd text is refused before anything is stored', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  for (const [content, reason] of [
    ['  ', 'empty'],
    ['a\0b', 'nul'],
    ['x'.repeat(1_000_000), 'tooLong'],
  ] as const) {
    expect(error(await h.routed.messages.send({ conversationId: id, content, modelId: null })).reason).toBe(reason);
  }
  expect(await h.thread(id)).toEqual([]);
});
