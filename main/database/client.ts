import { type Clock, systemClock } from '../clock.ts';
import { type AppError, fail, ok, type Result } from '../errors.ts';
import { storageError } from './failure.ts';
import { checkFile, type Link, startLink } from './link.ts';
import type { OpenReport } from './open.ts';
import type { ArgsOf, ProcedureName, ResultOf } from './procedures.ts';
import { createListeners, type Store } from './store.ts';

export type { OpenReport } from './open.ts';
export type { RescueReport } from './rescue.ts';
export type { Store, StoreEvents } from './store.ts';

export interface StoreOptions {
  /** Path of the database, or `:memory:`. */
  file: string;
  /** The worker's entry: the built file, or `worker.ts` itself in Node. */
  workerUrl: URL;
  /** What to do when the file cannot be used: go on without keeping anything, or give up. */
  fallback: 'memory' | 'fail';
  clock?: Clock;
}

/** A thread that dies, or a file found damaged, is answered by opening again this often; then errors stay errors. */
const MOST_RESTARTS = 1;
const MOST_RESCUES = 1;

/** A file that was not closed last time is looked through when the start is long over, in milliseconds. */
const CHECK_AFTER_MS = 20_000;

/** The two threads; in memory one connection does both. */
interface Pair {
  writer: Link;
  reader: Link;
}

interface Opened {
  pair: Pair;
  report: OpenReport;
}

/**
 * Opens the database in threads of its own: one owns the only connection that writes, one reads. Error reasons as
 * `openDatabase`; with `fallback: 'memory'` the report carries the error instead.
 */
export async function openStore(options: StoreOptions): Promise<Result<{ store: Store; report: OpenReport }>> {
  const { file, workerUrl, clock = systemClock } = options;
  const listeners = createListeners();
  let restarts = 0;
  let rescues = 0;
  let closed = false;
  let cancelCheck = () => {};
  /** While the threads are being replaced, calls wait for the new ones. */
  let replacing: Promise<void> | null = null;

  const first = await openPair(options, clock.now(), { suspect: false, events: events() });
  if (!first.ok) return first;
  let pair = first.value.pair;

  function events() {
    let current = true;
    return {
      indexed: (pending: number) => listeners.tell('indexed', pending),
      died: () => {
        if (current && restarts < MOST_RESTARTS) {
          restarts += 1;
          replace(false);
        }
        current = false;
      },
    };
  }

  function replace(suspect: boolean): void {
    if (replacing || closed) return;
    replacing = reopen(suspect).finally(() => {
      replacing = null;
    });
  }

  async function reopen(suspect: boolean): Promise<void> {
    await closePair(pair);
    const opened = await openPair(options, clock.now(), { suspect, events: events() });
    pair = opened.ok ? opened.value.pair : deadPair(opened.error);
    if (opened.ok) welcome(opened.value.report);
  }

  function welcome(report: OpenReport): void {
    if (report.rescue) listeners.tell('rescued', report.rescue);
    scheduleCheck(report);
  }

  function scheduleCheck(report: OpenReport): void {
    if (!report.unclean || report.storage === 'memory') return;
    cancelCheck();
    cancelCheck = clock.after(CHECK_AFTER_MS, async () => {
      const found = await checkFile(workerUrl, file, clock.now());
      if (found.ok ? found.value.length > 0 : found.error.reason === 'damaged') mend();
    });
  }

  /** Damage has shown: the file is opened again with a look through all of it. */
  function mend(): void {
    if (replacing || rescues >= MOST_RESCUES) return;
    rescues += 1;
    replace(true);
  }

  async function call<N extends ProcedureName>(
    role: keyof Pair,
    name: N,
    args: ArgsOf<N>,
  ): Promise<Result<ResultOf<N>>> {
    while (replacing) await replacing;
    const result = await pair[role].call(name, args);
    if (!result.ok && result.error.reason === 'damaged') mend();
    return result as Result<ResultOf<N>>;
  }

  scheduleCheck(first.value.report);
  return ok({
    report: first.value.report,
    store: {
      run: (name, args) => call('writer', name, args),
      read: (name, args) => call('reader', name, args),
      on: listeners.on,
      async close() {
        closed = true;
        cancelCheck();
        await replacing;
        await closePair(pair);
      },
    },
  });
}

interface PairOptions {
  suspect: boolean;
  events: { indexed(pending: number): void; died(): void };
}

async function openPair(options: StoreOptions, now: number, pairOptions: PairOptions): Promise<Result<Opened>> {
  const opened = await openFile(options, options.file, now, pairOptions);
  if (opened.ok || options.fallback === 'fail') return opened;
  const inMemory = await openFile(options, ':memory:', now, pairOptions);
  if (!inMemory.ok) return inMemory;
  const { pair, report } = inMemory.value;
  return ok({ pair, report: { ...report, error: opened.error } });
}

async function openFile(
  { workerUrl }: StoreOptions,
  file: string,
  now: number,
  { suspect, events }: PairOptions,
): Promise<Result<Opened>> {
  let opened = false;
  const died = () => {
    if (opened) events.died();
  };
  const writer = startLink(workerUrl, { role: 'write', file, now, suspect }, { indexed: events.indexed, died });
  const written = await writer.opened;
  if (!written.ok) return written;
  if (!written.value) return fail(storageError('other', 'the database thread did not report'));
  const pair = { writer, reader: writer };
  if (file !== ':memory:') {
    pair.reader = startLink(workerUrl, { role: 'read', file, now, suspect }, { died });
    const read = await pair.reader.opened;
    if (!read.ok) {
      await closePair(pair);
      return read;
    }
  }
  opened = true;
  return ok({ pair, report: written.value });
}

/** The reader first, so that the writer is alone and can empty the log. */
async function closePair({ writer, reader }: Pair): Promise<void> {
  await reader.close();
  await writer.close();
}

function deadPair(error: AppError): Pair {
  const link: Link = {
    opened: Promise.resolve(fail(error)),
    call: () => Promise.resolve(fail(error)),
    close: () => Promise.resolve(),
  };
  return { writer: link, reader: link };
}
