import { expect, test } from 'vitest';
import { askingFacts } from '../../../main/local/facts.ts';
import type { LocalAnswer } from '../../../preload/contract.ts';
import { error, settle, value } from '../conversations/harness.ts';
import { answerOf, createLocalHarness, type LocalHarness, said } from './harness.ts';

async function answer(h: LocalHarness, text: string): Promise<void> {
  await settle();
  h.desk.last().say(text);
  await h.desk.last().complete();
}

async function talk() {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'), h.desk.add('spare'));
  await h.send(id, 'one');
  await answer(h, 'first');
  await h.send(id, 'two');
  await answer(h, 'second');
  const [one, first, two, second] = await h.thread(id);
  if (!one || !first || !two || !second) throw new Error('four messages');
  return { h, id, one, first, two, second };
}

test('another answer is a branch beside the first; both can be shown, with what followed', async () => {
  const { h, id, one, first } = await talk();
  const other = value(await h.local.questions.regenerate({ messageId: first.id, target: null }));
  expect(other).toMatchObject({
    author: 'ai',
    local: { parentId: one.id, shown: true, siblings: [first.id, other.id] },
  });
  await answer(h, 'other');
  expect(h.desk.last().request.turns).toEqual([{ role: 'user', text: 'one' }]);
  expect(said(await h.thread(id))).toEqual(['me: one', 'ai: other']);
  value(await h.local.comparing.choose({ messageId: first.id }));
  const thread = await h.thread(id);
  expect(said(thread)).toEqual(['me: one', 'ai: first', 'me: two', 'ai: second']);
  expect((await h.get(id)).last?.text).toBe('second');
  expect(thread[1]?.local?.siblings).toEqual([first.id, other.id]);
  expect(said(await h.everything(id))).toHaveLength(5);
});

test('a question in other words is a branch with an answer of its own, and sees only what was before it', async () => {
  const { h, id, first, two } = await talk();
  const edited = value(await h.local.questions.edit({ messageId: two.id, content: 'two, better' }));
  expect(edited).toMatchObject({
    author: 'me',
    local: { parentId: first.id, siblings: [two.id, edited.id], answer: null },
  });
  await answer(h, 'better');
  expect(h.desk.last().request.turns.map((turn) => turn.text)).toEqual(['one', 'first', 'two, better']);
  expect(said(await h.thread(id))).toEqual(['me: one', 'ai: first', 'me: two, better', 'ai: better']);
  value(await h.local.comparing.choose({ messageId: two.id }));
  expect(said(await h.thread(id)).slice(2)).toEqual(['me: two', 'ai: second']);
});

test('the first question too; and its siblings are known without a parent', async () => {
  const { h, id, one } = await talk();
  const edited = value(await h.local.questions.edit({ messageId: one.id, content: 'uno' }));
  expect(edited.local).toMatchObject({ parentId: null, siblings: [one.id, edited.id] });
  await answer(h, 'primo');
  expect(said(await h.thread(id))).toEqual(['me: uno', 'ai: primo']);
  expect((await h.get(id)).last?.text).toBe('primo');
});

test('choosing goes on down to what was said last', async () => {
  const { h, id, first, second } = await talk();
  value(await h.local.questions.regenerate({ messageId: second.id, target: null }));
  await answer(h, 'second again');
  value(await h.local.questions.regenerate({ messageId: first.id, target: null }));
  await answer(h, 'other');
  value(await h.local.comparing.choose({ messageId: first.id }));
  expect(said(await h.thread(id)).at(-1)).toBe('ai: second again');
});

test('the windows hear which messages are shown and which are not any more', async () => {
  const { h, id, first, two, second } = await talk();
  await h.page(id);
  const before = h.events.messages?.length ?? 0;
  const other = value(await h.local.questions.regenerate({ messageId: first.id, target: null }));
  await settle();
  const [told] = (h.events.messages ?? []).slice(before);
  const shown = new Map(told?.upserts.map((message) => [message.id, message.local?.shown]));
  expect(shown).toEqual(
    new Map([
      [first.id, false],
      [two.id, false],
      [second.id, false],
      [other.id, true],
    ]),
  );
});

test('rows that damage has tied into a circle end no program', async () => {
  const { h, id, one, second } = await talk();
  h.db.prepare('UPDATE message SET parent_id = ? WHERE id = ?').run(second.id, one.id);
  h.db.prepare('UPDATE message SET shown = 0').run();
  value(await h.local.comparing.choose({ messageId: one.id }));
  await h.send(id, 'still there?');
  expect(h.desk.last().request.turns.at(-1)?.text).toBe('still there?');
});

test('a change of very many messages is told as a gap, for which the windows ask again', async () => {
  const h = await createLocalHarness();
  const target = h.desk.add('pump');
  const { id } = await h.create(target);
  const answer = askingFacts(target, null, 0);
  for (let n = 0; n < 260; n += 1) {
    const given = { conversationId: id, beside: null, content: 'q', title: '', answer, now: n + 1 };
    const asked = await h.store.call('local.ask', given);
    if (asked.kind !== 'asked') throw new Error(asked.kind);
    const whole: LocalAnswer = { ...answer, state: { kind: 'complete', finish: null } };
    const models = { modelUsed: null, modelAsked: null };
    await h.store.call('local.save', {
      id: asked.answerIds[0] ?? 0,
      text: 'a',
      ...models,
      answer: whole,
      underWay: false,
    });
  }
  const before = await h.page(id);
  const first = h.db.prepare('SELECT id FROM message WHERE conversation_id = ? ORDER BY sort_key LIMIT 1').get(id)?.id;
  value(await h.local.questions.edit({ messageId: Number(first), content: 'other' }));
  await settle();
  const told = (h.events.messages ?? []).filter((event) => event.revision > before.revision);
  expect(told[0]).toMatchObject({ revision: before.revision + 2, upserts: [] });
  expect((await h.page(id)).messages).toHaveLength(2);
});

test('a message found on a branch that is not shown brings its branch with it', async () => {
  const { h, id, first, two } = await talk();
  value(await h.local.questions.regenerate({ messageId: first.id, target: null }));
  await answer(h, 'other');
  const page = value(await h.routed.messages.open({ conversationId: id, around: two.id, limit: 10 }));
  expect(said(page.messages)).toEqual(['me: one', 'ai: first', 'me: two', 'ai: second']);
  expect(page.messages.every((message) => message.local?.shown)).toBe(true);
});

test('pages of a long conversation are those of the path', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  for (let n = 0; n < 12; n += 1) {
    await h.send(id, `q${n}`);
    await answer(h, `a${n}`);
    if (n % 3 !== 0) continue;
    value(await h.local.questions.regenerate({ messageId: (await h.thread(id)).at(-1)?.id ?? 0, target: null }));
    await answer(h, `A${n}`);
  }
  const all = await h.thread(id);
  expect(all).toHaveLength(24);
  const end = value(await h.routed.messages.open({ conversationId: id, around: null, limit: 10 }));
  const older = value(
    await h.routed.messages.older({ conversationId: id, before: end.messages[0]?.order ?? 0, limit: 20 }),
  );
  expect([...said(older.messages), ...said(end.messages)]).toEqual(said(all));
  expect([end.hasOlder, older.hasOlder]).toEqual([true, false]);
  const newer = value(
    await h.routed.messages.newer({ conversationId: id, after: older.messages.at(-1)?.order ?? 0, limit: 20 }),
  );
  expect(said(newer.messages)).toEqual(said(end.messages));
});

test('nothing new is asked while the answer that is shown is under way', async () => {
  const { h, first, two } = await talk();
  value(await h.local.questions.regenerate({ messageId: first.id, target: null }));
  await settle();
  expect(error(await h.local.questions.regenerate({ messageId: first.id, target: null })).reason).toBe('answering');
  expect(error(await h.local.questions.edit({ messageId: two.id, content: 'x' })).reason).toBe('answering');
  expect(h.desk.puts).toHaveLength(3);
});

test('what is named must be there, and of the right kind', async () => {
  const { h, first } = await talk();
  expect(error(await h.local.questions.edit({ messageId: first.id, content: 'x' })).kind).toBe('notFound');
  expect(error(await h.local.questions.regenerate({ messageId: 9, target: null })).kind).toBe('notFound');
  expect(error(await h.local.comparing.choose({ messageId: 9 })).kind).toBe('notFound');
  expect(error(await h.local.keeping.setChain({ id: 99, chain: [h.desk.add('x')] })).kind).toBe('notFound');
  expect(error(await h.routed.messages.takeBack({ id: first.id })).reason).toBe('notDeciding');
});

test('the chain can be changed; the next question follows it, answers given stay', async () => {
  const { h, id } = await talk();
  const changed = value(await h.local.keeping.setChain({ id, chain: [{ sourceId: 'spare', model: 'm2' }] }));
  expect(changed.local?.chain).toEqual([{ sourceId: 'spare', model: 'm2' }]);
  await h.send(id, 'three');
  expect(h.desk.last()).toMatchObject({ sourceId: 'spare', request: { model: 'm2' } });
  expect(answerOf((await h.thread(id))[1]).target.sourceId).toBe('pump');
});
