import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { quickTiming } from '../conversations/desk.ts';
import { type Computer, computer, type Program } from './computer.ts';

let server: DemoWorkspace;
let desk: Computer;

beforeEach(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  desk = computer();
});

afterEach(async () => {
  await desk.remove();
  await server.stop();
});

const signIn = (program: Program) =>
  program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });

async function conversations(program: Program) {
  return (await program.ask('conversations.list', null)).conversations;
}

const synchronised = (program: Program) =>
  expect.poll(async () => (await conversations(program).catch(() => [])).length).toBeGreaterThan(3);

test('signing out with the local copy while a question is under way leaves nothing behind and fails nothing', async () => {
  const program = await desk.start();
  await signIn(program);
  await synchronised(program);
  server.switches.set('lateAnswerMs', 60_000, { times: 1 });
  const [conversation] = (await conversations(program)).filter(({ withAi, presence }) => withAi && presence === 'here');
  const conversationId = conversation?.id ?? 0;
  const { id } = await program.ask('messages.send', { conversationId, content: 'still there?', modelId: null });
  await expect
    .poll(async () => {
      const page = await program.ask('messages.open', { conversationId, around: null, limit: 20 });
      return page.messages.find((message) => message.id === id)?.state.kind;
    })
    .toBe('waiting');
  expect(await program.ask('session.signOut', { removeLocal: true })).toEqual({ kind: 'signedOut' });
  expect((await program.ask('session.get', null)).accounts).toEqual([]);
  await signIn(program);
  await synchronised(program);
  expect(program.logged).not.toContain('sync.failed');
});

test('switching back to the demo account after a restart starts its server again', async () => {
  const first = await desk.start();
  await first.ask('session.openDemo', null);
  await signIn(first);
  await first.quit();

  const second = await desk.start();
  await expect.poll(() => second.companion.session.state()).toMatchObject({ account: { demo: false } });
  const { accounts } = await second.ask('session.get', null);
  const demo = accounts.find((account) => account.demo);
  const after = await second.ask('session.switchTo', { accountId: demo?.id ?? 0 });
  expect(after).toMatchObject({ kind: 'signedIn', account: { id: demo?.id, demo: true } });
  await synchronised(second);
});

test('when the network is back the next try does not wait for its turn', async () => {
  const program = await desk.start({
    ...quickTiming,
    sync: { ...quickTiming.sync, firstRetry: 60_000, longestRetry: 60_000 },
  });
  await signIn(program);
  await synchronised(program);
  await server.goOffline();
  await expect.poll(async () => (await program.ask('sync.get', null)).kind).toBe('offline');
  await server.goOnline();
  await program.ask('sync.networkBack', null);
  await expect.poll(async () => (await program.ask('sync.get', null)).kind).toBe('idle');
});
