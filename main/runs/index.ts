import type { Commands, RunKind, RunSummary } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import type { Emit } from '../emit.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Translate } from '../i18n.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { Sources } from '../sources/index.ts';
import { type AwayNotice, createAway, type Turn } from './away.ts';
import { begin, beginAgain } from './begin.ts';
import { createBook } from './book.ts';
import type { RunBook, RunDriver } from './driver.ts';
import { fileName, toJson, toJsonLines, toMarkdown } from './export.ts';
import { createHeartbeat } from './heartbeat.ts';
import { startRetention } from './retention.ts';
import { isFinal, type Run } from './run.ts';
import { summarise } from './summary.ts';

export { runProcedures } from './procedures.ts';

type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;
type Request<C extends keyof Commands> = Commands[C]['request'];

/** The runs of agents: what windows ask for, and the engines behind it. */
export interface Runs {
  /** Reads what is under way and goes on with it. A disk that refuses is told to `onFault`. */
  start(): Promise<void>;
  list(request: Request<'runs.list'>): Reply<'runs.list'>;
  /** Opening a run is looking at it: it is no longer `unseen`. Errors: `notFound`/`run`. */
  open(request: Request<'runs.open'>, windowId: number): Reply<'runs.open'>;
  closed(request: Request<'runs.close'>, windowId: number): void;
  /** Errors: see `begin`. */
  begin(request: Request<'runs.start'>): Reply<'runs.start'>;
  again(request: Request<'runs.again'>): Reply<'runs.again'>;
  stop(request: Request<'runs.stop'>): Reply<'runs.stop'>;
  check(request: Request<'runs.check'>): Reply<'runs.check'>;
  /** Errors: those of the driver; `validation`/`notAsked` when nothing is asked. */
  answer(request: Request<'runs.answer'>): Reply<'runs.answer'>;
  remove(request: Request<'runs.delete'>): Reply<'runs.delete'>;
  /** Errors: `validation`/`noResult`; those of the draft. */
  attach(request: Request<'runs.attach'>): Reply<'runs.attach'>;
  events(request: Request<'runs.events'>): Reply<'runs.events'>;
  export(request: Request<'runs.export'>): Reply<'runs.export'>;
  /** The runs under way, and those that ended or began to wait unseen. */
  current(): readonly RunSummary[];
  power(state: 'asleep' | 'awake'): void;
  close(): Promise<void>;
}

export interface RunsDeps {
  readonly store: Store;
  readonly sources: Pick<Sources, 'get' | 'subscribe'>;
  readonly drivers: Readonly<Record<RunKind, (book: RunBook) => RunDriver>>;
  readonly settings: Pick<SettingsStore, 'get' | 'subscribe'>;
  readonly clock: Clock;
  /** Where events of the topics `runs` and `run` go. */
  readonly emit: Emit;
  /** A fault of the program or of the database; what could not be stored is tried again. */
  readonly onFault: (cause: unknown) => void;
  /** A run ended or began to wait: whoever notifies decides whether anybody is looking. */
  readonly told: {
    ended(run: RunSummary): void;
    waiting(run: RunSummary): void;
    /** All that happened while nobody could see it, once it is known; none of it is told by itself. */
    away(notice: AwayNotice): void;
  };
  /** What happened while nobody could see it; again when there is more. */
  readonly away: (notice: AwayNotice) => void;
  readonly drafts: { append(conversationId: number, text: string): Promise<Result<null>> };
  readonly saveFile: (name: string, text: string) => Promise<Result<{ saved: boolean }>>;
  readonly translate: () => Translate;
}

export function createRuns(deps: RunsDeps): Runs {
  const { store, sources, clock, onFault } = deps;
  /** Runs the person is ending: nobody has to be told of that end. */
  const stopping = new Set<number>();
  const away = createAway({ clock, notice: deps.away, tell: deps.told.away });
  const book = createBook({ store, clock, emit: deps.emit, onTurn, onHeard: away.heard, onFault });
  const drivers: Readonly<Record<RunKind, RunDriver>> = {
    gateway: deps.drivers.gateway(book),
    agui: deps.drivers.agui(book),
  };
  const heartbeat = createHeartbeat({ store, clock, watching: () => underWay().length > 0, onFault });
  const beginning = { book, sources, clock, submit };
  const ends: (() => void)[] = [];
  let asleepSince: number | null = null;

  function onTurn(run: RunSummary, what: Turn): void {
    if (what === 'ended' && stopping.delete(run.id)) book.record(run.id, [{ kind: 'seen' }]);
    else if (!away.claims(run, what)) deps.told[what](run);
  }

  function submit(run: Run): void {
    heartbeat.beat();
    drivers[run.kind].submit(run);
  }

  function underWay(): readonly Run[] {
    return book.current().filter(({ state }) => !isFinal(state));
  }

  function eachDriver(work: (driver: RunDriver, kind: RunKind) => void): void {
    work(drivers.gateway, 'gateway');
    work(drivers.agui, 'agui');
  }

  /** The person wants no more of it. */
  function end(run: Run): void {
    stopping.add(run.id);
    drivers[run.kind].stop(run);
  }

  /**
   * Whoever waits for a source that was removed waits for ever. A stream that is open may end by itself, and the demo's
   * sources come back.
   */
  function endWithoutSource(): void {
    for (const { id, kind, state, sourceId, demo } of underWay()) {
      const waits = kind === 'gateway' || state.kind === 'waiting';
      if (demo || !waits || sources.get(sourceId)) continue;
      book.record(id, [{ kind: 'ended', end: { kind: 'lost', reason: 'sourceGone' } }]);
    }
  }

  async function start(): Promise<void> {
    const alive = await store.run('runs.lastAlive', undefined);
    const loaded = await book.load();
    if (!loaded.ok) onFault(new Error('the runs could not be read', { cause: loaded.error }));
    const runs = loaded.ok ? loaded.value : [];
    away.back(
      alive.ok && alive.value !== null ? alive.value : clock.now(),
      runs.map(({ id }) => id),
    );
    eachDriver((driver, kind) => driver.recover(runs.filter((run) => run.kind === kind)));
    endWithoutSource();
    ends.push(
      sources.subscribe((id) => {
        eachDriver((driver) => driver.sourceChanged(id));
        endWithoutSource();
      }),
      startRetention({
        store,
        clock,
        settings: () => deps.settings.get().runs,
        subscribe: deps.settings.subscribe,
        remove: book.remove,
        onFault,
      }),
    );
    heartbeat.beat();
    book.tidy();
  }

  /** Does something with a run that exists; one that is over needs nothing done. */
  async function whileUnderWay(id: number, work: (run: Run) => void): Promise<Result<null>> {
    const run = book.get(id);
    if (run) {
      work(run);
      return ok(null);
    }
    const found = await book.read(id);
    return found.ok ? ok(null) : found;
  }

  async function textOf(run: Run, format: Request<'runs.export'>['format']): Promise<Result<string>> {
    switch (format) {
      case 'markdown':
        return ok(toMarkdown(run, deps.translate()));
      case 'json':
        return ok(toJson(run));
      case 'events':
        await book.settled();
        return toJsonLines(store, run.id);
    }
  }

  return {
    start,
    list: book.list,
    open: ({ id }, windowId) => book.open(id, windowId),
    closed: ({ id }, windowId) => book.closed(id, windowId),
    begin: (request) => begin(beginning, request),
    again: ({ id }) => beginAgain(beginning, id),
    stop: ({ id }) => whileUnderWay(id, end),
    check: ({ id }) => whileUnderWay(id, (run) => drivers[run.kind].check(run)),
    async answer({ id, answers }) {
      const run = book.get(id);
      if (run?.state.kind === 'waiting') return drivers[run.kind].answer(run, answers);
      const found = await book.read(id);
      return found.ok ? fail(appError('validation', 'the run asks nothing', { reason: 'notAsked' })) : found;
    },
    async remove({ ids }) {
      for (const run of underWay()) if (ids.includes(run.id)) end(run);
      const removed = await book.remove(ids);
      for (const id of ids) stopping.delete(id);
      return removed;
    },
    async attach({ id, conversationId }) {
      const found = await book.read(id);
      if (!found.ok) return found;
      const { result } = found.value;
      if (!result?.trim()) return fail(appError('validation', 'the run has no result', { reason: 'noResult' }));
      const appended = await deps.drafts.append(conversationId, result);
      return appended.ok ? book.mark(id, { kind: 'attached', conversationId }) : appended;
    },
    async events(request) {
      // A window that asks wants the lines that are still on their way to the disk as well.
      await book.settled();
      return store.read('runs.events', request);
    },
    async export({ id, format }) {
      const found = await book.read(id);
      if (!found.ok) return found;
      const text = await textOf(found.value, format);
      return text.ok ? deps.saveFile(fileName(found.value, format), text.value) : text;
    },
    current: () => [...underWay().map((run) => summarise(run)), ...book.unseen()],
    power(state) {
      if (state === 'asleep') {
        asleepSince ??= clock.now();
        heartbeat.beat();
      } else if (asleepSince !== null) {
        away.back(
          asleepSince,
          underWay().map(({ id }) => id),
        );
        asleepSince = null;
      }
      eachDriver((driver) => driver.power(state));
    },
    async close() {
      for (const stop of ends.splice(0)) stop();
      away.close();
      await Promise.all([drivers.gateway.close(), drivers.agui.close()]);
      heartbeat.beat();
      heartbeat.stop();
      await book.close();
    },
  };
}
