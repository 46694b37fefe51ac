import type { Clock } from '../../../../main/clock.ts';
import { appError, fail, ok, type Result } from '../../../../main/errors.ts';
import { createGatewayClient } from '../../../../main/gateway/client.ts';
import type { HttpClient } from '../../../../main/http/message.ts';
import type { RunBook } from '../../../../main/runs/driver.ts';
import type { LogEntry } from '../../../../main/runs/events.ts';
import { createGatewayDriver } from '../../../../main/runs/gateway/index.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import { isFinal, type Run } from '../../../../main/runs/run.ts';
import type { SourceAccess } from '../../../../main/sources/index.ts';
import type { GatewaySource } from '../../../../preload/contract.ts';
import { manualClock } from '../../accounts/manual-clock.ts';
import { FakeGateway } from './fake-gateway.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export const source = (id: string): GatewaySource => ({
  id,
  kind: 'gateway',
  name: 'Gateway',
  address: 'https://gateway.example',
  demo: false,
  hasKey: true,
  model: 'local/fake-small:latest',
});

/** What the driver sees of the runs: kept in memory, made by the real reducer. */
export function memoryBook(clock: Pick<Clock, 'now'>) {
  const runs = new Map<number, Run>();
  const logs = new Map<number, LogEntry[]>();
  const states: string[] = [];
  const book: RunBook = {
    record(id, events) {
      for (const event of events) {
        const run = runs.get(id);
        if (!run) return;
        const next = reduce(run, event, clock.now());
        if (next.state !== run.state) states.push(`${id} ${next.state.kind}`);
        runs.set(id, next);
      }
    },
    log: (id, entries) => void logs.set(id, [...(logs.get(id) ?? []), ...entries]),
    get(id) {
      const run = runs.get(id);
      return run && !isFinal(run.state) ? run : null;
    },
    settled: async () => {},
  };
  return { book, runs, logs, states };
}

export function newRun(id: number, now: number, more: Partial<Run> = {}): Run {
  return {
    id,
    kind: 'gateway',
    sourceId: 's1',
    sourceName: 'Gateway',
    demo: false,
    model: null,
    title: 'Bonjour',
    prompt: 'Bonjour',
    earlier: [],
    conversationId: null,
    previousId: null,
    state: { kind: 'submitting', since: now },
    contact: { kind: 'ok' },
    startedAt: now,
    lastNewsAt: now,
    endedAt: null,
    unseen: false,
    remoteId: null,
    memory: null,
    items: [],
    interrupts: [],
    sharedState: null,
    usage: [],
    result: null,
    media: [],
    events: 0,
    faults: 0,
    ...more,
  };
}

/** A driver between a book and a gateway, with all the time in the hands of the test. */
export function createDesk(options: { http?: HttpClient; address?: string } = {}) {
  const time = manualClock();
  const { clock } = time;
  const gateway = new FakeGateway(clock);
  const memory = memoryBook(clock);
  const accesses = new Map<string, Result<SourceAccess>>();
  let newIds = 0;

  const setAccess = (id: string, key = 'sk-good') => {
    const found = { ...source(id), ...(options.address === undefined ? {} : { address: options.address }) };
    accesses.set(id, ok({ source: found, headers: { authorization: `Bearer ${key}` } }));
  };
  setAccess('s1');

  /** One life of the program; after its death, nothing of it writes, sends or wakes up any more. */
  function start() {
    const life = { alive: true };
    const driver = createGatewayDriver({
      book: {
        ...memory.book,
        record: (id, events) => life.alive && memory.book.record(id, events),
        log: (id, entries) => life.alive && memory.book.log(id, entries),
      },
      sources: {
        access: async (id) => accesses.get(id) ?? fail(appError('notFound', 'no such source', { reason: 'source' })),
      },
      client: createGatewayClient({ http: options.http ?? gateway.http }),
      clock: { now: clock.now, after: (ms, fn) => clock.after(ms, () => life.alive && fn()) },
      random: () => 0.5,
      newId: () => {
        newIds += 1;
        return `id-${newIds}`;
      },
    });
    return { driver, life };
  }

  let { driver, life } = start();
  let lastId = 0;

  function store(more: Partial<Run> = {}): number {
    lastId += 1;
    memory.runs.set(lastId, newRun(lastId, clock.now(), more));
    return lastId;
  }
  function runOf(id: number): Run {
    const run = memory.runs.get(id);
    if (!run) throw new Error(`no run ${id}`);
    return run;
  }

  return {
    ...time,
    /** Moves on; what waits for nothing but answers comes first. */
    async advance(ms: number) {
      await time.settle();
      await time.advance(ms);
    },
    gateway,
    memory,
    accesses,
    setAccess,
    get driver() {
      return driver;
    },
    /** Stores a run and sends it; answers once the gateway has, if it does at once. */
    async begin(more: Partial<Run> = {}): Promise<number> {
      const id = store(more);
      driver.submit(runOf(id));
      await time.settle();
      return id;
    },
    /** Stores a run as an earlier life of the program has left it. */
    store,
    /** The process dies where it stands. */
    kill() {
      life.alive = false;
    },
    /** The program starts again on what is stored. */
    restart() {
      life.alive = false;
      ({ driver, life } = start());
      driver.recover([...memory.runs.values()].filter(({ state }) => !isFinal(state)));
    },
    run: runOf,
    /** The words of a run's event log. */
    words: (id: number) => (memory.logs.get(id) ?? []).map(({ type }) => type),
    moments: (id: number) =>
      (memory.runs.get(id)?.items ?? []).flatMap((item) => (item.kind === 'moment' ? [item.what] : [])),
  };
}

export type Desk = ReturnType<typeof createDesk>;
