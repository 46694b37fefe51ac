/** The database thread on a disk that hangs: told to close, the writer stands still for longer than a quit may take. */
import { parentPort, workerData } from 'node:worker_threads';

const HANGS_MS = 3_000;

// Listens before the thread's own code does, and so hears it first.
parentPort?.on('message', ({ kind }: { kind: string }) => {
  if (kind === 'close' && workerData.role === 'write') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HANGS_MS);
  }
});
await import('../../../main/database/worker.ts');
