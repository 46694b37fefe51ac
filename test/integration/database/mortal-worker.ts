import { parentPort } from 'node:worker_threads';
import type { Request } from '../../../main/database/messages.ts';

// The real worker, with a call that ends it in the middle of its work.
parentPort?.on('message', (request: Request) => {
  if (request.kind === 'call' && request.name === 'test.die') process.exit(1);
});
await import('../../../main/database/worker.ts');
