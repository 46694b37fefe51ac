import { openInlineStore } from '../../../../main/database/inline.ts';
import type { Store } from '../../../../main/database/store.ts';
import { appError, fail, ok, type Result } from '../../../../main/errors.ts';
import { createTranslator } from '../../../../main/i18n.ts';
import type { AwayNotice } from '../../../../main/runs/away.ts';
import type { RunBook, RunDriver } from '../../../../main/runs/driver.ts';
import type { RunEvent } from '../../../../main/runs/events.ts';
import { createRuns, type Runs } from '../../../../main/runs/index.ts';
import type { Run } from '../../../../main/runs/run.ts';
import { DEFAULT_SETTINGS } from '../../../../main/settings/schema.ts';
import type { RunRequest, Settings, Source, TopicName, Topics } from '../../../../preload/contract.ts';
import { manualClock } from '../../accounts/manual-clock.ts';

export const gateway: Source = {
  ...{ kind: 'gateway', id: 'g', name: 'Gâteau', address: 'https://gateway.test', demo: false },
  ...{ hasKey: true, model: 'local/small' },
};
export const agent: Source = {
  ...{ kind: 'agui', id: 'a', name: 'Agent', address: 'https://agent.test/run', demo: false, headers: [] },
  ...{ protocol: '1.0', forwardedProps: '', openWebuiPreset: false, idleSeconds: 60 },
  tools: { openUrl: false, copyToClipboard: false },
};

/** A driver that does nothing by itself and remembers what it was told. */
export interface FakeDriver extends RunDriver {
  readonly calls: unknown[][];
}

function fakeDriver(book: RunBook): FakeDriver {
  const calls: unknown[][] = [];
  return {
    calls,
    submit: ({ id }) => void calls.push(['submit', id]),
    recover: (runs) => void calls.push(['recover', ...runs.map(({ id }) => id)]),
    stop({ id }) {
      calls.push(['stop', id]);
      book.record(id, [{ kind: 'ended', end: { kind: 'cancelled' } }]);
    },
    check: ({ id }) => void calls.push(['check', id]),
    async answer({ id }, answers) {
      calls.push(['answer', id, ...answers.map(({ interruptId }) => interruptId)]);
      book.record(id, [{ kind: 'answered' }]);
      return ok(null);
    },
    power: (state) => void calls.push(['power', state]),
    sourceChanged: (id) => void calls.push(['sourceChanged', id]),
    close: async () => void calls.push(['close']),
  };
}

/** The program's runs with a disk, drivers in the test's hand and a clock, and everything it tells. */
export interface Desk {
  readonly runs: Runs;
  readonly book: RunBook;
  readonly drivers: { gateway: FakeDriver; agui: FakeDriver };
  readonly store: Store;
  readonly time: ReturnType<typeof manualClock>;
  readonly events: { [T in TopicName]?: Topics[T][] };
  readonly told: [what: string, id: number][];
  readonly notices: AwayNotice[];
  readonly drafts: [conversationId: number, text: string][];
  readonly files: [name: string, text: string][];
  readonly faults: unknown[];
  readonly sources: Map<string, Source>;
  settings(runs: Settings['runs']): void;
  removeSource(id: string): void;
  /** How many writes of runs the disk has taken. */
  writes(): number;
  /** From now on the disk refuses to store runs, or takes them again. */
  full: boolean;
  /** Begins a run and answers its id. */
  begin(request?: Partial<RunRequest>): Promise<number>;
  record(id: number, ...events: readonly RunEvent[]): void;
  /** Lets time pass, and the disk do what it was asked to. */
  pass(ms: number): Promise<void>;
  /** The same disk and clock with a program that has just been started; the one before is as if killed. */
  restart(): Promise<Desk>;
  quit(): Promise<void>;
}

export async function createDesk(file = ':memory:', from?: Desk): Promise<Desk> {
  const time = from?.time ?? manualClock();
  const opened = from ? ok({ store: from.store }) : await openInlineStore(file, { now: 1 });
  const disk = value(opened).store;
  const pending = new Set<Promise<unknown>>();
  let alive = true;
  let writes = 0;
  const settings = { runs: DEFAULT_SETTINGS.runs, listeners: new Set<() => void>() };
  const sourceListeners = new Set<(id: string) => void>();
  const drivers: { gateway?: FakeDriver; agui?: FakeDriver; book?: RunBook } = {};

  /** A program that was killed no longer reads or writes: what it was doing never ends. */
  function follow<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (!alive) return new Promise(() => {});
    if (desk.full && name === 'runs.save') return Promise.resolve(fail(diskFull) as T);
    if (name === 'runs.save') writes += 1;
    const done = work();
    pending.add(done);
    void done.finally(() => pending.delete(done));
    return done;
  }
  const store: Store = {
    ...disk,
    run: (name, args) => follow(name, () => disk.run(name, structuredClone(args))),
    read: (name, args) => follow(name, () => disk.read(name, structuredClone(args))),
  };
  const make = (kind: 'gateway' | 'agui') => (book: RunBook) => {
    drivers[kind] = fakeDriver(book);
    drivers.book = book;
    return drivers[kind];
  };
  const told: Desk['told'] = [];
  const events: Desk['events'] = {};
  const notices: AwayNotice[] = [];
  const drafts: Desk['drafts'] = [];
  const files: Desk['files'] = [];
  const faults: unknown[] = [];
  const sources = from?.sources ?? new Map([gateway, agent].map((source) => [source.id, source] as const));

  const runs = createRuns({
    store,
    sources: {
      get: (id) => sources.get(id) ?? null,
      subscribe(listener) {
        sourceListeners.add(listener);
        return () => sourceListeners.delete(listener);
      },
    },
    drivers: { gateway: make('gateway'), agui: make('agui') },
    settings: {
      get: () => ({ ...DEFAULT_SETTINGS, runs: settings.runs }),
      subscribe(listener) {
        const call = () => listener({ ...DEFAULT_SETTINGS, runs: settings.runs });
        settings.listeners.add(call);
        return () => settings.listeners.delete(call);
      },
    },
    clock: time.clock,
    emit(topic, event) {
      const list = (events[topic] ?? []) as unknown[];
      list.push(structuredClone(event));
      Object.assign(events, { [topic]: list });
    },
    onFault: (cause) => faults.push(cause),
    told: {
      ended: ({ id }) => told.push(['ended', id]),
      waiting: ({ id }) => told.push(['waiting', id]),
      away: ({ runId }) => told.push(['away', runId]),
    },
    away: (notice) => notices.push(notice),
    drafts: {
      async append(conversationId, text) {
        drafts.push([conversationId, text]);
        return ok(null);
      },
    },
    async saveFile(name, text) {
      files.push([name, text]);
      return ok({ saved: true });
    },
    translate: () => createTranslator('en'),
  });

  async function idle(): Promise<void> {
    do await time.settle();
    while (pending.size > 0);
    await time.settle();
  }

  const desk: Desk = {
    runs,
    book: drivers.book as RunBook,
    drivers: drivers as Desk['drivers'],
    store: disk,
    time,
    ...{ events, told, notices, drafts, files, faults, sources },
    full: false,
    settings(next) {
      settings.runs = next;
      for (const listener of settings.listeners) listener();
    },
    removeSource(id) {
      sources.delete(id);
      for (const listener of sourceListeners) listener(id);
    },
    writes: () => writes,
    async begin(request = {}) {
      const begun = await runs.begin({
        ...{
          sourceId: 'a',
          model: null,
          prompt: 'Find the cause',
          earlier: [],
          conversationId: null,
          previousId: null,
        },
        ...request,
      });
      await idle();
      return value(begun).id;
    },
    record: (id, ...list) => drivers.book?.record(id, list),
    async pass(ms) {
      await time.advance(ms);
      await idle();
    },
    async restart() {
      alive = false;
      return createDesk(file, desk);
    },
    async quit() {
      await runs.close();
      await disk.close();
    },
  };
  await runs.start();
  await idle();
  return desk;
}

const diskFull = appError('storage', 'database or disk is full (13)', { reason: 'full' });

/** The run as the disk has it. */
export async function stored(desk: Pick<Desk, 'store'>, id: number): Promise<Run | null> {
  return value(await desk.store.run('runs.load', { id }));
}

/** The value of a result that must be good. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}/${result.error.reason}: ${result.error.message}`);
  return result.value;
}

/** Kind and reason of the error of a result that must have failed. */
export function refusal<T>(result: Result<T>): string {
  if (result.ok) throw new Error('expected an error');
  return `${result.error.kind}/${result.error.reason}`;
}
