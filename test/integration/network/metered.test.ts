import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { defaultTiming } from '../../../main/conversations/index.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { type Computer, computer } from '../companion/computer.ts';
import { stateOf, synchronised, until } from '../faults/journeys.ts';

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

test('the whole program on a metered connection: what nobody waits for is rare, what somebody does goes at once', async () => {
  const program = await desk.start(defaultTiming);
  await program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });
  const conversationId = await synchronised(program);
  const settled = async () => (await program.ask('sync.get', null)).kind;
  const nextIn = async () => {
    const { services } = await program.ask('health.get', null);
    return Math.min(...services.map(({ nextAt }) => (nextAt ?? 0) - systemClock.now()));
  };
  const { network } = (await program.ask('settings.get', null)).settings;
  const meter = (metered: boolean) => program.ask('settings.set', { network: { ...network, metered } });
  const lists = () =>
    server.log().filter(({ method, path }) => method === 'GET' && /\/conversations\/?$/.test(path)).length;
  await until('the list', settled, 'idle');

  await meter(true);
  expect((await program.ask('health.get', null)).everyMs).toBe(15 * 60_000);
  await program.ask('health.check', { id: null });
  await until('the round by hand', async () => (await nextIn()) > 10 * 60_000, true);
  const before = lists();
  await program.ask('sync.now', null);
  await until('the list that somebody asked for', lists, before + 1);
  const content = crypto.randomUUID();
  await program.ask('messages.send', { conversationId, content, modelId: null });
  await until('the message', () => stateOf(program, conversationId, content), 'stored');

  await until('the list', settled, 'idle');
  const metered = lists();
  await meter(false);
  await until('the list, as soon as the connection is free', () => lists() > metered, true);
  expect((await program.ask('health.get', null)).everyMs).toBe(60_000);
  expect(await nextIn()).toBeLessThan(70_000);
});
