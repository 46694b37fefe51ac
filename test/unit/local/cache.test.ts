import { expect, test } from 'vitest';
import { createAnswerCache, type KeptAnswer } from '../../../main/local/cache.ts';
import { settle, value } from '../conversations/harness.ts';
import { answerOf, createLocalHarness, type LocalHarness } from './harness.ts';

async function ask(h: LocalHarness, content: string, answer = 'the answer') {
  const { id } = await h.create({ sourceId: 'pump', model: null });
  const asked = h.desk.puts.length;
  await h.send(id, content);
  const isNew = h.desk.puts.length > asked;
  if (isNew) {
    h.desk.last().think('hm');
    h.desk.last().say(answer);
    await h.desk.last().complete({ usage: { input: 1, output: 1, total: 2 } });
  }
  const message = (await h.thread(id)).at(-1);
  return { isNew, id, message, facts: answerOf(message) };
}

async function harness() {
  const h = await createLocalHarness();
  h.desk.add('pump', { prices: { input: 1, output: 1, currency: 'EUR' } });
  h.cacheOn = true;
  return h;
}

test('the same question is answered from memory, nobody is asked, and the answer says so', async () => {
  const h = await harness();
  await ask(h, 'same');
  const second = await ask(h, 'same');
  expect(second).toMatchObject({
    isNew: false,
    message: { content: 'the answer' },
    facts: {
      state: { kind: 'complete', finish: 'stop' },
      cached: true,
      reasoning: 'hm',
      tokens: { input: null, output: null },
      cost: null,
    },
  });
  expect(h.arrived).toHaveLength(2);
});

test.each<[string, (h: LocalHarness) => unknown]>([
  ['another system prompt', (h) => Object.assign(h.desk.source('pump'), { system: 'Be brief.' })],
  ['another model', (h) => Object.assign(h.desk.source('pump'), { model: 'other' })],
  ['another address', (h) => Object.assign(h.desk.source('pump'), { address: 'https://b.example' })],
  ['the cache switched off', (h) => Object.assign(h, { cacheOn: false })],
])('%s: it is asked again', async (_what, change) => {
  const h = await harness();
  await ask(h, 'same');
  change(h);
  expect((await ask(h, 'same')).isNew).toBe(true);
});

test('another history, another session: it is asked again', async () => {
  const h = await harness();
  const { id } = await ask(h, 'same');
  await h.send(id, 'same');
  expect(h.desk.puts).toHaveLength(2);
  await h.restart();
  expect((await ask(h, 'same')).isNew).toBe(true);
});

test('only whole answers are kept', async () => {
  const h = await harness();
  const { id } = await h.create({ sourceId: 'pump', model: null });
  await h.send(id, 'same');
  h.desk.last().say('half');
  await h.desk.last().breakOff();
  expect((await ask(h, 'same')).isNew).toBe(true);
});

test('whoever wants another answer gets one, and that one is kept', async () => {
  const h = await harness();
  const { message } = await ask(h, 'same', 'old');
  value(await h.local.questions.regenerate({ messageId: message?.id ?? 0, target: null }));
  await settle();
  expect(h.desk.puts).toHaveLength(2);
  h.desk.last().say('new');
  await h.desk.last().complete();
  expect((await ask(h, 'same')).message?.content).toBe('new');
});

const kept = (text: string): KeptAnswer => ({ text, reasoning: '', model: null, finish: null });

test('a hundred answers are kept, those used last', () => {
  const cache = createAnswerCache();
  for (let n = 0; n < 100; n += 1) cache.put(`${n}`, kept('x'));
  cache.get('0');
  cache.put('100', kept('x'));
  expect([cache.get('0'), cache.get('1'), cache.get('100')]).toEqual([kept('x'), null, kept('x')]);
});

test('no more than two million letters are kept, and none that is longer alone', () => {
  const cache = createAnswerCache();
  for (const key of ['a', 'b', 'c']) cache.put(key, kept('x'.repeat(900_000)));
  cache.put('huge', kept('x'.repeat(2_000_001)));
  expect(['a', 'b', 'c', 'huge'].map((key) => cache.get(key) !== null)).toEqual([false, true, true, false]);
  cache.put('b', kept('short'));
  cache.put('d', kept('x'.repeat(900_000)));
  expect(['b', 'c', 'd'].map((key) => cache.get(key) !== null)).toEqual([true, true, true]);
});
