import { parentPort, workerData } from 'node:worker_threads';
import { assertNever, fail, ok, type Result } from '../errors.ts';
import { openVectorSession } from '../meaning/session.ts';
import { openReader } from './connection.ts';
import { toStorageError } from './failure.ts';
import { findDamage } from './maintenance.ts';
import type { Reply, Request, WorkerSetup } from './messages.ts';
import type { OpenReport } from './open.ts';
import { procedures } from './procedures.ts';
import { openReaderSession, openWriterSession, type Session } from './session.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

function tell(reply: Reply): void {
  port?.postMessage(reply);
}

async function open(setup: WorkerSetup): Promise<Result<{ session: Session; report: OpenReport | null }>> {
  if (setup.role === 'read' || setup.role === 'vectors') {
    const opened = setup.role === 'read' ? openReaderSession(setup.file, procedures) : openVectorSession(setup.file);
    return opened.ok ? ok({ session: opened.value, report: null }) : opened;
  }
  const { file, now, suspect } = setup;
  return openWriterSession({ file, now, suspect }, procedures, (pending) => tell({ kind: 'indexed', pending }));
}

function check(file: string): Result<string[]> {
  try {
    const db = openReader(file);
    try {
      return ok(findDamage(db));
    } finally {
      db.close();
    }
  } catch (cause) {
    return fail(toStorageError(cause));
  }
}

async function serve(setup: WorkerSetup): Promise<void> {
  const opened = await open(setup);
  tell({ kind: 'opened', result: opened.ok ? ok(opened.value.report) : opened });
  if (!opened.ok) return;
  const { session } = opened.value;
  port?.on('message', (request: Request) => {
    switch (request.kind) {
      case 'call':
        return session.call(request.name, request.args, (result) => tell({ kind: 'answer', id: request.id, result }));
      case 'close':
        session.close();
        return port?.close();
      default:
        return assertNever(request);
    }
  });
}

const setup = workerData as WorkerSetup;
if (setup.role === 'check') tell({ kind: 'checked', result: check(setup.file) });
else await serve(setup);
