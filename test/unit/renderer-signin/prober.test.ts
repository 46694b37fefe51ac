import { expect, test } from 'vitest';
import type { ProbeResult, Result } from '../../../preload/contract.ts';
import { createProber, type ProbeState, portOf, withoutPort } from '../../../renderer/signin/prober.ts';

const good: Result<ProbeResult> = {
  ok: true,
  value: { server: 'https://a.example/api', version: '1', health: 'healthy', latencyMs: 12 },
};
const offline: Result<ProbeResult> = { ok: false, error: { kind: 'offline', message: '', retryable: true } };

/** A prober with time and server in the test's hands. */
function setUp() {
  const timers = new Set<{ ms: number; fn: () => void }>();
  const asked: { address: string; reply: (result: Result<ProbeResult>) => void }[] = [];
  const states: ProbeState[] = [];
  const prober = createProber({
    probe: (address) => new Promise((reply) => asked.push({ address, reply })),
    after(ms, fn) {
      const timer = { ms, fn };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    changed: (state) => states.push(state),
  });
  return {
    prober,
    asked,
    states,
    timers,
    pass() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer.fn();
      }
    },
    async reply(index: number, result: Result<ProbeResult>) {
      asked[index]?.reply(result);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('the server is asked once, after a pause in typing', () => {
  const { prober, asked, pass, states } = setUp();
  for (const text of ['a', 'a.ex', 'a.example']) prober.typed(text);
  expect(asked).toEqual([]);
  pass();
  expect(asked.map((each) => each.address)).toEqual(['a.example']);
  expect(states.at(-1)).toEqual({ kind: 'checking', address: 'a.example' });
});

test('an answer about an address that has changed meanwhile is dropped', async () => {
  const { prober, pass, reply, states } = setUp();
  prober.typed('old.example');
  pass();
  prober.typed('new.example');
  await reply(0, good);
  expect(states.at(-1)).toEqual({ kind: 'checking', address: 'new.example' });
});

test('an answer that comes after the field was emptied is dropped', async () => {
  const { prober, pass, reply, states } = setUp();
  prober.typed('a.example');
  pass();
  prober.typed('  ');
  await reply(0, good);
  expect(states.at(-1)).toEqual({ kind: 'empty' });
});

test('without a network it looks again by itself, and stops when told', async () => {
  const { prober, pass, reply, states, asked, timers } = setUp();
  prober.typed('a.example');
  pass();
  await reply(0, offline);
  expect(states.at(-1)).toMatchObject({ kind: 'failed', error: { kind: 'offline' } });
  pass();
  await reply(1, good);
  expect(states.at(-1)).toMatchObject({ kind: 'answered' });
  expect(asked.length).toBe(2);
  prober.typed('b.example');
  prober.stop();
  expect(timers.size).toBe(0);
});

test('any other failure is not repeated behind the person’s back', async () => {
  const { prober, pass, reply, timers } = setUp();
  prober.typed('a.example');
  pass();
  await reply(0, { ok: false, error: { kind: 'dns', message: '', retryable: true } });
  expect(timers.size).toBe(0);
});

test.each([
  ['halext.example:8000', '8000', 'halext.example'],
  ['https://halext.example:8000/api', '8000', 'https://halext.example/api'],
  ['http://[::1]:8000', '8000', 'http://[::1]'],
  ['halext.example', null, null],
  ['https://halext.example/a:8', null, null],
])('the port of %s is %s; without it: %s', (address, port, rest) => {
  expect([portOf(address), withoutPort(address)]).toEqual([port, rest]);
});
