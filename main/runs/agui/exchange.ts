import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunAgentInput } from '@ag-ui/core';
import type { AguiSource, LostReason } from '../../../preload/contract.ts';
import type { Clock } from '../../clock.ts';
import type { AppError } from '../../errors.ts';
import { nothingLeft } from '../../http/error-kinds.ts';
import type { HttpClient } from '../../http/message.ts';
import { readEvents } from '../../http/sse.ts';
import type { SourceAccess } from '../../sources/index.ts';
import { refusalOf } from './refusal.ts';

/** How a request ended, as far as the connection can tell. */
export type ExchangeEnd =
  /** The agent said how it ended. */
  | { readonly kind: 'complete' }
  /** Nothing has run: the request did not leave, or was turned away. */
  | { readonly kind: 'refused'; readonly error: AppError; readonly message: string; readonly body: string | null }
  | { readonly kind: 'lost'; readonly reason: LostReason }
  /** We hung up, because what came could not be borne. */
  | { readonly kind: 'unbearable'; readonly error: AppError }
  | { readonly kind: 'stopped' };

/** Whoever takes what comes. */
export interface Listener {
  /** The agent has begun to answer. */
  opened(): void;
  /** Answers an error when it has had enough. */
  frame(data: string): AppError | null;
  /** Bytes have come, and their frames have been given. */
  heard(): void;
  /** Whether an event has come, and whether the last word of the agent has. */
  begun(): boolean;
  over(): boolean;
}

export interface ExchangeDeps {
  readonly http: Pick<HttpClient, 'stream'>;
  readonly clock: Clock;
}

const PURPOSE = 'run agent';
const LARGEST_STREAM = 1024 * 1024 * 1024;
/** An agent that has said its last word may still replay another run, or just keep the line. Milliseconds. */
const LINGER = 500;
/** The program is busy with many things: nobody reads for longer than this at a stretch. Milliseconds. */
const SLICE = 12;

/** Sends one request, once, and reads its events to the end. Nothing is ever sent again from here. */
export async function converse(
  { http, clock }: ExchangeDeps,
  access: SourceAccess & { readonly source: AguiSource },
  input: RunAgentInput,
  listener: Listener,
  signal: AbortSignal,
): Promise<ExchangeEnd> {
  const lingered = new AbortController();
  const silence = access.source.idleSeconds * 1000;
  const opened = await http.stream({
    method: 'POST',
    url: access.source.address,
    headers: { ...access.headers, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(input),
    purpose: PURPOSE,
    signal: AbortSignal.any([signal, lingered.signal]),
    timeoutMs: { headers: silence, idle: silence },
    maxBytes: LARGEST_STREAM,
  });
  if (signal.aborted) return { kind: 'stopped' };
  if (!opened.ok) return unopened(opened.error);
  const refusal = await refusalOf(opened.value, PURPOSE);
  if (refusal) return signal.aborted ? { kind: 'stopped' } : { kind: 'refused', ...refusal };

  listener.opened();
  let cancelLinger: (() => void) | null = null;
  let since = clock.now();
  try {
    for await (const batch of readEvents(opened.value.body)) {
      if (signal.aborted) return { kind: 'stopped' };
      if (!batch.ok) return brokenOff(batch.error, listener);
      cancelLinger?.();
      for (const data of batch.value) {
        const error = listener.frame(data);
        if (error) return { kind: 'unbearable', error };
        if (clock.now() - since < SLICE) continue;
        await nextTurn();
        since = clock.now();
        if (signal.aborted) return { kind: 'stopped' };
      }
      listener.heard();
      if (listener.over()) cancelLinger = clock.after(LINGER, () => lingered.abort());
    }
  } finally {
    cancelLinger?.();
  }
  return listener.over() ? { kind: 'complete' } : { kind: 'lost', reason: 'unfinished' };
}

/** Without an answer: certain that nothing ran, or not. */
function unopened(error: AppError): ExchangeEnd {
  const answered = error.status !== undefined || error.reason === 'notHttp';
  if (answered || nothingLeft(error)) return { kind: 'refused', error, message: '', body: null };
  return { kind: 'lost', reason: 'submit' };
}

/** The body broke off. After the agent's last word that is nothing to speak of. */
function brokenOff(error: AppError, listener: Listener): ExchangeEnd {
  if (listener.over()) return { kind: 'complete' };
  if (error.kind === 'protocol' && error.reason === 'tooLarge') return { kind: 'unbearable', error };
  if (error.kind === 'timeout') return { kind: 'lost', reason: 'idle' };
  return { kind: 'lost', reason: listener.begun() ? 'connection' : 'submit' };
}
