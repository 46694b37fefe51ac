import type { Agent, AgentEvent, AgentRun } from './agent.ts';

/** The run of an agent from its first event to its last. */
export async function* wholeRun(agent: Agent, run: AgentRun): AsyncGenerator<AgentEvent> {
  const { threadId, runId, protocolVersion } = run.input;
  yield { type: 'RUN_STARTED', threadId, runId, ...(protocolVersion === undefined ? {} : { protocolVersion }) };
  const end = yield* agent(run);
  if ('error' in end) yield { type: 'RUN_ERROR', ...end.error };
  else yield { type: 'RUN_FINISHED', threadId, runId, ...end };
}

/** Server-Sent Events: one JSON object a frame. */
export async function* frames(events: AsyncIterable<AgentEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `data: ${JSON.stringify(event)}\n\n`;
}

/** Sends text as it comes. Ends the source when the client has gone. */
export function streamed(source: AsyncGenerator<string>): Response {
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(stream) {
      const next = await source.next();
      if (next.done) stream.close();
      else stream.enqueue(bytes.encode(next.value));
    },
    async cancel() {
      await source.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } });
}
