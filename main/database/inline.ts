import { ok, type Result } from '../errors.ts';
import type { OpenOptions, OpenReport } from './open.ts';
import { type ArgsOf, type ProcedureName, procedures, type ResultOf } from './procedures.ts';
import { openWriterSession } from './session.ts';
import { createListeners, type Store } from './store.ts';

/**
 * Opens a store in this thread, for tests and tools: the same code as in the worker, with one connection for writing
 * and reading. Errors as `openDatabase`.
 */
export async function openInlineStore(
  file: string,
  options: Partial<OpenOptions> = {},
): Promise<Result<{ store: Store; report: OpenReport }>> {
  const listeners = createListeners();
  const opened = await openWriterSession({ now: 0, ...options, file }, procedures, (pending) =>
    listeners.tell('indexed', pending),
  );
  if (!opened.ok) return opened;
  const { session, report } = opened.value;
  function run<N extends ProcedureName>(name: N, args: ArgsOf<N>): Promise<Result<ResultOf<N>>> {
    const { promise, resolve } = Promise.withResolvers<Result<ResultOf<N>>>();
    session.call(name, args, (result) => resolve(result as Result<ResultOf<N>>));
    return promise;
  }
  async function close(): Promise<void> {
    session.close();
  }
  return ok({ store: { run, read: run, on: listeners.on, close }, report });
}
