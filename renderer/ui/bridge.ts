import type { Bridge, CommandName, ReplyOf, RequestOf, Result, TopicName, Topics } from '../../preload/contract.ts';

declare global {
  interface Window {
    readonly companion: Bridge;
  }
}

/** Sends a command to main. Always settles: a broken bridge is an error value too. */
export async function call<C extends CommandName>(command: C, request: RequestOf<C>): Promise<Result<ReplyOf<C>>> {
  try {
    return await window.companion.call(command, request);
  } catch (cause) {
    return { ok: false, error: { kind: 'unknown', message: String(cause), retryable: false } };
  }
}

/** Listens to a topic; the returned function stops it. */
export function on<T extends TopicName>(topic: T, listener: (event: Topics[T]) => void): () => void {
  return window.companion.on(topic, listener);
}
