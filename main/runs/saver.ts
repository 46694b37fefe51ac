import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import type { LogEntry } from './events.ts';
import { type LogSize, MOST_EVENTS, type NewEvent } from './sql/events.ts';
import type { RunRow } from './sql/rows.ts';
import type { Write } from './sql/save.ts';

/** Text and log lines are stored at most this often, in milliseconds. */
const BATCH_MS = 500;

/** A disk that refused is tried again after this long. */
const RETRY_MS = 5_000;

/** Longest JSON kept of one event, in UTF-16 units. */
const MOST_JSON = 64 * 1_024;

export interface SaverDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** What of this run is not stored yet; `null` when nothing. It counts as stored from now on. */
  readonly take: (id: number) => { row: RunRow; writes: readonly Write[] } | null;
  /** It is stored, or (`there` is false) there is no such run any more. */
  readonly onSaved: (id: number, there: boolean) => void;
  /** It could not be stored: all of the run counts as not stored again. */
  readonly onRefused: (id: number) => void;
  readonly onLogged: (id: number, size: LogSize) => void;
  readonly onFault: (cause: unknown) => void;
}

/** Carries runs to the disk: one write after the other, each with all that has changed until its turn. */
export interface Saver {
  /** Stores the run as soon as it is its turn. */
  now(id: number): void;
  /** Stores the run within half a second. */
  soon(id: number): void;
  log(id: number, entries: readonly LogEntry[]): void;
  /** Does something between two writes; answers what it answers. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Writes everything that waits; resolves when it is stored. */
  flush(): Promise<void>;
  /** As `flush`; nothing is tried again after that. */
  close(): Promise<void>;
}

export function createSaver({ store, clock, take, onSaved, onRefused, onLogged, onFault }: SaverDeps): Saver {
  const waiting = new Set<number>();
  const lines = new Map<number, NewEvent[]>();
  let tail: Promise<unknown> = Promise.resolve();
  let cancelBatch: (() => void) | null = null;
  let closed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = tail.then(work);
    tail = done.catch(onFault);
    return done;
  }

  function now(id: number): void {
    waiting.delete(id);
    void inTurn(() => save(id)).catch(() => {});
  }

  async function save(id: number): Promise<void> {
    const work = take(id);
    if (!work) return;
    const saved = await store.run('runs.save', work);
    if (saved.ok) return onSaved(id, saved.value);
    onFault(new Error('a run could not be stored', { cause: saved.error }));
    onRefused(id);
    if (!closed) clock.after(RETRY_MS, () => now(id));
  }

  async function saveLines(id: number): Promise<void> {
    const entries = lines.get(id);
    if (!entries) return;
    lines.delete(id);
    const added = await store.run('runs.addEvents', { id, entries });
    if (!added.ok) onFault(new Error('the log of a run could not be stored', { cause: added.error }));
    else if (added.value) onLogged(id, added.value);
  }

  function batchSoon(): void {
    cancelBatch ??= clock.after(BATCH_MS, writeBatch);
  }

  function writeBatch(): void {
    cancelBatch?.();
    cancelBatch = null;
    for (const id of [...waiting]) now(id);
    for (const id of lines.keys()) void inTurn(() => saveLines(id)).catch(() => {});
  }

  async function flush(): Promise<void> {
    writeBatch();
    await tail;
  }

  return {
    now,
    soon(id) {
      waiting.add(id);
      batchSoon();
    },
    log(id, entries) {
      const list = lines.get(id) ?? [];
      for (const entry of entries) list.push(toLine(entry));
      // More than the log keeps need not be carried there.
      lines.set(id, list.length > MOST_EVENTS ? list.slice(-MOST_EVENTS) : list);
      batchSoon();
    },
    inTurn,
    flush,
    async close() {
      closed = true;
      await flush();
    },
  };
}

function toLine({ at, type, json, merged, fault }: LogEntry): NewEvent {
  const cut = json.length > MOST_JSON;
  return { at, type, json: cut ? json.slice(0, MOST_JSON).toWellFormed() : json, cut, merged, fault };
}
