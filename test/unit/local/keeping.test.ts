import { expect, test } from 'vitest';
import type { QuickOptions } from '../../../main/conversations/index.ts';
import { searchMessages } from '../../../main/search/query.ts';
import type { Settings } from '../../../preload/contract.ts';
import { ALICE, FakeHalext } from '../../fakes/halext.ts';
import { error, settle, value } from '../conversations/harness.ts';
import { createLocalHarness, type LocalHarness, said } from './harness.ts';

async function answered(h: LocalHarness, question: string, answer: string): Promise<number> {
  const { id } = await h.create(h.desk.sources.has('pump') ? { sourceId: 'pump', model: null } : h.desk.add('pump'));
  await h.send(id, question);
  h.desk.last().say(answer);
  await h.desk.last().complete();
  return id;
}

/** Signs somebody in to a server that has one conversation. */
async function signIn(h: LocalHarness) {
  const server = new FakeHalext(h.clock.now);
  server.addConversation({ title: 'On the server' });
  const account = await h.store.call('accounts.upsert', {
    server: 'https://halext.example.org/api',
    userId: ALICE.id,
    username: ALICE.username,
    displayName: 'Alice',
    demo: false,
    now: h.clock.now(),
  });
  await h.conversations.start(account, server.api());
  await settle();
  return account;
}

const titles = async (h: LocalHarness) =>
  value(await h.routed.conversations.list()).conversations.map((conversation) => conversation.title);

test('they are listed alone when nobody is signed in, beside the others when somebody is', async () => {
  const h = await createLocalHarness();
  await answered(h, 'Kept here', 'yes');
  expect(await titles(h)).toEqual(['Kept here']);
  await signIn(h);
  expect((await titles(h)).toSorted()).toEqual(['Kept here', 'On the server']);
  const remote = value(await h.routed.conversations.list()).conversations.find((one) => one.local === null);
  value(await h.routed.conversations.hide({ id: remote?.id ?? 0, hidden: true }));
  await settle();
  const told = (h.events.conversations ?? []).map((event) => event.revision);
  expect(told).toEqual(told.map((_, index) => index + 1));
  await h.conversations.stop();
  expect(await titles(h)).toEqual(['Kept here']);
  // The account that owns them is nobody one could sign in as.
  expect((await h.store.call('accounts.list', undefined)).map((account) => account.username)).toEqual([ALICE.username]);
});

test('commands reach who keeps the conversation: what the server keeps still needs somebody signed in', async () => {
  const h = await createLocalHarness();
  await signIn(h);
  const [remote] = value(await h.routed.conversations.list()).conversations;
  await h.conversations.stop();
  const conversationId = remote?.id ?? 0;
  expect(error(await h.routed.messages.open({ conversationId, around: null, limit: 10 })).reason).toBe('signedOut');
  expect(error(await h.routed.messages.send({ conversationId, content: 'x', modelId: null })).reason).toBe('signedOut');
  expect(error(await h.routed.conversations.hide({ id: 99, hidden: true })).reason).toBe('signedOut');
});

test('title, draft, hiding and reading need no network', async () => {
  const h = await createLocalHarness();
  const id = await answered(h, 'First words', 'yes');
  expect(value(await h.routed.conversations.update({ id, title: ' New title ' })).title).toBe('New title');
  expect(error(await h.routed.conversations.update({ id, title: ' ' })).reason).toBe('empty');
  value(await h.routed.conversations.saveDraft({ id, text: 'unsent' }));
  expect(value(await h.routed.conversations.draft({ id })).text).toBe('unsent');
  expect((await h.get(id)).draft).toBe('unsent');
  await h.send(id, 'unsent');
  expect(await h.get(id)).toMatchObject({ draft: null, title: 'New title', unread: 1 });
  const [, answer, , next] = await h.thread(id);
  // The answer that is coming is news when it has come, though its place has been seen.
  value(await h.routed.conversations.read({ id, upTo: next?.order ?? 0 }));
  expect((await h.get(id)).unread).toBe(0);
  h.desk.last().say('news');
  await h.desk.last().complete();
  expect((await h.get(id)).unread).toBe(1);
  value(await h.routed.conversations.hide({ id, hidden: true }));
  expect(await h.get(id)).toMatchObject({ hidden: true });
  expect(answer?.content).toBe('yes');
});

test('an empty conversation can be made with or without a title', async () => {
  const h = await createLocalHarness();
  const chain = [h.desk.add('pump')];
  const named = value(await h.local.keeping.create({ title: ' Pumps ', chain }));
  expect(named).toMatchObject({
    title: 'Pumps',
    owner: true,
    remoteId: null,
    last: null,
    local: { chain, comparison: false, answering: 0 },
  });
  await h.send(named.id, 'What is it?');
  expect((await h.get(named.id)).title).toBe('Pumps');
  expect(error(await h.local.keeping.create({ title: 'a\0', chain })).reason).toBe('nul');
});

test('what was said here is found, whoever is signed in; branches that are not shown too', async () => {
  const h = await createLocalHarness();
  const id = await answered(h, 'Where is the centrifuge?', 'In the basement');
  const first = (await h.thread(id))[1];
  value(await h.local.questions.regenerate({ messageId: first?.id ?? 0, target: null }));
  await settle();
  h.desk.last().say('On the roof');
  await h.desk.last().complete();
  const look = (text: string, accountId: number) =>
    searchMessages(h.db, { text, accountId, conversationId: null, order: 'newest', next: null, limit: 10 });
  for (const accountId of [0, 7]) {
    expect(look('basement', accountId).hits.map((hit) => hit.messageId)).toEqual([first?.id]);
    expect(look('roof', accountId).hits).toHaveLength(1);
    expect(look('centrifuge', accountId).titles.map((title) => title.conversationId)).toEqual([id]);
  }
});

test('an answer is searched once it is whole, and only then', async () => {
  const h = await createLocalHarness();
  const { id } = await h.create(h.desk.add('pump'));
  await h.send(id, 'Where?');
  h.desk.last().say('basement');
  await h.clock.advance(600);
  const count = () => h.db.prepare("SELECT count(*) AS n FROM message WHERE content LIKE '%basement%'").get()?.n;
  expect(count()).toBe(0);
  await h.desk.last().complete();
  expect(count()).toBe(1);
});

// ------------------------------------------------------------------------------------------- quick questions

const options = (quick: Partial<Settings['quick']> = {}): QuickOptions => ({
  quick: { target: 'lastUsed', conversationId: null, modelId: null, withAi: true, source: null, ...quick },
  dailyTitle: 'Saturday',
});

test('a quick question goes to the conversation used last, never to a comparison, and else to a new one', async () => {
  const h = await createLocalHarness();
  const source = h.desk.add('pump');
  expect(value(await h.local.quick.target(options()))).toBeNull();
  const first = value(await h.local.quick.ask({ content: 'one', conversationId: null, source }, options()));
  await settle();
  await h.desk.last().complete();
  value(await h.local.comparing.compare({ prompt: 'x', targets: [source, h.desk.add('two')] }));
  await settle();
  const second = value(await h.local.quick.ask({ content: 'two', conversationId: null, source }, options()));
  expect(second.conversationId).toBe(first.conversationId);
  expect(await h.get(first.conversationId)).toMatchObject({ title: 'one', local: { chain: [source] } });
  expect(value(await h.local.quick.target(options()))?.id).toBe(first.conversationId);
});

test('two questions of the day in a row make one conversation', async () => {
  const h = await createLocalHarness();
  const source = h.desk.add('pump');
  const ask = (content: string) =>
    h.local.quick.ask({ content, conversationId: null, source }, options({ target: 'daily' }));
  const [one] = await Promise.all([ask('one'), ask('two')]);
  expect(value(one)).toMatchObject({ content: 'one' });
  expect(await titles(h)).toEqual(['Saturday']);
});

test('the source picked in the quick window answers, though the conversation has another', async () => {
  const h = await createLocalHarness();
  const id = await answered(h, 'one', 'first');
  const spare = h.desk.add('spare');
  value(await h.local.quick.ask({ content: 'two', conversationId: id, source: spare }, options()));
  await settle();
  expect(h.desk.last().sourceId).toBe('spare');
  expect((await h.get(id)).local?.chain[0]?.sourceId).toBe('pump');
  expect(said(await h.thread(id))).toHaveLength(4);
  await h.desk.last().complete();
  value(await h.local.quick.ask({ content: 'three', conversationId: id, source: null }, options()));
  await settle();
  expect(h.desk.last().sourceId).toBe('pump');
});

test('a chosen conversation that is gone, or is not kept here, is none', async () => {
  const h = await createLocalHarness();
  const source = h.desk.add('pump');
  const chosen = options({ target: 'chosen', conversationId: 99 });
  expect(value(await h.local.quick.target(chosen))).toBeNull();
  expect(error(await h.local.quick.ask({ content: 'x', conversationId: 99, source }, chosen)).kind).toBe('notFound');
  expect(await titles(h)).toEqual([]);
});
