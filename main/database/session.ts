import type { DatabaseSync } from 'node:sqlite';
import { fail, ok, type Result } from '../errors.ts';
import { openReader } from './connection.ts';
import { createDispatcher, type Dispatcher, type Pace } from './dispatcher.ts';
import { toStorageError } from './failure.ts';
import { closeWriter } from './maintenance.ts';
import { type OpenOptions, type OpenReport, openDatabase } from './open.ts';
import type { ProcedureMap } from './procedure.ts';
import { createUpkeep } from './upkeep.ts';

/** An open connection with what runs on it. */
export interface Session {
  call: Dispatcher['call'];
  /** Unfinished work is answered with an error, the file is left in order. */
  close(): void;
}

/** `pace` of the thread this runs in. */
export const threadPace: Pace = {
  now: () => performance.now(),
  soon: (fn) => void setImmediate(fn),
};

/** Opens the connection that writes; `indexed` hears how many messages the full-text index does not know yet. */
export async function openWriterSession(
  options: OpenOptions,
  procedures: ProcedureMap,
  indexed: (pending: number) => void,
): Promise<Result<{ session: Session; report: OpenReport }>> {
  const opened = await openDatabase(options);
  if (!opened.ok) return opened;
  const { db, report } = opened.value;
  const upkeep = createUpkeep({ db, fullText: report.fullText, now: threadPace.now, after, indexed });
  const dispatcher = createDispatcher(db, procedures, threadPace, () => upkeep.worked(dispatcher));
  upkeep.worked(dispatcher);
  const session: Session = {
    call: dispatcher.call,
    close() {
      upkeep.stop();
      dispatcher.close();
      closeQuietly(() => closeWriter(db));
    },
  };
  return ok({ session, report });
}

/** Opens a connection that only reads, to a file a writer session has open. */
export function openReaderSession(file: string, procedures: ProcedureMap): Result<Session> {
  let db: DatabaseSync;
  try {
    db = openReader(file);
  } catch (cause) {
    return fail(toStorageError(cause));
  }
  const dispatcher = createDispatcher(db, procedures, threadPace);
  return ok({
    call: dispatcher.call,
    close() {
      dispatcher.close();
      closeQuietly(() => db.close());
    },
  });
}

/** Nothing can be done about a disk that fails while closing; what was committed is safe in the log. */
function closeQuietly(close: () => void): void {
  try {
    close();
  } catch {
    // See above.
  }
}

function after(ms: number, fn: () => void): () => void {
  const timer = setTimeout(fn, ms);
  return () => clearTimeout(timer);
}
