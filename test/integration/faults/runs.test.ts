import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../main/clock.ts';
import { GATEWAY_MODEL } from '../../../main/demo/gateway/models.ts';
import { type DemoWorkspace, startDemoWorkspace } from '../../../main/demo/index.ts';
import { type Asked, type Fault, startFaultProxy } from '../../fault-proxy/index.ts';
import { type Computer, computer, type Program } from '../companion/computer.ts';
import { quickTiming } from '../conversations/desk.ts';
import { attempt, outcome, until } from './journeys.ts';

const LONG = 90_000;

interface Row {
  readonly name: string;
  readonly fault: Fault;
  /**
   * What is told of a task that met it on its way, as kind, reason and sentence; `null`: it runs all the same; `lost
   * submit`: nobody can know whether it arrived.
   */
  readonly submit: string | null;
}

/** A task is never sent twice by the program: what may have arrived is the person's to send again. */
const MATRIX: readonly Row[] = [
  { name: 'silence', fault: { kind: 'hang' }, submit: 'lost submit' },
  { name: 'a gateway that vanishes while it works', fault: { kind: 'halfOpen' }, submit: 'lost submit' },
  { name: 'latency with jitter', fault: { kind: 'latency', ms: 150, jitterMs: 100 }, submit: null },
  { name: 'a narrow line', fault: { kind: 'bandwidth', bytesPerSecond: 2_000 }, submit: null },
  { name: 'an answer cut after 10 bytes', fault: { kind: 'cut', afterBytes: 10 }, submit: 'lost submit' },
  { name: 'a reset once the request is read', fault: { kind: 'reset', when: 'asked' }, submit: 'lost submit' },
  { name: 'a reset in place of the answer', fault: { kind: 'reset', when: 'answered' }, submit: 'lost submit' },
  { name: 'a web page in place of every answer', fault: { kind: 'page' }, submit: 'protocol/html errors.html' },
  { name: 'JSON of another service', fault: { kind: 'wrongJson' }, submit: 'lost submit' },
  { name: '401', fault: { kind: 'status', status: 401 }, submit: 'auth/keyRefused targets.keyRefused' },
  { name: '403', fault: { kind: 'status', status: 403 }, submit: 'http/forbidden targets.forbidden' },
  {
    name: '404 with a page',
    fault: { kind: 'status', status: 404, html: true },
    submit: 'http/unknownPath targets.unknownPath',
  },
  {
    name: '429 that says when',
    fault: { kind: 'status', status: 429, retryAfter: '1' },
    submit: 'http/tooManyRequests targets.tooManyRequests',
  },
  { name: '500', fault: { kind: 'status', status: 500 }, submit: 'lost submit' },
  { name: '502 with a page', fault: { kind: 'status', status: 502, html: true }, submit: 'lost submit' },
  { name: '503 that says when', fault: { kind: 'status', status: 503, retryAfter: '1' }, submit: 'lost submit' },
];

let server: DemoWorkspace;
/** One for all: each row has a source and a way of its own. */
let desk: Computer;
let program: Program;
beforeAll(async () => {
  server = await startDemoWorkspace({ clock: systemClock, random: Math.random, seed: 'believable', latencyMs: 1 });
  server.switches.set('taskMs', 300);
  desk = computer();
  program = await desk.start(quickTiming, { longestWaitMs: 1_500 });
});
afterAll(async () => {
  await desk.remove();
  await server.stop();
  expect(program.logged.filter((event) => event === 'runs.failed')).toEqual([]);
});

const isSubmit = ({ method }: Asked) => method === 'POST';

test.concurrent.each(MATRIX)(
  '$name: a task on its way, and one whose news do not come',
  async (row) => {
    const proxy = await startFaultProxy({ target: server.origin });
    try {
      const source = await program.ask('sources.save', {
        kind: 'gateway',
        id: null,
        name: 'Gateway',
        model: null,
        address: proxy.url + new URL(server.gateway.address).pathname,
        key: server.gateway.key,
      });
      const submits = () => proxy.seen.filter(isSubmit).length;
      const start = (prompt: string) =>
        attempt(program, 'runs.start', {
          sourceId: source.id,
          model: GATEWAY_MODEL,
          prompt,
          earlier: [],
          conversationId: null,
          previousId: null,
        });

      proxy.fail(row.fault, { only: isSubmit, times: 1 });
      const first = await start(`${row.name}: on its way`);
      expect(first.ok).toBe(true);
      const firstId = first.ok ? first.value.id : 0;
      await until('the task', () => outcome(program, firstId), row.submit ?? 'succeeded');
      expect(submits(), 'sent').toBe(1);

      proxy.heal();
      const second = await start(`${row.name}: under way`);
      const secondId = second.ok ? second.value.id : 0;
      await until('the second is sent', submits, 2);
      const met = proxy.met();
      proxy.fail(row.fault, { only: (asked) => !isSubmit(asked) });
      await until('the fault', () => proxy.met() > met, true);
      proxy.heal();
      // What is refused waits for a person; for the rest it only saves time.
      await program.ask('runs.check', { id: secondId });
      await until('the second', () => outcome(program, secondId), 'succeeded');
      expect(submits(), 'sent').toBe(2);
    } finally {
      await proxy.close();
    }
  },
  LONG,
);
