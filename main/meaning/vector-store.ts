import type { Clock } from '../clock.ts';
import { toStorageError } from '../database/failure.ts';
import { type Link, startLink } from '../database/link.ts';
import type { ProcedureArgs, ProcedureResult } from '../database/procedure.ts';
import { fail, ok, type Result } from '../errors.ts';
import { removeVectorFile } from './vector-file.ts';
import type { vectorProcedures } from './vectors.ts';

type VectorProcedures = ReturnType<typeof vectorProcedures>;
export type VectorCall = keyof VectorProcedures;

/** The vectors as the rest of the program sees them. Nothing here throws or rejects: errors are values. */
export interface VectorStore {
  /** Starts the thread at the first call, and again when it has died. */
  call<N extends VectorCall>(
    name: N,
    args: ProcedureArgs<VectorProcedures[N]>,
  ): Promise<Result<ProcedureResult<VectorProcedures[N]>>>;
  /** Removes everything from the disk; the next call begins with nothing. */
  erase(): Promise<Result<null>>;
  close(): Promise<void>;
}

export interface VectorStoreOptions {
  /** Path of the vectors' file, or `:memory:`. */
  readonly file: string;
  /** The entry of the database's worker. */
  readonly workerUrl: URL;
  readonly clock: Pick<Clock, 'now'>;
}

/** The vectors live in a thread of their own: neither windows nor the full-text search ever wait for them. */
export function createVectorStore({ file, workerUrl, clock }: VectorStoreOptions): VectorStore {
  let link: Link | null = null;

  function running(): Link {
    if (link) return link;
    const started = startLink(
      workerUrl,
      { role: 'vectors', file, now: clock.now(), suspect: false },
      {
        died() {
          if (link === started) link = null;
        },
      },
    );
    link = started;
    return started;
  }

  async function stop(): Promise<void> {
    const last = link;
    link = null;
    await last?.close();
  }

  return {
    async call(name, args) {
      const used = running();
      const opened = await used.opened;
      if (!opened.ok) {
        if (link === used) link = null;
        return opened;
      }
      return (await used.call(name, args)) as Result<ProcedureResult<VectorProcedures[typeof name]>>;
    },
    async erase() {
      await stop();
      try {
        removeVectorFile(file);
        return ok(null);
      } catch (cause) {
        return fail(toStorageError(cause));
      }
    },
    close: stop,
  };
}
