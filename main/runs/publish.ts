import type { RunChange, RunSummary } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Emit } from '../emit.ts';
import { type Changes, createChanges, type Delta } from './changes.ts';
import type { RunEvent } from './events.ts';
import type { Run } from './run.ts';
import type { LogSize } from './sql/events.ts';
import { summarise } from './summary.ts';

/** What changes in a run that is shown is told at most this often, what lists show of it at most that often (ms). */
const RUN_MS = 33;
const LIST_MS = 100;

/** Runs whose changes are kept up; more windows than this do not exist. */
const MOST_WATCHED = 32;

/** Tells the windows what changed, with revisions that grow by one. */
export interface RunPublisher {
  /** `after` is what the event made of `before`. */
  changed(before: Run, after: Run, event: RunEvent): void;
  /** Lists show something else of the run: at once, or (`later`) with what else comes soon. */
  listed(id: number, when: 'now' | 'later'): void;
  /** A run that is not in memory has changed. */
  tell(summary: RunSummary): void;
  logged(id: number, size: LogSize): void;
  removed(ids: readonly number[]): void;
  /** Tells what waits to be told of a run. */
  flush(id: number): void;
  /** The window shows the run: from now on its changes are told. Answers the revision of what is read next. */
  watch(id: number, windowId: number): number;
  unwatch(id: number, windowId: number): void;
  /** Revision of the list. */
  revision(): number;
  close(): void;
}

interface Watched {
  revision: number;
  readonly windows: Set<number>;
  readonly changes: Changes;
  extra: RunChange[];
}

export interface RunPublisherDeps {
  readonly clock: Clock;
  readonly emit: Emit;
  /** The run as it stands, while it is in memory. */
  readonly current: (id: number) => Run | null;
}

export function createRunPublisher({ clock, emit, current }: RunPublisherDeps): RunPublisher {
  let revision = 0;
  const watched = new Map<number, Watched>();
  const listedLater = new Set<number>();
  let cancelRuns: (() => void) | null = null;
  let cancelList: (() => void) | null = null;

  function tellList(upserts: readonly RunSummary[], removed: readonly number[]): void {
    if (upserts.length + removed.length === 0) return;
    revision += 1;
    emit('runs', { revision, upserts, removed });
  }

  function flushList(ids: readonly number[]): void {
    for (const id of ids) listedLater.delete(id);
    tellList(
      ids.flatMap((id) => current(id) ?? []).map((run) => summarise(run)),
      [],
    );
  }

  function flushRun(id: number): void {
    const shown = watched.get(id);
    if (!shown) return;
    const run = current(id);
    const delta = run && shown.changes.take(run);
    const changes = [...(run && delta ? changesOf(run, delta) : []), ...shown.extra];
    shown.extra = [];
    if (changes.length === 0) return;
    shown.revision += 1;
    emit('run', { id, revision: shown.revision, changes });
  }

  function flushRunsSoon(): void {
    cancelRuns ??= clock.after(RUN_MS, () => {
      cancelRuns = null;
      for (const id of watched.keys()) flushRun(id);
    });
  }

  function tellExtra(id: number, change: RunChange): void {
    const shown = watched.get(id);
    if (!shown) return;
    // Only the newest of a kind is of interest.
    shown.extra = [...shown.extra.filter(({ kind }) => kind !== change.kind), change];
    flushRunsSoon();
  }

  return {
    changed(before, after, event) {
      const shown = watched.get(after.id);
      if (!shown) return;
      shown.changes.note(before, after, event);
      flushRunsSoon();
    },
    listed(id, when) {
      if (when === 'now') return flushList([id]);
      listedLater.add(id);
      cancelList ??= clock.after(LIST_MS, () => {
        cancelList = null;
        flushList([...listedLater]);
      });
    },
    tell(summary) {
      tellList([summary], []);
      tellExtra(summary.id, { kind: 'summary', run: summary });
    },
    logged: (id, size) => tellExtra(id, { kind: 'events', ...size }),
    removed(ids) {
      for (const id of ids) watched.delete(id);
      tellList([], ids);
    },
    flush(id) {
      if (listedLater.has(id)) flushList([id]);
      flushRun(id);
    },
    watch(id, windowId) {
      flushRun(id);
      const shown = watched.get(id) ?? { revision: 0, windows: new Set(), changes: createChanges(), extra: [] };
      shown.windows.add(windowId);
      watched.delete(id);
      watched.set(id, shown);
      // A window that went without a word leaves its run behind.
      const oldest = watched.keys().next().value;
      if (watched.size > MOST_WATCHED && oldest !== undefined) watched.delete(oldest);
      return shown.revision;
    },
    unwatch(id, windowId) {
      const shown = watched.get(id);
      shown?.windows.delete(windowId);
      if (shown?.windows.size === 0) watched.delete(id);
    },
    revision: () => revision,
    close() {
      cancelRuns?.();
      cancelList?.();
    },
  };
}

function changesOf(run: Run, { removed, items, appended, fields }: Delta): RunChange[] {
  const changes: RunChange[] = [{ kind: 'summary', run: summarise(run) }];
  if (removed.length > 0) changes.push({ kind: 'removed', itemIds: removed });
  for (const item of items) changes.push({ kind: 'item', item });
  for (const text of appended) changes.push({ kind: 'append', ...text });
  if (fields.has('interrupts')) changes.push({ kind: 'interrupts', interrupts: run.interrupts });
  if (fields.has('sharedState')) changes.push({ kind: 'sharedState', sharedState: run.sharedState });
  if (fields.has('usage')) changes.push({ kind: 'usage', usage: run.usage });
  if (fields.has('result') || fields.has('media')) {
    changes.push({ kind: 'result', result: run.result, media: run.media });
  }
  return changes;
}
