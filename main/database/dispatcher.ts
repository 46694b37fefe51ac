import type { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../errors.ts';
import { storageError, toStorageError } from './failure.ts';
import type { ProcedureMap } from './procedure.ts';

/** How long work may keep a connection from answering other calls, in milliseconds. */
export const SLICE_MS = 8;

/** A long piece of work, one step between two yields. */
export type Steps = Generator<unknown, unknown, void>;

/** When things happen, given by the thread that owns the connection. */
export interface Pace {
  /** Milliseconds that never go back. */
  now(): number;
  /** Calls `fn` after what is already waiting (messages from other threads) has been handled. */
  soon(fn: () => void): void;
}

export interface Dispatcher {
  /**
   * Starts a procedure. Plain ones run at once, in the order of the calls; long ones run one after another, step by
   * step, and plain calls are answered between their steps. What a procedure throws is answered as an error.
   */
  call(name: string, args: unknown, answer: (result: Result<unknown>) => void): void;
  /** Runs long work of ours when no call is waiting; `done` hears its outcome. */
  background(steps: Steps, done: (result: Result<unknown>) => void): void;
  /** Whether any work is unfinished. */
  busy(): boolean;
  /** Answers everything unfinished with an error and takes no more calls. */
  close(): void;
}

interface Job {
  steps: Steps;
  answer: (result: Result<unknown>) => void;
}

/**
 * Runs procedures on one connection. `worked` is called after each call and each slice of a long one.
 */
export function createDispatcher(
  db: DatabaseSync,
  procedures: ProcedureMap,
  pace: Pace,
  worked: () => void = () => {},
): Dispatcher {
  const jobs: Job[] = [];
  const idleJobs: Job[] = [];
  let scheduled = false;
  let closed = false;

  function call(name: string, args: unknown, answer: (result: Result<unknown>) => void): void {
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
    if (closed) answer(fail(storageError('closed', 'the database is closed')));
    else if (!procedure) answer(fail(storageError('other', `no procedure is called ${name}`)));
    else begin(() => procedure(db, args), answer);
  }

  function begin(work: () => unknown, answer: Job['answer']): void {
    const outcome = attempt(work);
    if (outcome.ok && isSteps(outcome.value)) {
      jobs.push({ steps: outcome.value, answer });
      wake();
      return;
    }
    answer(outcome);
    worked();
  }

  function wake(): void {
    if (scheduled || closed || (jobs.length === 0 && idleJobs.length === 0)) return;
    scheduled = true;
    pace.soon(slice);
  }

  /** Steps the oldest job until it ends or its next step would probably make the slice too long. */
  function slice(): void {
    scheduled = false;
    const queue = jobs.length > 0 ? jobs : idleJobs;
    const job = queue[0];
    if (!job || closed) return;
    const outcome = runSlice(job.steps, pace);
    if (outcome) {
      queue.shift();
      job.answer(outcome);
    }
    worked();
    wake();
  }

  return {
    call,
    background(steps, done) {
      idleJobs.push({ steps, answer: done });
      wake();
    },
    busy: () => jobs.length > 0 || idleJobs.length > 0,
    close() {
      closed = true;
      for (const job of [...jobs.splice(0), ...idleJobs.splice(0)]) {
        job.answer(fail(storageError('closed', 'the database was closed before this was finished')));
      }
    },
  };
}

/** Answers the outcome when the work ended within this slice, else `null`. */
function runSlice(steps: Steps, pace: Pace): Result<unknown> | null {
  const started = pace.now();
  let before = started;
  for (;;) {
    const step = attempt(() => steps.next());
    if (!step.ok) return step;
    if (step.value.done) return ok(step.value.value);
    const after = pace.now();
    if (after - started + (after - before) > SLICE_MS) return null;
    before = after;
  }
}

function attempt<T>(work: () => T): Result<T> {
  try {
    return ok(work());
  } catch (cause) {
    return fail(toStorageError(cause));
  }
}

function isSteps(value: unknown): value is Steps {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}
