import { expect, test } from 'vitest';
import type { QuickOptions } from '../../../main/conversations/index.ts';
import { ALICE, BOB } from '../../fakes/halext.ts';
import { createHarness, error, type Harness, value } from './harness.ts';

const fresh = { title: 'Plans', withAi: true, modelId: null, people: [] };

async function list(h: Harness) {
  return value(await h.app.conversations.list()).conversations;
}

test('a conversation is created on the server with the people asked for', async () => {
  const h = await createHarness();
  const created = value(await h.app.conversations.create({ ...fresh, title: '  Plans  ', people: ['bob'] }));
  expect(created).toMatchObject({ title: 'Plans', remoteId: 1, owner: true, modelId: 'ollama:llama3.1' });
  expect(created.people).toEqual([
    { username: 'alice', name: 'Alice A', me: true },
    { username: 'bob', name: 'bob', me: false },
  ]);
});

test('a creation the server refuses is an error, and nothing is kept', async () => {
  const h = await createHarness();
  expect(error(await h.app.conversations.create({ ...fresh, people: ['nobody'] })).reason).toBe('unknownUser');
  expect(error(await h.app.conversations.create({ ...fresh, title: ' ' })).reason).toBe('empty');
  expect(await list(h)).toEqual([]);
});

test('offline, a conversation and its first message are made here and created once when the network is back', async () => {
  const h = await createHarness();
  h.server.network = 'down';
  h.app.nudge('user');
  await h.clock.advance(0);
  const { id, remoteId } = value(await h.app.conversations.create(fresh));
  expect(remoteId).toBeNull();
  value(await h.app.messages.send({ conversationId: id, content: 'first', modelId: null }));
  await h.clock.advance(60_000);
  value(await h.app.conversations.update({ id, title: 'Better plans' }));
  h.server.network = 'up';
  h.app.nudge('network');
  await h.clock.advance(1_000);
  expect([...h.server.conversations.values()].map((c) => c.title)).toEqual(['Better plans']);
  expect(h.server.texts(1)).toEqual(['first', 'answer to first']);
  expect(await h.only()).toMatchObject({ id, remoteId: 1, queued: 0 });
});

test('Q4: a creation whose reply was lost is found in the list, not made twice', async () => {
  const h = await createHarness();
  h.server.fault = () => 'dropAfter';
  const { id } = value(await h.app.conversations.create(fresh));
  h.server.fault = () => null;
  value(await h.app.messages.send({ conversationId: id, content: 'first', modelId: null }));
  await h.clock.advance(60_000);
  expect(h.server.count('create')).toBe(1);
  expect(h.server.conversations.size).toBe(1);
  expect(await h.only()).toMatchObject({ id, remoteId: 1 });
  expect(h.server.texts(1)).toEqual(['first', 'answer to first']);
});

test('Q4: a creation that never arrived leaves the decision to the person, and is made when they send again', async () => {
  const h = await createHarness();
  h.server.fault = () => 'dropBefore';
  const { id } = value(await h.app.conversations.create(fresh));
  h.server.fault = () => null;
  const message = value(await h.app.messages.send({ conversationId: id, content: 'first', modelId: null }));
  await h.clock.advance(60_000);
  expect((await h.thread(id))[0]?.state.kind).toBe('queued');
  await h.clock.advance(120_000);
  expect((await h.thread(id))[0]?.state.kind).toBe('deciding');
  value(await h.app.messages.sendAgain({ id: message.id }));
  await h.clock.advance(1_000);
  expect(h.server.count('create')).toBe(2);
  expect(h.server.texts(1)).toEqual(['first', 'answer to first']);
});

test('Q4: a crash while a conversation is being created does not make two', async () => {
  const h = await createHarness();
  for (const written of [true, false]) {
    for (let at = 0; at < 8; at += 1) {
      h.crash = { in: at, written };
      const title = `${written} ${at}`;
      void h.app.conversations.create({ ...fresh, title });
      await h.clock.advance(10_000);
      await h.restart();
      await h.clock.advance(300_000);
      const there = [...h.server.conversations.values()].filter((c) => c.title === title).length;
      const here = (await list(h)).filter((c) => c.title === title).length;
      expect(there).toBeLessThanOrEqual(1);
      expect(here).toBeGreaterThanOrEqual(there);
      expect(here).toBeLessThanOrEqual(1);
    }
  }
});

test('Q10: a change sends all fields of the freshest copy', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation({ mode: 'hive_mind' }) });
  const { id } = await h.only();
  Object.assign(h.server.get(1), { modelId: 'openai:gpt', withAi: false });
  const changed = value(await h.app.conversations.update({ id, title: 'Renamed' }));
  expect(changed).toMatchObject({ title: 'Renamed', withAi: false, modelId: 'openai:gpt' });
  expect(h.server.get(1)).toMatchObject({ title: 'Renamed', mode: 'hive_mind', withAi: false, modelId: 'openai:gpt' });
});

test('Q9: a server that cannot delete says so; the conversation is kept and can be hidden', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation() });
  const { id } = await h.only();
  h.server.deleteFails = true;
  expect(error(await h.app.conversations.remove({ id })).reason).toBe('serverCannotDelete');
  await h.clock.advance(0);
  expect(await h.only()).toMatchObject({ presence: 'here' });
  value(await h.app.conversations.hide({ id, hidden: true }));
  expect(await h.only()).toMatchObject({ hidden: true });
  h.server.deleteFails = false;
  value(await h.app.conversations.remove({ id }));
  await h.clock.advance(30_000);
  expect(await list(h)).toEqual([]);
});

test('a draft survives a restart, shows in the list, and goes when exactly it is sent', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation() });
  const { id } = await h.only();
  value(await h.app.conversations.saveDraft({ id, text: 'Unfinished tho' }));
  await h.restart();
  expect(value(await h.app.conversations.draft({ id }))).toEqual({ text: 'Unfinished tho' });
  expect((await h.only()).draft).toBe('Unfinished tho');
  value(await h.app.messages.send({ conversationId: id, content: 'from the quick window', modelId: null }));
  expect((await h.only()).draft).toBe('Unfinished tho');
  value(await h.app.messages.send({ conversationId: id, content: 'Unfinished tho', modelId: null }));
  expect((await h.only()).draft).toBeNull();
});

test('Q19: models are asked of the server only when the person wants the list anew', async () => {
  const h = await createHarness();
  expect(value(await h.app.listModels({ refresh: false }))).toEqual({ models: [], defaultId: null, fetchedAt: null });
  expect(h.server.count('models')).toBe(0);
  value(await h.app.listModels({ refresh: true }));
  await h.restart();
  expect(value(await h.app.listModels({ refresh: false })).models).toHaveLength(1);
  expect(h.server.count('models')).toBe(1);
  expect(h.events.models).toHaveLength(1);
});

test('Q24: nobody is searched for without a text', async () => {
  const h = await createHarness();
  expect(value(await h.app.searchPeople({ text: '  ' }))).toEqual([]);
  expect(h.server.count('search')).toBe(0);
  expect(value(await h.app.searchPeople({ text: 'bo' }))).toEqual([{ username: 'bob', name: 'bob', me: false }]);
});

const daily: QuickOptions = {
  quick: { target: 'daily', conversationId: null, modelId: null, withAi: true, source: null },
  dailyTitle: 'Quick questions, 21 November',
};

test('quick questions of one day share one conversation, even asked twice at once', async () => {
  const h = await createHarness();
  expect(value(await h.app.quickTarget(daily))).toBeNull();
  const ask = (content: string) => h.app.quickAsk({ content, conversationId: null, modelId: null }, daily);
  const [first, second] = await Promise.all([ask('one'), ask('two')]);
  await h.clock.advance(1_000);
  expect(value(first).conversationId).toBe(value(second).conversationId);
  expect(await h.only()).toMatchObject({ title: 'Quick questions, 21 November', remoteId: 1 });
  expect(value(await h.app.quickTarget(daily))?.remoteId).toBe(1);
  const tomorrow = { ...daily, dailyTitle: 'Quick questions, 22 November' };
  expect(value(await h.app.quickTarget(tomorrow))).toBeNull();
});

test('the last used conversation is never one with other people; a chosen one is used while it exists', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation({ title: 'alone' });
      server.addConversation({ title: 'team', members: [ALICE.id, BOB.id] });
      server.addMessage(1, ALICE.id, 'a');
      server.addMessage(2, BOB.id, 'b');
    },
  });
  const target = async (quick: Partial<QuickOptions['quick']>) =>
    value(await h.app.quickTarget({ ...daily, quick: { ...daily.quick, ...quick } }))?.title ?? null;
  expect(await target({ target: 'lastUsed' })).toBe('alone');
  const team = (await list(h)).find((c) => c.title === 'team');
  expect(await target({ target: 'chosen', conversationId: team?.id ?? 0 })).toBe('team');
  h.server.conversations.delete(2);
  await h.clock.advance(30_000);
  expect(await target({ target: 'chosen', conversationId: team?.id ?? 0 })).toBeNull();
});

test('the windows hear of conversations with revisions that grow by one, and the list says which it reflects', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation() });
  const { id } = await h.only();
  value(await h.app.conversations.hide({ id, hidden: true }));
  value(await h.app.messages.send({ conversationId: id, content: 'hello', modelId: null }));
  await h.clock.advance(0);
  const revisions = (h.events.conversations ?? []).map((event) => event.revision);
  expect(revisions).toEqual(revisions.map((_, index) => index + 1));
  expect(value(await h.app.conversations.list()).revision).toBe(revisions.at(-1));
});

test('nothing of a server is possible without an account, and every command says so', async () => {
  const h = await createHarness({ start: false });
  expect(value(await h.app.conversations.list())).toEqual({ conversations: [], revision: 0 });
  expect(error(await h.app.messages.send({ conversationId: 1, content: 'x', modelId: null })).reason).toBe('signedOut');
  expect(await h.app.syncState()).toEqual({ kind: 'paused', reason: 'signedOut' });
});

test('a conversation waiting to be created is not taken for one of the same title made elsewhere', async () => {
  const h = await createHarness();
  h.server.network = 'down';
  h.app.nudge('user');
  await h.clock.advance(0);
  value(await h.app.conversations.create(fresh));
  h.server.addConversation({ title: 'Plans' });
  h.server.network = 'up';
  h.app.nudge('user');
  await h.clock.advance(1_000);
  expect((await list(h)).map((c) => c.remoteId).toSorted()).toEqual([1, 2]);
});
