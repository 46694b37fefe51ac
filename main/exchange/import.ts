import type { AnswerTarget, ImportEnd, ImportReport, ImportState, SkipReason } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { ChosenFile } from '../ports.ts';
import { createSplitter, type Piece } from './split.ts';

/** Longest file, in bytes, and longest conversation in it, in UTF-16 units. */
const MOST_FILE = 200 * 1_024 * 1_024;
const MOST_PIECE = 32 * 1_024 * 1_024;
/** Skipped conversations the report names. */
const MOST_NAMED = 50;
/** The windows hear of progress at most this often, and of new conversations in groups of this many. */
const TELL_MS = 100;
const GROUP = 50;

export interface ImportDeps {
  readonly store: Pick<Store, 'run'>;
  readonly clock: Clock;
  /** Who answers in what is brought in. */
  readonly chain: () => readonly AnswerTarget[];
  /** Conversations are here that were not. */
  readonly arrived: (ids: readonly number[]) => void;
  readonly tell: (state: ImportState) => void;
}

/** Brings in what a file holds, one conversation after the other; ends early when the signal does. Never rejects. */
export async function importFile(deps: ImportDeps, file: ChosenFile, signal: AbortSignal): Promise<ImportReport> {
  const tally = createTally(deps, file);
  tally.tell(0);
  const read = await readAll(deps, file, signal, tally);
  const end: ImportEnd = !read.ok
    ? { kind: 'failed', error: read.error }
    : { kind: signal.aborted ? 'cancelled' : 'complete' };
  return tally.finish(end);
}

async function readAll(deps: ImportDeps, file: ChosenFile, signal: AbortSignal, tally: Tally): Promise<Result<null>> {
  if (file.bytes > MOST_FILE) return fail(appError('validation', 'the file is too large', { reason: 'fileTooLarge' }));
  const splitter = createSplitter(MOST_PIECE);
  let done = 0;
  try {
    for await (const chunk of file.read()) {
      const pieces = splitter.push(chunk);
      if (!pieces.ok) return pieces;
      for (const piece of pieces.value) {
        if (signal.aborted) return ok(null);
        const taken = await take(deps, piece, tally);
        if (!taken.ok) return taken;
      }
      done += Buffer.byteLength(chunk);
      tally.tell(done);
    }
  } catch {
    return fail(appError('storage', 'the file cannot be read', { reason: 'unreadable' }));
  }
  return signal.aborted ? ok(null) : splitter.end();
}

async function take({ store, clock, chain }: ImportDeps, { text }: Piece, tally: Tally): Promise<Result<null>> {
  if (text === null) {
    tally.skipped('', 'tooLarge');
    return ok(null);
  }
  const brought = await store.run('exchange.bringIn', { text, chain: chain(), now: clock.now() });
  if (!brought.ok) return brought;
  const outcome = brought.value;
  tally.format(outcome.format);
  switch (outcome.kind) {
    case 'stored':
      tally.stored(outcome.id, outcome.messages);
      break;
    case 'known':
      tally.known();
      break;
    case 'skipped':
      tally.skipped(outcome.title, outcome.reason);
      break;
  }
  return ok(null);
}

/** Counts what happens, and tells it. */
interface Tally {
  format(format: ImportReport['format']): void;
  stored(id: number, messages: number): void;
  known(): void;
  skipped(title: string, reason: SkipReason): void;
  /** `done`: bytes of the file. */
  tell(done: number): void;
  finish(end: ImportEnd): ImportReport;
}

function createTally({ clock, arrived, tell }: ImportDeps, { name: fileName, bytes: total }: ChosenFile): Tally {
  const counts = { conversations: 0, messages: 0, known: 0, skipped: 0 };
  const named: { title: string; reason: SkipReason }[] = [];
  let format: ImportReport['format'] = null;
  let fresh: number[] = [];
  let done = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  function tellArrived(): void {
    if (fresh.length > 0) arrived(fresh);
    fresh = [];
  }

  function tellProgress(): void {
    if (clock.now() - toldAt < TELL_MS) return;
    toldAt = clock.now();
    const { conversations, messages } = counts;
    tell({ kind: 'reading', fileName, done, total, conversations, messages });
  }

  return {
    format(found) {
      format ??= found;
    },
    stored(id, messages) {
      counts.conversations += 1;
      counts.messages += messages;
      fresh.push(id);
      if (fresh.length >= GROUP) tellArrived();
      tellProgress();
    },
    known() {
      counts.known += 1;
      tellProgress();
    },
    skipped(title, reason) {
      counts.skipped += 1;
      if (named.length < MOST_NAMED) named.push({ title, reason });
      tellProgress();
    },
    tell(bytes) {
      done = bytes;
      tellProgress();
    },
    finish(end) {
      tellArrived();
      return { fileName, format, end, ...counts, named };
    },
  };
}
