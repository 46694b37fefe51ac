import { afterEach, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { startDemoWorkspace } from '../../../main/demo/index.ts';
import { type Computer, computer } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { synchronised, until } from './journeys.ts';

const MINUTE = 60_000;
const open: { stop(): Promise<void> }[] = [];
let desk: Computer | null = null;
afterEach(async () => {
  await desk?.remove();
  for (const each of open.splice(0)) await each.stop();
});

test.each([
  [0, 0],
  [10, 10],
  [-7, -7],
])('a computer %i minutes ahead of its server: told as %i, and the session goes on', async (off, told) => {
  const server = await startDemoWorkspace({
    clock: systemClock,
    random: Math.random,
    seed: 'believable',
    latencyMs: 1,
  });
  open.push(server);
  desk = computer();
  const clock = { now: () => systemClock.now() + off * MINUTE, after: systemClock.after };
  const program = await desk.start(quickTiming, { clock });
  await program.ask('session.signIn', { address: server.origin, ...server.credentials, keep: true });
  await synchronised(program);
  const minutes = async () => Math.round((await program.ask('health.get', null)).clockAheadMs / MINUTE);
  await until('the clock', minutes, told);
  expect(program.companion.session.state().kind).toBe('signedIn');
});
