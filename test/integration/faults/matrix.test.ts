import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { type Asked, type Fault, type FaultProxy, startFaultProxy } from '../../fault-proxy/index.ts';
import { computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { attempt, listSays, stateOf, synchronised, thread, toldOf, until } from './journeys.ts';

/** Each needs a few seconds; they run beside each other. */
const LONG = 90_000;
/** What the program writes down when it is itself at fault. */
const FAULTS: ReadonlySet<string> = new Set(['sync.failed', 'health.failed', 'runs.failed']);

interface Expected {
  /** What is told, as kind, reason and sentence; `null`: the fault is borne. */
  readonly signIn: string | null;
  readonly list: string | null;
  /** What becomes of a message by itself, once the fault is over. */
  readonly send: 'arrives' | 'asks';
}

interface Row {
  readonly name: string;
  readonly fault: Fault;
  /** The requests that meet it; all of them unless said otherwise. */
  readonly only?: (asked: Asked) => boolean;
  readonly expected: Expected;
  /** The longest an answer is waited for, where waiting is the point. Milliseconds. */
  readonly longestWaitMs?: number;
}

const MATRIX: readonly Row[] = [
  {
    name: 'silence',
    fault: { kind: 'hang' },
    longestWaitMs: 1_500,
    expected: { signIn: 'timeout/headers errors.timeout', list: 'timeout/headers errors.timeout', send: 'asks' },
  },
  {
    name: 'a server that vanishes while it works',
    fault: { kind: 'halfOpen' },
    longestWaitMs: 1_500,
    expected: { signIn: 'timeout/headers errors.timeout', list: 'timeout/headers errors.timeout', send: 'arrives' },
  },
  {
    name: 'latency with jitter',
    fault: { kind: 'latency', ms: 150, jitterMs: 100 },
    expected: { signIn: null, list: null, send: 'arrives' },
  },
  {
    name: 'a narrow line',
    fault: { kind: 'bandwidth', bytesPerSecond: 20_000 },
    expected: { signIn: null, list: null, send: 'arrives' },
  },
  {
    name: 'an answer cut after 10 bytes',
    fault: { kind: 'cut', afterBytes: 10 },
    expected: { signIn: 'http/dropped errors.dropped', list: 'http/dropped errors.dropped', send: 'arrives' },
  },
  {
    name: 'an answer cut before its body',
    fault: { kind: 'cut', afterBytes: 0 },
    expected: { signIn: 'http/dropped errors.dropped', list: 'http/dropped errors.dropped', send: 'arrives' },
  },
  {
    name: 'a reset connection',
    fault: { kind: 'reset', when: 'connected' },
    expected: {
      signIn: 'refused/closedWhileConnecting errors.refused',
      list: 'refused/closedWhileConnecting errors.refused',
      send: 'arrives',
    },
  },
  {
    name: 'a reset once the request is read',
    fault: { kind: 'reset', when: 'asked' },
    expected: { signIn: 'http/dropped errors.dropped', list: 'http/dropped errors.dropped', send: 'asks' },
  },
  {
    name: 'a reset in place of the answer',
    fault: { kind: 'reset', when: 'answered' },
    expected: { signIn: 'http/dropped errors.dropped', list: 'http/dropped errors.dropped', send: 'arrives' },
  },
  {
    name: 'a web page in place of every answer',
    fault: { kind: 'page' },
    expected: { signIn: 'protocol/notHalext errors.notHalext', list: 'protocol/html errors.html', send: 'asks' },
  },
  {
    name: 'JSON of another service',
    fault: { kind: 'wrongJson' },
    expected: {
      signIn: 'protocol/notHalext errors.notHalext',
      list: 'protocol/wrongShape errors.protocol',
      send: 'asks',
    },
  },
  {
    name: '401 by something in front',
    fault: { kind: 'status', status: 401 },
    only: ({ path }) => !path.endsWith('/token'),
    expected: { signIn: 'protocol/notHalext errors.notHalext', list: 'paused session', send: 'arrives' },
  },
  {
    name: '403 by something in front',
    fault: { kind: 'status', status: 403 },
    expected: { signIn: 'protocol/notHalext errors.notHalext', list: 'auth/forbidden errors.forbidden', send: 'asks' },
  },
  {
    name: '404 with a page',
    fault: { kind: 'status', status: 404, html: true },
    expected: {
      signIn: 'protocol/notHalext errors.notHalext',
      list: 'http/unknownPath errors.otherService',
      send: 'asks',
    },
  },
  {
    name: '429 that says when',
    fault: { kind: 'status', status: 429, retryAfter: '1' },
    expected: {
      signIn: 'http/tooManyRequests errors.tooManyRequests',
      list: 'http/tooManyRequests errors.tooManyRequests',
      send: 'arrives',
    },
  },
  {
    name: '429 that does not',
    fault: { kind: 'status', status: 429 },
    expected: {
      signIn: 'http/tooManyRequests errors.tooManyRequests',
      list: 'http/tooManyRequests errors.tooManyRequests',
      send: 'arrives',
    },
  },
  {
    name: '500',
    fault: { kind: 'status', status: 500 },
    expected: {
      signIn: 'http/serverFault errors.httpServer',
      list: 'http/serverFault errors.httpServer',
      send: 'asks',
    },
  },
  {
    name: '502 with a page',
    fault: { kind: 'status', status: 502, html: true },
    expected: {
      signIn: 'http/unavailable errors.unavailable',
      list: 'http/unavailable errors.unavailable',
      send: 'asks',
    },
  },
  {
    name: '503 that says when',
    fault: { kind: 'status', status: 503, retryAfter: '1' },
    expected: {
      signIn: 'http/unavailable errors.unavailable',
      list: 'http/unavailable errors.unavailable',
      send: 'asks',
    },
  },
  {
    name: '504 with a page',
    fault: { kind: 'status', status: 504, html: true },
    expected: {
      signIn: 'http/gatewayTimeout errors.gatewayTimeout',
      list: 'http/gatewayTimeout errors.gatewayTimeout',
      send: 'asks',
    },
  },
];

let server: DemoWorkspace;
beforeAll(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
});
afterAll(() => server.stop());

test.concurrent.each(MATRIX)(
  '$name: what is said, and that nothing is lost or doubled',
  async (row) => {
    const { fault, expected } = row;
    const proxy = await startFaultProxy({ target: server.origin });
    const desk = computer();
    try {
      const program = await desk.start(quickTiming, row.longestWaitMs ? { longestWaitMs: row.longestWaitMs } : {});
      const signIn = () =>
        attempt(program, 'session.signIn', { address: proxy.url, ...server.credentials, keep: true });
      proxy.fail(fault, row.only ? { only: row.only } : {});
      expect(toldOf(await signIn())).toBe(expected.signIn);
      proxy.heal();
      if (expected.signIn !== null) expect(toldOf(await signIn())).toBeNull();
      const conversationId = await synchronised(program);

      proxy.fail(fault, row.only ? { only: row.only } : {});
      await program.ask('sync.now', null);
      if (expected.list !== null) await until('the list', () => listSays(program), expected.list);
      proxy.heal();
      await program.ask('sync.networkBack', null);
      await until('the list afterwards', () => listSays(program), null);

      await sendThrough(program, proxy, conversationId, row);
      expect(proxy.met()).toBeGreaterThan(2);
      expect(program.logged.filter((event) => FAULTS.has(event))).toEqual([]);
    } finally {
      await desk.remove();
      await proxy.close();
    }
  },
  LONG,
);

const isSending = ({ method, path }: Asked) => method === 'POST' && path.endsWith('/messages');

/** One message meets the fault once. At the end it is on the server exactly once, whoever had to decide. */
async function sendThrough(program: Program, proxy: FaultProxy, conversationId: number, row: Row): Promise<void> {
  const { name, fault, expected } = row;
  const content = `${name}: ${crypto.randomUUID()}`;
  const atConnect = fault.kind === 'reset' && fault.when === 'connected';
  const before = proxy.met();
  proxy.fail(fault, atConnect ? { times: 4 } : { only: isSending, times: 1 });
  const { id } = await program.ask('messages.send', { conversationId, content, modelId: null });
  await until('the fault', () => proxy.met() > before, true);
  const state = () => stateOf(program, conversationId, content);
  // An answer may take minutes: a person stops waiting sooner.
  if (fault.kind === 'hang' || fault.kind === 'halfOpen') {
    await until('the message', state, 'waiting');
    await program.ask('messages.stopWaiting', { id });
  }
  await until('the message', state, expected.send === 'arrives' ? 'stored' : 'deciding');
  expect(copies(content)).toBe(expected.send === 'arrives' ? 1 : 0);
  proxy.heal();
  if (expected.send === 'asks') {
    await program.ask('messages.sendAgain', { id });
    await until('the message sent again', state, 'stored');
  }
  await program.ask('sync.now', null);
  await until('the list at the end', () => listSays(program), null);
  expect(copies(content), 'on the server').toBe(1);
  expect((await thread(program, conversationId)).filter((one) => one.content === content)).toHaveLength(1);
}

function copies(content: string): number {
  return server.state.messages.filter((message) => message.content === content).length;
}
