import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SwitchName } from '../../../main/demo/index.ts';
import { type Desk, type Office, openDesk, openOffice, value } from './desk.ts';

let office: Office;
let desk: Desk;
let id: number;

beforeEach(async () => {
  office = await openOffice();
  desk = await openDesk(office.origin, office.file);
  await inStep(desk);
  id = value(await desk.app.conversations.create({ title: 'Travail', withAi: true, modelId: null, people: [] })).id;
});

afterEach(async () => {
  await desk.close();
  await office.close();
});

/** Waits until what `look` sees is as expected, for as long as a busy machine may take. */
function until<T>(look: () => Promise<T>) {
  return expect.poll(look, { timeout: 20_000, interval: 10 });
}

/** The first synchronisation has ended. */
function inStep(of: Desk) {
  return until(() => of.app.syncState()).toMatchObject({ kind: 'idle', lastAt: expect.any(Number) });
}

function send(content: string) {
  return desk.app.messages.send({ conversationId: id, content, modelId: null });
}

const states = async () => (await desk.thread(id)).map((m) => [m.author, m.state.kind, m.answer]);
const ANSWERED = [
  ['me', 'stored', 'none'],
  ['ai', 'stored', 'none'],
];

function breakNextPost(name: SwitchName, amount: true | number = true): void {
  office.demo.switches.set(name, amount as never, { times: 1, method: 'POST', path: '/messages' });
}

test('a question is sent over HTTP, answered, and both survive a restart', async () => {
  value(await send('Bonjour ☕ — ça va ?'));
  await until(states).toEqual(ANSWERED);
  expect(office.ownTexts()).toEqual(['Bonjour ☕ — ça va ?']);
  await desk.close();
  await office.demo.goOffline();
  desk = await openReadOnly();
  expect((await desk.thread(id)).map((m) => m.author)).toEqual(['me', 'ai']);
  expect(desk.faults).toEqual([]);
});

/** Without the server only what is here can be read; signing in needs the server for a moment. */
async function openReadOnly(): Promise<Desk> {
  await office.demo.goOnline();
  const opened = await openDesk(office.origin, office.file);
  await office.demo.goOffline();
  return opened;
}

test.each<[SwitchName, string[][]]>([
  ['storeThenDropReply', ANSWERED],
  ['storeThenHtml504', ANSWERED],
  ['storeThenFail500', [['me', 'stored', 'failed']]],
  ['aiFails500', [['me', 'stored', 'failed']]],
])('Q4: %s: one copy on the server, one here', async (fault, expected) => {
  breakNextPost(fault);
  value(await send('Once'));
  await until(states).toEqual(expected);
  expect(office.ownTexts()).toEqual(['Once']);
});

test.each<SwitchName>(['dropBeforeStore', 'html502', 'text500', 'spaHtml', 'invalidJson'])(
  'Q4, Q15: %s: never a copy by itself; either it is found, or the person decides and it is sent once',
  async (fault) => {
    breakNextPost(fault);
    const { id: messageId } = value(await send('Careful'));
    await until(async () => ['deciding', 'stored'].includes((await desk.thread(id))[0]?.state.kind ?? '')).toBe(true);
    value(await desk.app.messages.sendAgain({ id: messageId }).then((r) => (r.ok ? r : { ok: true, value: null })));
    await until(async () => (await states())[0]?.[1]).toBe('stored');
    expect(office.ownTexts()).toEqual(['Careful']);
  },
);

test('a proxy that refuses a long text with 413 leaves it to the person at once', async () => {
  breakNextPost('html413');
  value(await send('Long'));
  await until(async () => (await desk.thread(id))[0]?.state).toMatchObject({
    kind: 'deciding',
    error: { reason: 'tooLarge' },
  });
  expect(office.ownTexts()).toEqual([]);
});

test('a server that is away: messages wait, leave once and in order when it is back', async () => {
  await office.demo.goOffline();
  desk.app.nudge('user');
  await until(async () => (await desk.app.syncState()).kind).toBe('offline');
  value(await send('one'));
  value(await send('two'));
  await office.demo.goOnline();
  await until(async () => (await desk.thread(id)).map((m) => m.state.kind)).toEqual(Array(4).fill('stored'));
  expect(office.ownTexts()).toEqual(['one', 'two']);
});

test('Q13: tokens that end in the middle: the message waits for the session and is sent once', async () => {
  office.demo.switches.set('expireTokensNow', true);
  value(await send('After the break'));
  await until(async () => (await desk.app.syncState()).kind).toBe('paused');
  await until(async () => (await desk.thread(id))[0]?.state).toEqual({ kind: 'queued', waitsFor: 'session' });
  await desk.renew();
  await until(states).toEqual(ANSWERED);
  expect(office.ownTexts()).toEqual(['After the break']);
});

test('to stop waiting keeps the question and attaches the answer when it comes', async () => {
  breakNextPost('lateAnswerMs', 700);
  const { id: messageId } = value(await send('Slow one'));
  await until(async () => (await desk.thread(id))[0]?.state.kind).toBe('waiting');
  value(await desk.app.messages.stopWaiting({ id: messageId }));
  await until(states).toEqual([['me', 'stored', 'awaited']]);
  await until(states).toEqual(ANSWERED);
  expect(office.ownTexts()).toEqual(['Slow one']);
  await until(async () => desk.told.length).toBe(1);
});

test('Q16: naive times of the server are UTC', async () => {
  value(await send('What time is it?'));
  await until(states).toEqual(ANSWERED);
  for (const { createdAt } of await desk.thread(id)) expect(Math.abs(createdAt - Date.now())).toBeLessThan(60_000);
});

test('Q9: a deletion the server cannot do is said, and the conversation stays', async () => {
  office.demo.switches.set('deleteFails500', true);
  expect(await desk.app.conversations.remove({ id })).toMatchObject({
    ok: false,
    error: { reason: 'serverCannotDelete' },
  });
  expect(await desk.list()).toMatchObject([{ presence: 'here' }]);
});

test('Q2: what is said beyond the 200 is here with its answer, even when the reply was lost', async () => {
  const remoteId = (await desk.list())[0]?.remoteId ?? 0;
  const { username } = office.origin;
  for (let n = 1; n <= 204; n += 1) office.demo.say(username, remoteId, `m${n}`);
  desk.app.nudge('user');
  await until(async () => (await desk.list())[0]?.last?.text).toBe('m204');
  value(await send('Number 205'));
  await until(async () => (await states()).slice(-2)).toEqual(ANSWERED);
  breakNextPost('storeThenDropReply');
  value(await send('Number 207'));
  await until(async () => (await states()).slice(-4)).toEqual([...ANSWERED, ...ANSWERED]);
  expect((await desk.thread(id)).filter((m) => m.author === 'me').at(-1)?.content).toBe('Number 207');
  expect(office.ownTexts().slice(-2)).toEqual(['Number 205', 'Number 207']);
});

test('a believable workspace is synchronised whole, with nothing unread', async () => {
  const believable = await openOffice('believable');
  const other = await openDesk(believable.origin, believable.file);
  await inStep(other);
  const list = await other.list();
  expect(list.length).toBeGreaterThan(3);
  expect(list.reduce((sum, one) => sum + one.unread, 0)).toBe(0);
  for (const { id: conversationId, remoteId, gap } of list) {
    const there = believable.demo.state.messages.filter((row) => row.conversationId === remoteId);
    if (gap) continue;
    expect((await other.thread(conversationId)).map((m) => m.content)).toEqual(there.map((row) => row.content));
  }
  await other.close();
  await believable.close();
});
