import type { Commands, RunDetail, RunPage, RunSummary } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import type { Emit } from '../emit.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import { type Changes, createChanges } from './changes.ts';
import { detailOf } from './detail.ts';
import type { RunBook } from './driver.ts';
import type { RunEvent } from './events.ts';
import { createRunPublisher } from './publish.ts';
import { joinText, reduce } from './reduce.ts';
import { isFinal, type Run } from './run.ts';
import { createSaver } from './saver.ts';
import { summarise } from './summary.ts';
import { createUpkeep } from './upkeep.ts';
import { rowOf, wholeRun, writesOf } from './writes.ts';

/** The book as the commands see it. Drivers see the `RunBook` in it only. */
export interface Book extends RunBook {
  /** Reads what was under way and what ended unseen; answers the runs under way. */
  load(): Promise<Result<readonly Run[]>>;
  /** Stores a new run. On return it is on the disk. Its `id` is made here. */
  create(run: Omit<Run, 'id'>): Promise<Result<Run>>;
  /** A run, whole. Errors: `notFound`/`run`, `storage`. */
  read(id: number): Promise<Result<Run>>;
  /** As `read`, for a window that shows it from now on; it has been seen then. */
  open(id: number, windowId: number): Promise<Result<RunDetail>>;
  /** The window shows it no more. */
  closed(id: number, windowId: number): void;
  list(request: Commands['runs.list']['request']): Promise<Result<RunPage>>;
  /** Somebody has looked at it, or it belongs to a conversation now; also for runs that ended long ago. */
  mark(id: number, event: Extract<RunEvent, { kind: 'seen' | 'attached' }>): Promise<Result<null>>;
  /** Takes runs out: from now on nobody can tell anything of them, and they are deleted. */
  remove(ids: readonly number[]): Promise<Result<null>>;
  /** In memory: under way, or ended and not stored yet. */
  current(): readonly Run[];
  /** Ended, and nobody has looked yet. */
  unseen(): readonly RunSummary[];
  /** Puts what is stored in order, when there is time. */
  tidy(): void;
  /** Stores what is waiting, and stops. */
  close(): Promise<void>;
}

export interface BookDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly emit: Emit;
  /** A run has just ended or begun to wait. */
  readonly onTurn: (run: RunSummary, what: 'ended' | 'waiting') => void;
  /** The source has been heard of this run; after `onTurn`, when both. */
  readonly onHeard: (id: number) => void;
  readonly onFault: (cause: unknown) => void;
}

interface Entry {
  run: Run;
  readonly unsaved: Changes;
  /** What is stored cannot be relied on: the next write writes all of it. */
  rewrite: boolean;
}

/** How the run stands, as opposed to what it says: this is stored and told at once. */
const AT_ONCE = ['state', 'contact', 'interrupts', 'remoteId', 'memory', 'conversationId', 'unseen'] as const;

/** Events that are not the source's word. */
const OURS: ReadonlySet<RunEvent['kind']> = new Set(['silent', 'contact', 'answered', 'seen', 'attached', 'memory']);

export function createBook({ store, clock, emit, onTurn, onHeard, onFault }: BookDeps): Book {
  const entries = new Map<number, Entry>();
  const unseen = new Map<number, RunSummary>();
  const current = (id: number): Run | null => entries.get(id)?.run ?? null;
  const publish = createRunPublisher({ clock, emit, current });
  const saver = createSaver({
    store,
    clock,
    take,
    onSaved,
    onRefused(id) {
      const entry = entries.get(id);
      if (entry) entry.rewrite = true;
    },
    onLogged(id, size) {
      const entry = entries.get(id);
      if (entry) entry.run = { ...entry.run, ...size };
      publish.logged(id, size);
    },
    onFault,
  });
  const upkeep = createUpkeep({ store, inTurn: saver.inTurn, onFault });

  function take(id: number) {
    const entry = entries.get(id);
    if (!entry) return null;
    const delta = entry.unsaved.take(entry.run);
    if (!delta && !entry.rewrite) return null;
    const writes = entry.rewrite || !delta ? wholeRun(entry.run) : writesOf(entry.run, delta);
    entry.rewrite = false;
    return { row: rowOf(entry.run), writes };
  }

  /** A run that has ended leaves memory once it is stored. */
  function onSaved(id: number, there: boolean): void {
    const entry = entries.get(id);
    if (!entry) return;
    const complete = isFinal(entry.run.state) && entry.unsaved.none();
    if (there && !complete) return;
    publish.flush(id);
    entries.delete(id);
    if (there) upkeep.fold(id);
  }

  function record(id: number, events: readonly RunEvent[]): void {
    const entry = entries.get(id);
    if (entry) recordIn(entry, events);
    else markStored(id, events);
  }

  function recordIn(entry: Entry, events: readonly RunEvent[]): void {
    const before = entry.run;
    const at = clock.now();
    for (const event of joinText(events)) {
      const run = entry.run;
      const next = reduce(run, event, at);
      if (next === run) continue;
      entry.run = next;
      entry.unsaved.note(run, next, event);
      publish.changed(run, next, event);
    }
    if (entry.run !== before) follow(before, entry.run, events);
  }

  /** Stores and tells what has come of the events, then whoever waits for the turns of a run. */
  function follow(before: Run, after: Run, events: readonly RunEvent[]): void {
    const { id } = after;
    const atOnce = AT_ONCE.some((field) => before[field] !== after[field]);
    const ended = isFinal(after.state) && !isFinal(before.state);
    if (atOnce) {
      keepUnseen(summarise(after));
      saver.now(id);
    } else saver.soon(id);
    publish.listed(id, atOnce ? 'now' : 'later');
    if (ended) onTurn(summarise(after), 'ended');
    else if (after.state.kind === 'waiting' && before.state.kind !== 'waiting') onTurn(summarise(after), 'waiting');
    if (events.some(({ kind }) => !OURS.has(kind))) onHeard(id);
  }

  function keepUnseen(summary: RunSummary): void {
    if (summary.unseen && isFinal(summary.state)) unseen.set(summary.id, summary);
    else unseen.delete(summary.id);
  }

  function markStored(id: number, events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.kind === 'seen' || event.kind === 'attached') mark(id, event).catch(onFault);
    }
  }

  async function mark(id: number, event: Extract<RunEvent, { kind: 'seen' | 'attached' }>): Promise<Result<null>> {
    if (entries.has(id)) {
      record(id, [event]);
      return ok(null);
    }
    const conversationId = event.kind === 'attached' ? event.conversationId : null;
    const marked = await saver.inTurn(() =>
      store.run('runs.mark', { id, seen: event.kind === 'seen', conversationId }),
    );
    if (!marked.ok) return marked;
    if (!marked.value) return noRun();
    keepUnseen(marked.value);
    publish.tell(marked.value);
    return ok(null);
  }

  async function read(id: number): Promise<Result<Run>> {
    const entry = entries.get(id);
    if (entry) return ok(entry.run);
    const loaded = await store.run('runs.load', { id });
    if (!loaded.ok) return loaded;
    return loaded.value ? ok(loaded.value) : noRun();
  }

  function admit(run: Run): void {
    entries.set(run.id, { run, unsaved: createChanges(), rewrite: false });
  }

  async function load(): Promise<Result<readonly Run[]>> {
    const ids = await store.run('runs.underWay', undefined);
    if (!ids.ok) return ids;
    for (const id of ids.value) {
      const loaded = await store.run('runs.load', { id });
      if (!loaded.ok) return loaded;
      if (loaded.value) admit(loaded.value);
    }
    const ended = await store.run('runs.unseen', undefined);
    if (!ended.ok) return ended;
    for (const summary of ended.value) unseen.set(summary.id, summary);
    return ok([...entries.values()].map(({ run }) => run));
  }

  async function create(draft: Omit<Run, 'id'>): Promise<Result<Run>> {
    const unnumbered: Run = { ...draft, id: 0 };
    const created = await store.run('runs.create', { row: rowOf(unnumbered), writes: wholeRun(unnumbered) });
    if (!created.ok) return created;
    const run: Run = { ...draft, id: created.value.id };
    admit(run);
    upkeep.fold(run.id);
    publish.listed(run.id, 'now');
    return ok(run);
  }

  async function open(id: number, windowId: number): Promise<Result<RunDetail>> {
    if (entries.has(id)) record(id, [{ kind: 'seen' }]);
    // Watched before it is read: what changes from here on comes with a later revision.
    const revision = publish.watch(id, windowId);
    const entry = entries.get(id);
    if (entry) return ok(detailOf(entry.run, revision));
    const found = await read(id);
    if (!found.ok) {
      publish.unwatch(id, windowId);
      return found;
    }
    if (found.value.unseen) await mark(id, { kind: 'seen' });
    return ok(detailOf({ ...found.value, unseen: false }, revision));
  }

  async function list(request: Commands['runs.list']['request']): Promise<Result<RunPage>> {
    await saver.flush();
    const revision = publish.revision();
    const stored = await store.read('runs.list', request);
    if (!stored.ok) return stored;
    const { active, finished, next } = stored.value;
    // Memory is newer than the disk.
    const now = active.map((summary) => summaryNow(summary));
    return ok({ runs: [...now, ...finished], next, revision });
  }

  function summaryNow(stored: RunSummary): RunSummary {
    const run = current(stored.id);
    return run ? summarise(run) : stored;
  }

  async function remove(ids: readonly number[]): Promise<Result<null>> {
    for (const id of ids) {
      entries.delete(id);
      unseen.delete(id);
    }
    publish.removed(ids);
    const removed = await saver.inTurn(() => store.run('runs.delete', { ids }));
    return removed.ok ? ok(null) : removed;
  }

  return {
    record,
    log: (id, lines) => saver.log(id, lines),
    get(id) {
      const run = current(id);
      return run && !isFinal(run.state) ? run : null;
    },
    settled: saver.flush,
    load,
    create,
    read,
    open,
    closed: publish.unwatch,
    list,
    mark,
    remove,
    current: () => [...entries.values()].map(({ run }) => run),
    unseen: () => [...unseen.values()],
    tidy: upkeep.tidy,
    async close() {
      await saver.close();
      publish.close();
    },
  };
}

function noRun(): { ok: false; error: ReturnType<typeof appError> } {
  return fail(appError('notFound', 'there is no such run', { reason: 'run' }));
}
