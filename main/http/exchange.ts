import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { appError, fail, ok, type Result } from '../errors.ts';
import { tooLargeError } from './body.ts';
import { networkError } from './error-kinds.ts';

export interface Exchange {
  status: number;
  headers: IncomingHttpHeaders;
  /** As sent: still compressed. */
  bytes: Uint8Array;
}

export interface ExchangeLimits {
  maxBytes: number;
  /** Ends the exchange as `cancelled`. */
  signal: AbortSignal | undefined;
  /** Ends the exchange as `timeout`/`total` (or `queued`, when no connection had become free). Milliseconds. */
  totalMs: number;
  purpose: string;
  onSent: (() => void) | undefined;
  onFirstByte: (() => void) | undefined;
}

/**
 * One request on one connection, collected into memory. It goes below undici's `request()` because only a dispatch
 * handler learns when writing began (before that, nothing can have reached the server) and when it was complete.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
): Promise<Result<Exchange>> {
  return new Promise((resolve) => {
    const { signal, purpose, maxBytes } = limits;
    const chunks: Buffer[] = [];
    let size = 0;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;

    const settle = (result: Result<Exchange>) => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    const stop = (result: Result<Exchange>) => {
      settle(result);
      controller?.abort(new Error('stopped'));
    };
    const cancel = () =>
      stop(fail(appError('cancelled', `${purpose}: cancelled`, controller ? {} : { reason: 'notSent' })));
    const overdue = () =>
      stop(
        fail(
          appError('timeout', `${purpose}: not done in ${limits.totalMs} ms`, {
            reason: controller ? 'total' : 'queued',
          }),
        ),
      );

    const deadline = setTimeout(overdue, limits.totalMs);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });

    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started;
        // Stopped while it waited for a connection: aborting here keeps it from being written at all.
        if (settled) started.abort(new Error('stopped'));
      },
      onRequestSent() {
        if (!settled) limits.onSent?.();
      },
      onResponseStart(_controller, statusCode, received) {
        status = statusCode;
        headers = received;
        // 1xx only announces the answer.
        if (!settled && statusCode >= 200) limits.onFirstByte?.();
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxBytes) return stop(fail(tooLargeError(maxBytes)));
        chunks.push(chunk);
      },
      onResponseEnd() {
        settle(ok({ status, headers, bytes: Buffer.concat(chunks) }));
      },
      onResponseError(_controller, error) {
        const failure = networkError(error, controller !== undefined, purpose);
        settle(fail(status === 0 ? failure : { ...failure, status }));
      },
    });
  });
}
