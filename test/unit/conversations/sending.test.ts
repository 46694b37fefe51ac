import { expect, test } from 'vitest';
import type { Fault } from '../../fakes/halext.ts';
import { createHarness, error, type Harness, settle, value } from './harness.ts';

async function ready(prepare: (h: Harness) => void = () => {}): Promise<Harness & { id: number }> {
  const harness = await createHarness({ prepare: (server) => void server.addConversation() });
  prepare(harness);
  return Object.assign(harness, { id: (await harness.only()).id });
}

async function say(h: Harness & { id: number }, content: string) {
  const message = value(await h.app.messages.send({ conversationId: h.id, content, modelId: null }));
  await h.clock.advance(0);
  return message;
}

/** The first posts meet these faults, later ones none. */
function faults(h: Harness, ...list: (Fault | null)[]): void {
  h.server.fault = () => list.shift() ?? null;
}

test('a message is queued, sent and answered, and ends as one stored message with its answer', async () => {
  const h = await ready();
  const queued = value(await h.app.messages.send({ conversationId: h.id, content: 'Bonjour', modelId: null }));
  expect(queued).toMatchObject({ state: { kind: 'queued', waitsFor: 'turn' }, remoteId: null, author: 'me' });
  await h.clock.advance(0);
  const thread = await h.thread(h.id);
  expect(thread.map((m) => [m.author, m.content, m.state.kind, m.remoteId])).toEqual([
    ['me', 'Bonjour', 'stored', 1],
    ['ai', 'answer to Bonjour', 'stored', 2],
  ]);
  expect(thread[0]?.id).toBe(queued.id);
  expect(thread[1]).toMatchObject({ modelUsed: 'ollama:llama3.1', modelAsked: 'ollama:llama3.1' });
  expect(h.faults).toEqual([]);
});

test('while the server thinks the message is waiting, and the windows hear each step with growing revisions', async () => {
  const h = await ready();
  await h.thread(h.id);
  let done = () => {};
  h.server.thinking = new Promise((resolve) => {
    done = resolve;
  });
  await say(h, 'Think');
  expect((await h.thread(h.id))[0]?.state.kind).toBe('waiting');
  // A synchronisation in between finds the question on the server: it stays one message, still waiting.
  h.app.nudge('user');
  await h.clock.advance(0);
  const [question, ...more] = await h.thread(h.id);
  expect(more).toEqual([]);
  expect(question).toMatchObject({ remoteId: 1, state: { kind: 'waiting' } });
  done();
  await h.clock.advance(0);
  expect((await h.thread(h.id)).map((m) => [m.author, m.state.kind, m.answer])).toEqual([
    ['me', 'stored', 'none'],
    ['ai', 'stored', 'none'],
  ]);
  const revisions = (h.events.messages ?? []).map((event) => event.revision);
  expect(revisions).toEqual(revisions.map((_, index) => index + 1));
  const kinds = (h.events.messages ?? []).flatMap((event) => event.upserts.map((m) => m.state.kind));
  expect(kinds).toContain('waiting');
});

test('Q4: a lost reply is found on the server, adopted with its answer, and never posted again', async () => {
  const h = await ready((x) => faults(x, 'dropAfter'));
  await say(h, 'Once only');
  await h.clock.advance(300_000);
  expect(h.server.texts(1)).toEqual(['Once only', 'answer to Once only']);
  expect(h.server.count('post')).toBe(1);
  expect((await h.thread(h.id)).map((m) => [m.content, m.state.kind, m.answer])).toEqual([
    ['Once only', 'stored', 'none'],
    ['answer to Once only', 'stored', 'none'],
  ]);
});

test('Q4: what never arrived is looked for during the grace period, then the person decides', async () => {
  const h = await ready((x) => faults(x, 'dropBefore'));
  const message = await say(h, 'Lost on the way');
  await h.clock.advance(60_000);
  expect((await h.thread(h.id))[0]?.state.kind).toBe('checking');
  await h.clock.advance(120_000);
  expect((await h.thread(h.id))[0]?.state).toMatchObject({ kind: 'deciding', error: { reason: 'dropped' } });
  expect(await h.only()).toMatchObject({ deciding: 1, queued: 0 });
  expect(h.server.texts(1)).toEqual([]);
  expect(h.server.count('post')).toBe(1);

  value(await h.app.messages.sendAgain({ id: message.id }));
  await h.clock.advance(0);
  expect(h.server.texts(1)).toEqual(['Lost on the way', 'answer to Lost on the way']);
  expect((await h.thread(h.id))[0]?.state.kind).toBe('stored');
});

test('Q4: sending again looks once more, and finds a copy that arrived late', async () => {
  const h = await ready((x) => faults(x, 'dropBefore'));
  const message = await say(h, 'Very late');
  await h.clock.advance(150_000);
  h.server.addMessage(1, 1, 'Very late');
  value(await h.app.messages.sendAgain({ id: message.id }));
  await h.clock.advance(1_000);
  expect(h.server.texts(1)).toEqual(['Very late']);
  expect((await h.thread(h.id)).map((m) => [m.id, m.state.kind])).toEqual([[message.id, 'stored']]);
});

test('Q4: an undecided message that shows up by itself needs no decision any more', async () => {
  const h = await ready((x) => faults(x, 'dropBefore'));
  const message = await say(h, 'Slow server');
  await h.clock.advance(150_000);
  h.server.addMessage(1, 1, 'Slow server');
  await h.clock.advance(60_000);
  expect((await h.thread(h.id)).map((m) => [m.id, m.state.kind])).toEqual([[message.id, 'stored']]);
});

test('Q4: two identical texts in a row each become their own row', async () => {
  const h = await ready((x) => faults(x, 'dropAfter', 'dropAfter'));
  await say(h, 'ok');
  await say(h, 'ok');
  await h.clock.advance(300_000);
  expect(h.server.texts(1)).toEqual(['ok', 'answer to ok', 'ok', 'answer to ok']);
  expect((await h.thread(h.id)).map((m) => m.remoteId)).toEqual([1, 2, 3, 4]);
});

test('Q4: a crash while sending is followed by a look, not by a second copy', async () => {
  const h = await ready();
  h.server.thinking = new Promise(() => {});
  await say(h, 'Crash');
  h.server.thinking = null;
  await h.restart();
  await h.clock.advance(300_000);
  expect(h.server.texts(1)).toEqual(['Crash']);
  expect(h.server.count('post')).toBe(1);
  expect((await h.thread(h.id))[0]).toMatchObject({ state: { kind: 'stored' }, remoteId: 1 });
});

test('contract 3.2: a model that fails leaves the question stored and marked as not answered', async () => {
  const h = await ready((x) => faults(x, 'aiFails'));
  await say(h, 'Who are you?');
  await h.clock.advance(5_000);
  expect((await h.thread(h.id)).map((m) => [m.state.kind, m.answer])).toEqual([['stored', 'failed']]);
  expect(h.server.count('post')).toBe(1);
});

test('Q5: after a 504 the answer that comes late is attached, and told', async () => {
  const h = await ready((x) => faults(x, 'gatewayTimeout'));
  await say(h, 'Long question');
  await h.clock.advance(1_000);
  expect((await h.thread(h.id))[0]).toMatchObject({ state: { kind: 'stored' }, answer: 'awaited' });
  h.server.answerLate();
  await h.clock.advance(20_000);
  expect((await h.thread(h.id)).map((m) => [m.author, m.answer])).toEqual([
    ['me', 'none'],
    ['ai', 'none'],
  ]);
  expect(h.answers.map((told) => told.message.content)).toEqual(['answer to Long question']);
});

test('Q5: an answer that does not come in three minutes is called lost, and attached if it comes after all', async () => {
  const h = await ready((x) => faults(x, 'timeout'));
  await say(h, 'Slowest');
  await h.clock.advance(240_000);
  expect((await h.thread(h.id))[0]?.answer).toBe('lost');
  h.server.answerLate();
  await h.clock.advance(60_000);
  expect((await h.thread(h.id)).map((m) => m.answer)).toEqual(['none', 'none']);
});

test('to stop waiting aborts our request; the server goes on and its answer is attached', async () => {
  const h = await ready();
  h.server.thinking = new Promise(() => {});
  const message = await say(h, 'Too slow');
  value(await h.app.messages.stopWaiting({ id: message.id }));
  await h.clock.advance(1_000);
  expect((await h.thread(h.id))[0]).toMatchObject({ state: { kind: 'stored' }, answer: 'awaited' });
  h.server.answerLate();
  await h.clock.advance(30_000);
  expect((await h.thread(h.id)).map((m) => m.content)).toEqual(['Too slow', 'answer to Too slow']);
  expect(h.server.count('post')).toBe(1);
});

test('offline: messages wait in order, and leave once when the network is back', async () => {
  const h = await ready();
  h.server.network = 'down';
  await say(h, 'one');
  await say(h, 'two');
  await h.clock.advance(60_000);
  expect((await h.thread(h.id)).map((m) => m.state)).toEqual([
    { kind: 'queued', waitsFor: 'network' },
    { kind: 'queued', waitsFor: 'network' },
  ]);
  expect(await h.app.syncState()).toMatchObject({ kind: 'offline', queued: 2, error: { kind: 'offline' } });
  h.server.network = 'up';
  h.app.nudge('network');
  await h.clock.advance(1_000);
  expect(h.server.texts(1)).toEqual(['one', 'answer to one', 'two', 'answer to two']);
  expect((await h.app.syncState()).kind).toBe('idle');
});

test('Q13: a session that ended keeps messages waiting until it is renewed', async () => {
  const h = await ready();
  h.server.sessionEnded = true;
  await say(h, 'Wait for me');
  expect((await h.thread(h.id))[0]?.state).toEqual({ kind: 'queued', waitsFor: 'session' });
  expect(await h.app.syncState()).toEqual({ kind: 'paused', reason: 'session' });
  h.server.sessionEnded = false;
  h.app.nudge('session');
  await h.clock.advance(1_000);
  expect(h.server.texts(1)).toEqual(['Wait for me', 'answer to Wait for me']);
});

test('a refusal is for the person to decide at once; what comes after it in the conversation waits', async () => {
  const h = await ready();
  h.server.conversations.get(1)?.members.splice(0);
  const first = await say(h, 'Nobody home');
  expect((await h.thread(h.id))[0]?.state).toMatchObject({ kind: 'deciding', error: { kind: 'notFound' } });
  await h.clock.advance(30_000);
  expect(await h.only()).toMatchObject({ presence: 'gone', remoteId: null, deciding: 1 });
  expect(error(await h.app.messages.send({ conversationId: h.id, content: 'x', modelId: null })).reason).toBe('gone');
  expect(value(await h.app.messages.takeBack({ id: first.id }))).toEqual({ text: 'Nobody home' });
  expect(await h.thread(h.id)).toEqual([]);
});

test('a message that is being looked for cannot be discarded, an undecided one can, and then the next one leaves', async () => {
  const h = await ready((x) => faults(x, 'dropBefore'));
  const first = await say(h, 'first');
  await say(h, 'second');
  expect(error(await h.app.messages.discard({ id: first.id })).reason).toBe('busy');
  await h.clock.advance(150_000);
  expect((await h.thread(h.id)).map((m) => m.state.kind)).toEqual(['deciding', 'queued']);
  value(await h.app.messages.discard({ id: first.id }));
  await h.clock.advance(0);
  expect(h.server.texts(1)).toEqual(['second', 'answer to second']);
});

test('at most three conversations send at once', async () => {
  const h = await createHarness({
    prepare: (server) => {
      for (let n = 0; n < 5; n += 1) server.addConversation({ title: `c${n}` });
    },
  });
  const release: (() => void)[] = [];
  h.server.thinking = new Promise((resolve) => release.push(resolve));
  const { conversations } = value(await h.app.conversations.list());
  for (const { id } of conversations) {
    value(await h.app.messages.send({ conversationId: id, content: 'hello', modelId: null }));
  }
  await h.clock.advance(0);
  expect(h.server.count('post')).toBe(3);
  for (const go of release) go();
  await h.clock.advance(0);
  expect(h.server.count('post')).toBe(5);
});

test('Q23: empty, oversized and NUL texts are refused with a reason; lone surrogates are made well-formed', async () => {
  const h = await ready();
  const send = (content: string) => h.app.messages.send({ conversationId: h.id, content, modelId: null });
  expect(error(await send(' \n\t ')).reason).toBe('empty');
  expect(error(await send('é'.repeat(450_000))).reason).toBe('tooLong');
  expect(error(await send('a\0b')).reason).toBe('nul');
  expect(value(await send('a\ud800\u0007\u202eb')).content).toBe('a\ufffd\u0007\u202eb');
});

test('a disk that fails while the reply is being stored makes no second copy', async () => {
  const h = await ready();
  h.failing = 'outbox.settle';
  await say(h, 'Full disk');
  expect(h.faults).toHaveLength(1);
  h.failing = null;
  await h.clock.advance(60_000);
  expect(h.server.texts(1)).toEqual(['Full disk', 'answer to Full disk']);
  expect((await h.thread(h.id)).map((m) => m.state.kind)).toEqual(['stored', 'stored']);
});

test('a disk that fails while a message is being taken in is said, and the text stays with the person', async () => {
  const h = await ready();
  value(await h.app.conversations.saveDraft({ id: h.id, text: 'Keep me' }));
  h.failing = 'outbox.queue';
  const failed = error(await h.app.messages.send({ conversationId: h.id, content: 'Keep me', modelId: null }));
  expect(failed).toMatchObject({ kind: 'storage', reason: 'full' });
  expect(value(await h.app.conversations.draft({ id: h.id })).text).toBe('Keep me');
});

test('Q13: a refusal of the old token that arrives after the session began anew does not stop anything', async () => {
  const h = await ready();
  h.server.sessionEnded = true;
  h.app.nudge('user');
  // The request is on its way with the old token; the person signs in before its refusal arrives.
  h.app.nudge('session');
  await settle();
  h.server.sessionEnded = false;
  await say(h, 'Still here');
  await h.clock.advance(1_000);
  expect(h.server.texts(1)).toEqual(['Still here', 'answer to Still here']);
});
