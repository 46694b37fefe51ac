import { expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { ALICE, BOB, type Fault } from '../../fakes/halext.ts';
import { createHarness, error, type Harness, value } from './harness.ts';

async function list(h: Harness) {
  return value(await h.app.conversations.list()).conversations;
}

test('the first synchronisation brings everything, says how far it is, and counts history as read', async () => {
  const h = await createHarness({
    prepare: (server) => {
      for (const title of ['one', 'two', 'three']) {
        const { id } = server.addConversation({ title });
        server.addMessage(id, ALICE.id, `question ${title}`);
        server.addMessage(id, null, `answer ${title}`);
      }
    },
  });
  const conversations = await list(h);
  expect(conversations.map((c) => [c.title, c.unread, c.last?.text, c.last?.author])).toEqual(
    expect.arrayContaining([['two', 0, 'answer two', 'ai']]),
  );
  expect(conversations).toHaveLength(3);
  const progress = (h.events.sync ?? []).filter((state) => state.kind === 'syncing');
  expect(progress.map((state) => [state.done, state.total, state.first])).toEqual([
    [0, 3, true],
    [1, 3, true],
    [2, 3, true],
  ]);
  expect(h.answers).toEqual([]);
  expect(h.faults).toEqual([]);
});

test('on a metered connection the list is asked for at a fifth of the pace, and whoever asks is answered at once', async () => {
  let metered = true;
  const h = await createHarness({ metered: () => metered });
  const asked = () => h.server.count('list');
  expect(asked()).toBe(1);
  await h.clock.advance(99_000);
  expect(asked()).toBe(1);
  await h.clock.advance(2_000);
  expect(asked()).toBe(2);
  h.app.nudge('user');
  await h.clock.advance(0);
  expect(asked()).toBe(3);
  h.app.attention('tray');
  await h.clock.advance(101_000);
  const before = asked();
  await h.clock.advance(440_000);
  expect(asked()).toBe(before);
  await h.clock.advance(20_000);
  expect(asked()).toBe(before + 1);
  metered = false;
  h.app.nudge('user');
  await h.clock.advance(0);
  const free = asked();
  await h.clock.advance(91_000);
  expect(asked()).toBe(free + 1);
});

test('Q1: nothing is pushed: a window in front asks every 16 to 24 s, the tray every 72 to 108 s, a sleeping computer never', async () => {
  for (const [random, front, tray] of [
    [0, 16_000, 72_000],
    [0.999, 24_000, 108_000],
  ] as const) {
    const h = await createHarness({ random: () => random });
    const asked = () => h.server.count('list');
    expect(asked()).toBe(1);
    await h.clock.advance(front - 100);
    expect(asked()).toBe(1);
    await h.clock.advance(200);
    expect(asked()).toBe(2);
    h.app.attention('tray');
    await h.clock.advance(front);
    const before = asked();
    await h.clock.advance(tray - 100);
    expect(asked() - before).toBeLessThanOrEqual(1);
    h.app.attention('suspended');
    const asleep = asked();
    await h.clock.advance(3_600_000);
    expect(asked()).toBe(asleep);
    expect(await h.app.syncState()).toEqual({ kind: 'paused', reason: 'suspended' });
    h.app.attention('front');
    await h.clock.advance(0);
    expect(asked()).toBe(asleep + 1);
  }
});

test('idle in the tray for ten minutes takes at most twelve requests', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation(), random: Math.random });
  h.app.attention('tray');
  await h.clock.advance(30_000);
  const before = h.server.requests.length;
  await h.clock.advance(600_000);
  expect(h.server.requests.length - before).toBeLessThanOrEqual(12);
});

test('Q8: one request at a time, and messages are fetched only for conversations that moved', async () => {
  const h = await createHarness({
    prepare: (server) => {
      for (let n = 0; n < 10; n += 1) server.addMessage(server.addConversation({ title: `c${n}` }).id, ALICE.id, 'hi');
    },
  });
  expect(h.server.count('messages')).toBe(10);
  h.server.addMessage(4, null, 'news');
  h.app.nudge('user');
  h.app.nudge('hotkey');
  await h.clock.advance(0);
  expect(h.server.count('messages')).toBe(11);
  await h.clock.advance(120_000);
  expect(h.server.count('messages')).toBe(11);
  expect(h.server.mostInFlight).toBe(1);
});

test('Q2: of 205 messages the oldest 200 and the last one are kept, and the gap is said', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation({ withAi: false });
      for (let n = 1; n <= 205; n += 1) server.addMessage(1, ALICE.id, `m${n}`);
    },
  });
  const conversation = await h.only();
  expect(conversation).toMatchObject({ gap: true, last: { text: 'm205' } });
  const page = value(await h.app.messages.open({ conversationId: conversation.id, around: null, limit: 3 }));
  expect(page.messages.map((m) => m.content)).toEqual(['m199', 'm200', 'm205']);
  expect(page).toMatchObject({ hasOlder: true, hasNewer: false });
});

test('Q2: what is written here beyond the 200 is kept without a gap, and so is its answer', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation();
      for (let n = 1; n <= 200; n += 1) server.addMessage(1, n % 2 ? ALICE.id : null, `m${n}`);
    },
  });
  const { id } = await h.only();
  value(await h.app.messages.send({ conversationId: id, content: 'beyond', modelId: null }));
  await h.clock.advance(60_000);
  expect(await h.only()).toMatchObject({ gap: false, last: { text: 'answer to beyond' } });
  expect((await h.thread(id)).slice(-2).map((m) => m.content)).toEqual(['beyond', 'answer to beyond']);
  h.server.addMessage(1, ALICE.id, 'from the web');
  h.server.addMessage(1, null, 'answer to the web');
  await h.clock.advance(60_000);
  expect(await h.only()).toMatchObject({ gap: true, last: { text: 'answer to the web' } });
});

test('Q2, Q4: beyond the 200 a lost reply is recognised by the last message, with or without an answer', async () => {
  for (const withAi of [true, false]) {
    const h = await createHarness({
      prepare: (server) => {
        server.addConversation({ withAi });
        for (let n = 1; n <= 205; n += 1) server.addMessage(1, withAi && n % 2 ? null : ALICE.id, `m${n}`);
        server.fault = () => 'dropAfter';
      },
    });
    const { id } = await h.only();
    const sent = value(await h.app.messages.send({ conversationId: id, content: 'Far out', modelId: null }));
    await h.clock.advance(300_000);
    expect(h.server.count('post')).toBe(1);
    const end = (await h.thread(id)).slice(withAi ? -2 : -1);
    expect(end.map((m) => [m.content, m.state.kind, m.answer])).toEqual(
      [
        ['Far out', 'stored', 'none'],
        ['answer to Far out', 'stored', 'none'],
      ].slice(0, withAi ? 2 : 1),
    );
    expect(end[0]?.id).toBe(sent.id);
  }
});

test('Q2, Q4: beyond the 200 an answer to somebody else proves nothing: the person decides', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation({ members: [ALICE.id, BOB.id] });
      for (let n = 1; n <= 205; n += 1) server.addMessage(1, n % 2 ? null : ALICE.id, `m${n}`);
      server.fault = () => 'dropBefore';
    },
  });
  const { id } = await h.only();
  value(await h.app.messages.send({ conversationId: id, content: 'Mine?', modelId: null }));
  await h.clock.advance(0);
  h.server.addMessage(1, BOB.id, 'Bob asks');
  h.server.addMessage(1, null, 'answer to Bob');
  await h.clock.advance(200_000);
  expect((await h.thread(id)).find((m) => m.content === 'Mine?')?.state.kind).toBe('deciding');
});

test('Q3: order follows the ids of the server, not its times, which tie', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation();
      for (let n = 0; n < 60; n += 1) server.addMessage(1, n % 2 ? null : ALICE.id, `m${n}`);
      server.get(1).messages.reverse();
    },
  });
  const thread = await h.thread((await h.only()).id);
  expect(thread.map((m) => m.remoteId)).toEqual(thread.map((_, index) => index + 1));
});

test('Q6: a mock answer keeps the name that gives it away', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation() });
  h.server.answer = () => ({ content: 'I am a mock AI assistant.', modelUsed: 'mock:llama3.1' });
  const { id } = await h.only();
  value(await h.app.messages.send({ conversationId: id, content: 'Hello', modelId: 'ollama:llama3.1' }));
  await h.clock.advance(0);
  expect((await h.thread(id))[1]).toMatchObject({ modelUsed: 'mock:llama3.1', modelAsked: 'ollama:llama3.1' });
});

test('Q25: an answer shows both the model that was asked and the one that answered', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation() });
  h.server.answer = () => ({ content: 'from the cloud', modelUsed: 'openai:gpt' });
  const { id } = await h.only();
  value(await h.app.messages.send({ conversationId: id, content: 'Secret', modelId: null }));
  await h.clock.advance(0);
  expect((await h.thread(id))[1]).toMatchObject({ modelUsed: 'openai:gpt', modelAsked: 'ollama:llama3.1' });
});

test('Q7: unread is counted here: what others and models wrote after the last message seen, never our own', async () => {
  const h = await createHarness({
    prepare: (server) => void server.addConversation({ withAi: false, members: [ALICE.id, BOB.id] }),
  });
  const { id } = await h.only();
  h.server.addMessage(1, BOB.id, 'one');
  h.server.addMessage(1, BOB.id, 'two');
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ unread: 2 });
  const [first, second] = await h.thread(id);
  value(await h.app.conversations.read({ id, upTo: first?.order ?? 0 }));
  expect(await h.only()).toMatchObject({ unread: 1 });
  // A message of ours that has not left stands after everything; having seen it says nothing about what comes.
  h.server.network = 'down';
  const mine = value(await h.app.messages.send({ conversationId: id, content: 'mine', modelId: null }));
  await h.clock.advance(0);
  value(await h.app.conversations.read({ id, upTo: mine.order }));
  expect(await h.only()).toMatchObject({ unread: 0 });
  value(await h.app.conversations.read({ id, upTo: second?.order ?? 0 }));
  h.server.network = 'up';
  h.server.addMessage(1, BOB.id, 'three');
  h.app.nudge('user');
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ unread: 1 });
  expect(h.answers.map((told) => told.message.content)).toEqual(['two', 'three']);
});

test('Q11: a conversation that answers 404 is gone: kept, read only, under its old identity', async () => {
  const h = await createHarness({
    prepare: (server) => server.addMessage(server.addConversation().id, ALICE.id, 'keep me'),
  });
  h.server.conversations.clear();
  await h.clock.advance(30_000);
  const gone = await h.only();
  expect(gone).toMatchObject({ presence: 'gone', remoteId: null });
  expect((await h.thread(gone.id)).map((m) => m.content)).toEqual(['keep me']);
  expect(error(await h.app.conversations.update({ id: gone.id, title: 'x' })).reason).toBe('gone');
  value(await h.app.conversations.remove({ id: gone.id }));
  expect(await list(h)).toEqual([]);
});

test('a row of the list that cannot be read does not make its conversation gone', async () => {
  const h = await createHarness({
    prepare: (server) => server.addMessage(server.addConversation().id, ALICE.id, 'still there'),
  });
  h.server.unreadable.add(1);
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ presence: 'here', remoteId: 1 });
  h.server.unreadable.clear();
  h.server.conversations.clear();
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ presence: 'gone' });
});

test('Q11: only owners may change or delete', async () => {
  const h = await createHarness({
    prepare: (server) => void server.addConversation({ ownerId: BOB.id, members: [ALICE.id, BOB.id] }),
  });
  const { id, owner } = await h.only();
  expect(owner).toBe(false);
  expect(error(await h.app.conversations.update({ id, title: 'mine now' })).reason).toBe('notOwner');
  expect(error(await h.app.conversations.remove({ id })).reason).toBe('notOwner');
  expect(h.server.count('put') + h.server.count('delete')).toBe(0);
});

test('Q12: an id used again after a deletion is another conversation; the old one is archived beside it', async () => {
  const h = await createHarness({
    prepare: (server) => server.addMessage(server.addConversation({ title: 'old' }).id, ALICE.id, 'old text'),
  });
  await h.clock.advance(5_000);
  h.server.conversations.clear();
  h.server.addConversation({ title: 'new' });
  h.server.addMessage(1, ALICE.id, 'new text');
  await h.clock.advance(30_000);
  const conversations = await list(h);
  const states = conversations.map((c) => [c.title, c.presence, c.remoteId, c.last?.text]);
  expect(states.toSorted()).toEqual([
    ['new', 'here', 1, 'new text'],
    ['old', 'gone', null, 'old text'],
  ]);
});

test('a list that was wrong for a moment does not lose anything: the conversation comes back as it was', async () => {
  const h = await createHarness({
    prepare: (server) => server.addMessage(server.addConversation().id, ALICE.id, 'hello'),
  });
  const { id } = await h.only();
  const kept = new Map(h.server.conversations);
  h.server.conversations.clear();
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ presence: 'gone' });
  for (const [key, conversation] of kept) h.server.conversations.set(key, conversation);
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ id, presence: 'here', remoteId: 1 });
});

test('a conversation created while the list is under way is not taken for a deleted one', async () => {
  const h = await createHarness();
  h.app.nudge('user');
  const created = value(await h.app.conversations.create({ title: 'Fresh', withAi: true, modelId: null, people: [] }));
  await h.clock.advance(0);
  expect(created).toMatchObject({ presence: 'here', remoteId: 1 });
  expect(await h.only()).toMatchObject({ presence: 'here' });
});

test('an outage doubles the pause up to five minutes, and Retry-After is honoured', async () => {
  const h = await createHarness();
  h.server.network = 'down';
  const pauses: number[] = [];
  await h.clock.advance(20_000);
  for (let n = 0; n < 9; n += 1) {
    const state = await h.app.syncState();
    if (state.kind !== 'offline' || state.nextAt === null) throw new Error(state.kind);
    pauses.push(state.nextAt - h.clock.now());
    await h.clock.advance(state.nextAt - h.clock.now());
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300].map((s) => s * 1_000));
  h.server.network = 'up';
  h.server.readError = appError('http', 'slow down', { status: 503, retryable: true, retryAfterMs: 900_000 });
  h.app.nudge('user');
  await h.clock.advance(0);
  const state = await h.app.syncState();
  expect(state.kind === 'offline' && (state.nextAt ?? 0) - h.clock.now()).toBeGreaterThanOrEqual(900_000);
});

test('when a server comes back, a thousand companions meet it over at least 30 s; a person does not wait', async () => {
  const starts: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const h = await createHarness({ random: () => n / 40 });
    h.server.readError = appError('refused', 'ECONNREFUSED');
    h.app.nudge('user');
    await h.clock.advance(0);
    h.server.readError = null;
    const before = h.clock.now();
    h.app.nudge('network');
    while ((await h.app.syncState()).kind === 'offline') await h.clock.advance(500);
    starts.push(h.clock.now() - before);
  }
  expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThanOrEqual(29_000);

  const h = await createHarness({ random: () => 0.9 });
  h.server.readError = appError('refused', 'ECONNREFUSED');
  h.app.nudge('user');
  await h.clock.advance(0);
  h.server.readError = null;
  value(await h.app.syncNow());
  await h.clock.advance(0);
  expect((await h.app.syncState()).kind).toBe('idle');
});

test('one conversation that the server cannot give does not keep the others from coming', async () => {
  const h = await createHarness({
    start: false,
    prepare: (server) => {
      for (const title of ['bad', 'good']) server.addMessage(server.addConversation({ title }).id, ALICE.id, title);
    },
  });
  const api = h.server.api();
  const bad: typeof api = {
    ...api,
    listMessages: async (id) =>
      id === 1
        ? { ok: false, error: appError('http', 'fault', { status: 500, retryable: true }) }
        : api.listMessages(id),
  };
  await h.app.start(h.account, bad);
  await h.clock.advance(0);
  const good = (await list(h)).find((c) => c.title === 'good');
  expect((await h.thread(good?.id ?? 0)).map((m) => m.content)).toEqual(['good']);
  expect((await h.app.syncState()).kind).toBe('idle');
});

test('pages go both ways by order and open around a message', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation({ withAi: false });
      for (let n = 1; n <= 100; n += 1) server.addMessage(1, ALICE.id, `m${n}`);
    },
  });
  const conversationId = (await h.only()).id;
  const end = value(await h.app.messages.open({ conversationId, around: null, limit: 10 }));
  expect(end.messages.at(0)?.content).toBe('m91');
  const older = value(await h.app.messages.older({ conversationId, before: end.messages[0]?.order ?? 0, limit: 10 }));
  expect(older.messages.map((m) => m.content).at(-1)).toBe('m90');
  const middle = value(await h.app.messages.open({ conversationId, around: older.messages[5]?.id ?? 0, limit: 10 }));
  expect(middle.messages.map((m) => m.content)).toContain('m86');
  expect(middle).toMatchObject({ hasOlder: true, hasNewer: true });
  const newer = value(
    await h.app.messages.newer({ conversationId, after: middle.messages.at(-1)?.order ?? 0, limit: 10 }),
  );
  expect(newer.messages[0]?.order).toBeGreaterThan(middle.messages.at(-1)?.order ?? 0);
});

test('accounts do not see each other, and removing one removes its rows only', async () => {
  const h = await createHarness({
    prepare: (server) => server.addMessage(server.addConversation().id, ALICE.id, 'of alice'),
  });
  const { id } = await h.only();
  const other = await h.store.call('accounts.upsert', {
    server: 'https://other.example.org/api',
    userId: ALICE.id,
    username: 'alice',
    displayName: 'Alice',
    demo: false,
    now: h.clock.now() + 1,
  });
  h.server.conversations.clear();
  await h.app.start(other, h.server.api());
  await h.clock.advance(0);
  expect(await list(h)).toEqual([]);
  expect(error(await h.app.messages.open({ conversationId: id, around: null, limit: 10 })).kind).toBe('notFound');
  await h.store.call('accounts.remove', { accountId: other.id });
  const accounts = await h.store.call('accounts.list', null as never);
  expect(accounts.map((account) => account.id)).toEqual([h.account.id]);
  await h.app.start(h.account, h.server.api());
  expect((await h.only()).last?.text).toBe('of alice');
});

test('a text waiting here does not pass for the same text written elsewhere', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation({ withAi: false }) });
  const { id } = await h.only();
  h.server.network = 'down';
  value(await h.app.messages.send({ conversationId: id, content: 'ok', modelId: null }));
  await h.clock.advance(0);
  h.server.addMessage(1, ALICE.id, 'ok');
  h.server.network = 'up';
  h.app.nudge('user');
  await h.clock.advance(1_000);
  expect(h.server.texts(1)).toEqual(['ok', 'ok']);
  expect((await h.thread(id)).map((m) => m.state.kind)).toEqual(['stored', 'stored']);
});

test('a text that has not left is never taken for one found on the server', async () => {
  const h = await createHarness({ prepare: (server) => void server.addConversation({ withAi: false }) });
  const { id } = await h.only();
  h.server.network = 'down';
  value(await h.app.messages.send({ conversationId: id, content: 'ok', modelId: null }));
  await h.clock.advance(0);
  const found = h.server.addMessage(1, ALICE.id, 'ok');
  await h.store.call('messages.merge', {
    conversationId: id,
    messages: [found],
    last: null,
    full: false,
    listedLastId: null,
    first: false,
    now: h.clock.now(),
  });
  expect((await h.thread(id)).map((m) => m.state.kind)).toEqual(['stored', 'queued']);
});

test('Q2: beyond the 200 a late answer to a question of ours is no gap', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation();
      for (let n = 1; n <= 206; n += 1) server.addMessage(1, n % 2 ? ALICE.id : null, `m${n}`);
      server.conversations.get(1)?.messages.splice(200);
    },
  });
  const { id } = await h.only();
  h.server.fault = () => 'gatewayTimeout';
  value(await h.app.messages.send({ conversationId: id, content: 'late', modelId: null }));
  await h.clock.advance(1_000);
  expect((await h.thread(id)).at(-1)).toMatchObject({ content: 'late', answer: 'awaited' });
  h.server.answerLate();
  await h.clock.advance(20_000);
  expect((await h.thread(id)).slice(-2).map((m) => [m.author, m.answer])).toEqual([
    ['me', 'none'],
    ['ai', 'none'],
  ]);
  expect(await h.only()).toMatchObject({ gap: false });
});

test('Q2, Q4: beyond the 200 an answer right after the last known message leaves no room for our question', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation();
      for (let n = 1; n <= 206; n += 1) server.addMessage(1, n % 2 ? ALICE.id : null, `m${n}`);
      server.fault = () => 'dropBefore';
    },
  });
  const { id } = await h.only();
  value(await h.app.messages.send({ conversationId: id, content: 'never arrived', modelId: null }));
  await h.clock.advance(0);
  h.server.addMessage(1, null, 'answer to an older question');
  await h.clock.advance(200_000);
  expect((await h.thread(id)).find((m) => m.content === 'never arrived')?.state.kind).toBe('deciding');
});

test('Q2, Q4: beyond the 200 our message is seen while its answer is awaited, so that others cannot hide it', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation({ members: [ALICE.id, BOB.id] });
      for (let n = 1; n <= 206; n += 1) server.addMessage(1, n % 2 ? ALICE.id : null, `m${n}`);
    },
  });
  h.app.attention('tray');
  const { id } = await h.only();
  h.server.thinking = new Promise(() => {});
  const { id: messageId } = value(
    await h.app.messages.send({ conversationId: id, content: 'in the crowd', modelId: null }),
  );
  await h.clock.advance(3_000);
  h.server.addMessage(1, BOB.id, 'Bob asks');
  h.server.addMessage(1, null, 'answer to Bob');
  value(await h.app.messages.stopWaiting({ id: messageId }));
  await h.clock.advance(200_000);
  const mine = (await h.thread(id)).find((m) => m.id === messageId);
  expect(mine).toMatchObject({ remoteId: 207, state: { kind: 'stored' } });
  expect(h.server.count('post')).toBe(1);
});

test('Q2, Q4: beyond the 200 a question the model failed on does not claim the answer to the next one', async () => {
  const h = await createHarness({
    prepare: (server) => {
      server.addConversation();
      for (let n = 1; n <= 206; n += 1) server.addMessage(1, n % 2 ? ALICE.id : null, `m${n}`);
    },
  });
  const { id } = await h.only();
  const faults: Fault[] = ['aiFails', 'dropAfter'];
  h.server.fault = () => faults.shift() ?? null;
  for (const content of ['fails', 'lost reply']) {
    value(await h.app.messages.send({ conversationId: id, content, modelId: null }));
  }
  await h.clock.advance(300_000);
  expect((await h.thread(id)).slice(-3).map((m) => [m.content, m.state.kind, m.answer])).toEqual([
    ['fails', 'stored', 'failed'],
    ['lost reply', 'stored', 'none'],
    ['answer to lost reply', 'stored', 'none'],
  ]);
});
