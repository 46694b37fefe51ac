/** Reads a run with the protocol's own client. Argument: the address. */
import { HttpAgent } from '@ag-ui/client';
import { report } from './measure.ts';

const agent = new HttpAgent({ url: process.argv[2] ?? '' });
await report(async () => {
  await agent.runAgent();
  return String(agent.messages.at(-1)?.content ?? '');
});
