import { Worker } from 'node:worker_threads';
import { type AppError, assertNever, fail, type Result } from '../errors.ts';
import { storageError, toStorageError } from './failure.ts';
import type { Reply, Request, WorkerSetup } from './messages.ts';
import type { OpenReport } from './open.ts';

/** One worker thread and the calls it has not answered. */
export interface Link {
  /** Settles once: with the report of the writer, `null` for a reader, or why it could not open. */
  readonly opened: Promise<Result<OpenReport | null>>;
  call(name: string, args: unknown): Promise<Result<unknown>>;
  /** Lets the worker leave the file in order; resolves when the thread has ended. */
  close(): Promise<void>;
}

export interface LinkEvents {
  indexed?(pending: number): void;
  /** The thread ended without having been asked to; every unanswered call has been failed. */
  died?(): void;
}

function died(cause: unknown): AppError {
  const why = cause === null ? 'without a word' : toStorageError(cause).message;
  return storageError('workerDied', `the database thread ended: ${why}; what it was doing may or may not be done`);
}

/** Starts a worker thread and opens its connection. */
export function startLink(workerUrl: URL, setup: WorkerSetup, events: LinkEvents): Link {
  const worker = new Worker(workerUrl, { workerData: setup, name: `database ${setup.role}` });
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const opened = Promise.withResolvers<Result<OpenReport | null>>();
  const ended = Promise.withResolvers<void>();
  let next = 1;
  let state: 'running' | 'closing' | 'closed' | 'died' = 'running';
  let cause: unknown = null;

  function settle(id: number, result: Result<unknown>): void {
    waiting.get(id)?.(result);
    waiting.delete(id);
  }

  worker.on('message', (reply: Reply) => {
    switch (reply.kind) {
      case 'opened':
        return opened.resolve(reply.result);
      case 'answer':
        return settle(reply.id, reply.result);
      case 'indexed':
        return events.indexed?.(reply.pending);
      case 'checked':
        return undefined;
      default:
        return assertNever(reply);
    }
  });
  // The 'exit' that follows tells everybody.
  worker.on('error', (error) => {
    cause = error;
  });
  worker.on('exit', () => {
    state = state === 'closing' ? 'closed' : 'died';
    opened.resolve(fail(died(cause)));
    for (const id of [...waiting.keys()]) settle(id, fail(died(cause)));
    ended.resolve();
    if (state === 'died') events.died?.();
  });

  function post(request: Request): Result<null> {
    try {
      worker.postMessage(request);
      return { ok: true, value: null };
    } catch {
      return fail(storageError('other', 'the arguments cannot be sent to the database thread'));
    }
  }

  return {
    opened: opened.promise,
    call(name, args) {
      if (state !== 'running') return Promise.resolve(fail(state === 'died' ? died(cause) : CLOSED));
      const { promise, resolve } = Promise.withResolvers<Result<unknown>>();
      const id = next++;
      waiting.set(id, resolve);
      const posted = post({ kind: 'call', id, name, args });
      if (!posted.ok) settle(id, posted);
      return promise;
    },
    async close() {
      if (state === 'running') {
        state = 'closing';
        post({ kind: 'close' });
      }
      await ended.promise;
    },
  };
}

const CLOSED = storageError('closed', 'the database is closed');

/** Looks a file through in a thread of its own, so that nothing waits; answers what is wrong with it, a line each. */
export function checkFile(workerUrl: URL, file: string, now: number): Promise<Result<string[]>> {
  const setup: WorkerSetup = { role: 'check', file, now, suspect: false };
  const worker = new Worker(workerUrl, { workerData: setup, name: 'database check' });
  const { promise, resolve } = Promise.withResolvers<Result<string[]>>();
  worker.on('message', (reply: Reply) => {
    if (reply.kind === 'checked') resolve(reply.result);
  });
  worker.on('error', () => {});
  worker.on('exit', () => resolve(fail(died(null))));
  worker.unref();
  return promise;
}
