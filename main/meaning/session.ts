import { createDispatcher } from '../database/dispatcher.ts';
import { toStorageError } from '../database/failure.ts';
import { type Session, threadPace } from '../database/session.ts';
import { fail, ok, type Result } from '../errors.ts';
import { openVectorFile } from './vector-file.ts';
import { vectorProcedures } from './vectors.ts';

/** Opens the vectors in this thread. */
export function openVectorSession(file: string): Result<Session> {
  try {
    const db = openVectorFile(file);
    const dispatcher = createDispatcher(db, vectorProcedures(db), threadPace);
    return ok({
      call: dispatcher.call,
      close() {
        dispatcher.close();
        db.close();
      },
    });
  } catch (cause) {
    return fail(toStorageError(cause));
  }
}
