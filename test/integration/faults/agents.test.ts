import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { type Fault, startFaultProxy } from '../../fault-proxy/index.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { attempt, outcome, until } from './journeys.ts';

const LONG = 60_000;

interface Row {
  readonly name: string;
  readonly fault: Fault;
  /** What is told of a task that met it, as kind, reason and sentence, or as how it ended. */
  readonly told: string;
}

/** A run that streams cannot be asked for again: what broke is the person's to begin anew. */
const MATRIX: readonly Row[] = [
  { name: 'silence', fault: { kind: 'hang' }, told: 'lost submit' },
  { name: 'an agent that vanishes while it works', fault: { kind: 'halfOpen' }, told: 'lost submit' },
  { name: 'latency with jitter', fault: { kind: 'latency', ms: 150, jitterMs: 100 }, told: 'succeeded' },
  { name: 'a narrow line', fault: { kind: 'bandwidth', bytesPerSecond: 20_000 }, told: 'succeeded' },
  { name: 'a stream cut before its first event', fault: { kind: 'cut', afterBytes: 10 }, told: 'lost submit' },
  { name: 'a stream cut in the middle', fault: { kind: 'cut', afterBytes: 400 }, told: 'lost connection' },
  { name: 'a reset once the request is read', fault: { kind: 'reset', when: 'asked' }, told: 'lost submit' },
  { name: 'a reset in place of the answer', fault: { kind: 'reset', when: 'answered' }, told: 'lost submit' },
  { name: 'a web page in place of the stream', fault: { kind: 'page' }, told: 'protocol/html errors.html' },
  {
    name: 'JSON in place of the stream',
    fault: { kind: 'wrongJson' },
    told: 'protocol/notEventStream errors.protocol',
  },
  { name: '401', fault: { kind: 'status', status: 401 }, told: 'auth/tokenRefused targets.keyRefused' },
  { name: '403', fault: { kind: 'status', status: 403 }, told: 'auth/forbidden targets.forbidden' },
  {
    name: '404 with a page',
    fault: { kind: 'status', status: 404, html: true },
    told: 'http/unknownPath targets.unknownPath',
  },
  {
    name: '429 that says when',
    fault: { kind: 'status', status: 429, retryAfter: '1' },
    told: 'http/tooManyRequests targets.tooManyRequests',
  },
  { name: '500', fault: { kind: 'status', status: 500 }, told: 'http/serverFault errors.httpServer' },
  {
    name: '502 with a page',
    fault: { kind: 'status', status: 502, html: true },
    told: 'http/unavailable targets.unavailable',
  },
];

let server: DemoWorkspace;
/** One for all: each row has a source and a way of its own. */
let desk: Computer;
let program: Program;
beforeAll(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  desk = computer();
  program = await desk.start(quickTiming, { longestWaitMs: 1_500 });
});
afterAll(async () => {
  await desk.remove();
  await server.stop();
  expect(program.logged.filter((event) => event === 'runs.failed')).toEqual([]);
});

test.concurrent.each(MATRIX)(
  'an AG-UI agent, $name: what is said, sent once, and it runs when somebody begins anew',
  async ({ name, fault, told }) => {
    const proxy = await startFaultProxy({ target: server.origin });
    try {
      const source = await program.ask('sources.save', {
        kind: 'agui',
        id: null,
        name: 'Agent',
        address: proxy.url + new URL(server.agents.find((agent) => agent.name === 'plain')?.address ?? '').pathname,
        headers: [],
        protocol: '1.0',
        forwardedProps: '',
        openWebuiPreset: false,
        idleSeconds: 120,
        tools: { openUrl: false, copyToClipboard: false },
      });
      const submits = () => proxy.seen.filter(({ method }) => method === 'POST').length;
      proxy.fail(fault, { only: ({ method }) => method === 'POST', times: 1 });
      const first = await attempt(program, 'runs.start', {
        sourceId: source.id,
        model: null,
        prompt: name,
        earlier: [],
        conversationId: null,
        previousId: null,
      });
      const firstId = first.ok ? first.value.id : 0;
      await until('the task', () => outcome(program, firstId), told);
      expect(submits(), 'sent').toBe(1);
      expect(proxy.met()).toBe(1);

      const again = await program.ask('runs.again', { id: firstId });
      await until('the task begun anew', () => outcome(program, again.id), 'succeeded');
      expect(submits(), 'sent').toBe(2);
      expect(await outcome(program, firstId), 'what was told stays').toBe(told);
    } finally {
      await proxy.close();
    }
  },
  LONG,
);
