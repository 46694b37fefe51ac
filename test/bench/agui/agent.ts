/**
 * An agent that says 50,000 pieces of text as fast as it is listened to, in a process of its own. Prints
 * its address, and ends with its input.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DELTAS, PIECE } from './measure.ts';

const frame = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const messageId = 'm';

function* events(): Generator<string> {
  yield frame({ type: 'RUN_STARTED', threadId: 't', runId: 'r' });
  yield frame({ type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' });
  const delta = frame({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta: PIECE });
  for (let sent = 0; sent < DELTAS; sent++) yield delta;
  yield frame({ type: 'TEXT_MESSAGE_END', messageId });
  yield frame({ type: 'RUN_FINISHED', threadId: 't', runId: 'r' });
}

const server = createServer(async (request, response) => {
  request.resume();
  await once(request, 'end');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const each of events()) if (!response.write(each)) await once(response, 'drain');
  response.end();
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.stdin.resume().on('end', () => process.exit(0));
