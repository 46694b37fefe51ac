import type { Dispatcher } from 'undici';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { tooLargeError } from './body.ts';
import { networkError } from './error-kinds.ts';
import type { HttpStream } from './message.ts';

/** What may wait for its reader before the connection is asked to stop sending. */
const HIGH_WATER_BYTES = 256 * 1024;
/** Of a body that is no stream: enough for an error message, and how long that may take. */
const EXCERPT = { bytes: 2048, ms: 5_000 };

export interface StreamLimits {
  /** Of the whole body. */
  readonly maxBytes: number;
  /** Longest silence within the body, milliseconds. */
  readonly idleMs: number;
  readonly signal: AbortSignal | undefined;
  readonly purpose: string;
  readonly onSent: (() => void) | undefined;
}

/**
 * One request whose answer is read while it comes. The connection pauses when the reader is slow, so nothing piles up
 * here; silence is measured only while the reader waits.
 */
export function stream(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: StreamLimits,
): Promise<Result<HttpStream>> {
  const { signal, purpose } = limits;
  return new Promise((resolve) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answered = false;
    let received = 0;
    const queue = createQueue(limits, {
      resume: () => controller?.resume(),
      stop: () => controller?.abort(new Error('stopped')),
    });

    const finish = (error: AppError | null) => {
      signal?.removeEventListener('abort', cancel);
      queue.finish(error);
      if (!answered) resolve(fail(error ?? appError('http', `${purpose}: no answer`, { reason: 'dropped' })));
      answered = true;
    };
    const stop = (error: AppError) => {
      finish(error);
      controller?.abort(new Error('stopped'));
    };
    const cancel = () => stop(appError('cancelled', `${purpose}: cancelled`, controller ? {} : { reason: 'notSent' }));

    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started;
        // Stopped while it waited for a connection: aborting here keeps it from being written at all.
        if (answered) started.abort(new Error('stopped'));
      },
      onRequestSent() {
        if (!answered) limits.onSent?.();
      },
      onResponseStart(_controller, status, headers) {
        // 1xx only announces the answer.
        if (answered || status < 200) return;
        const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase();
        if (encoding !== 'identity') {
          const message = `${purpose}: content encoding ${encoding.slice(0, 20)}`;
          return stop(appError('protocol', message, { reason: 'encoding', status }));
        }
        answered = true;
        resolve(ok({ status, headers, body: queue.body, excerpt: () => readExcerpt(queue), close: queue.leave }));
      },
      onResponseData(_controller, chunk) {
        received += chunk.length;
        if (received > limits.maxBytes) return stop(tooLargeError(limits.maxBytes));
        if (queue.push(chunk) > HIGH_WATER_BYTES) controller?.pause();
      },
      onResponseEnd() {
        finish(null);
      },
      onResponseError(_controller, error) {
        finish(networkError(error, controller !== undefined, purpose));
      },
    });
  });
}

interface Queue {
  readonly body: AsyncIterable<Result<Uint8Array>>;
  /** Answers how many bytes wait now. */
  push(chunk: Uint8Array): number;
  /** `null`: the body is complete. The first call counts. */
  finish(error: AppError | null): void;
  /** Nobody reads on: ends the exchange if it still goes on. */
  leave(): void;
}

/** Holds what has come until it is read. */
function createQueue({ idleMs, purpose }: StreamLimits, connection: { resume(): void; stop(): void }): Queue {
  let pieces: Uint8Array[] = [];
  let waiting = 0;
  let end: { error: AppError | null } | null = null;
  let wake: (() => void) | null = null;

  const finish = (error: AppError | null) => {
    end ??= { error };
    wake?.();
  };
  const silence = () => {
    finish(appError('timeout', `${purpose}: silent for ${idleMs} ms`, { reason: 'idle' }));
    connection.stop();
  };

  const leave = () => {
    if (!end) connection.stop();
  };

  async function news(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const arrived = new Promise<void>((resolve) => {
      wake = resolve;
      // A computer that slept runs its timers before it looks at its sockets: those get one turn more.
      timer = setTimeout(() => setImmediate(() => setImmediate(() => wake === resolve && silence())), idleMs);
    });
    await arrived;
    wake = null;
    clearTimeout(timer);
  }

  async function* read(): AsyncGenerator<Result<Uint8Array>, void> {
    try {
      while (true) {
        if (pieces.length > 0) {
          // Servers write event by event, and each comes as a piece of its own: what is here is one piece.
          const piece = Buffer.concat(pieces);
          pieces = [];
          waiting = 0;
          connection.resume();
          yield ok(piece);
          continue;
        }
        if (end?.error) yield fail(end.error);
        if (end) return;
        await news();
      }
    } finally {
      leave();
    }
  }

  return {
    body: { [Symbol.asyncIterator]: read },
    push(chunk) {
      pieces.push(chunk);
      waiting += chunk.length;
      wake?.();
      return waiting;
    },
    finish,
    leave,
  };
}

async function readExcerpt({ body, leave }: Queue): Promise<string> {
  const reader = body[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), EXCERPT.ms);
  });
  while (size < EXCERPT.bytes) {
    const next = await Promise.race([reader.next(), patience]);
    if (next === null || next.done || !next.value.ok) break;
    pieces.push(next.value.value);
    size += next.value.value.length;
  }
  clearTimeout(timer);
  leave();
  return new TextDecoder().decode(Buffer.concat(pieces).subarray(0, EXCERPT.bytes));
}
