import type { AGUIEvent, RunAgentInput } from '@ag-ui/core';
import { EventSchema } from '@ag-ui/core/schemas';
import { createParser } from 'eventsource-parser';
import type { DemoWorkspace } from '../../../main/demo/index.ts';

export type AgentName = DemoWorkspace['agents'][number]['name'];

/** What a run is asked for; all else is empty. */
export function runInput(prompt: string, more: Partial<RunAgentInput> = {}): RunAgentInput {
  return {
    threadId: 'a thread',
    runId: 'a run',
    protocolVersion: '1.0',
    state: {},
    messages: [{ id: 'm1', role: 'user', content: prompt }],
    tools: [],
    context: [],
    forwardedProps: {},
    ...more,
  };
}

export function addressOf(workspace: DemoWorkspace, name: AgentName): string {
  return workspace.agents.find((agent) => agent.name === name)?.address ?? '';
}

export function post(workspace: DemoWorkspace, name: AgentName, input: unknown, signal?: AbortSignal) {
  return fetch(addressOf(workspace, name), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify(input),
    ...(signal ? { signal } : {}),
  });
}

/** The data of all frames of a stream, as text. */
export function frameData(text: string): string[] {
  const data: string[] = [];
  const parser = createParser({ onEvent: (frame) => data.push(frame.data) });
  parser.feed(text);
  return data;
}

/** Runs an agent to its end and checks every event against the protocol's own schemas. */
export async function runAgent(workspace: DemoWorkspace, name: AgentName, input: RunAgentInput): Promise<AGUIEvent[]> {
  const answer = await post(workspace, name, input);
  if (answer.headers.get('content-type') !== 'text/event-stream') throw new Error(`no stream: ${answer.status}`);
  return frameData(await answer.text()).map((data) => EventSchema.parse(JSON.parse(data)) as AGUIEvent);
}

type Of<T extends AGUIEvent['type'] | `${AGUIEvent['type']}`> = Extract<AGUIEvent, { type: `${T}` }>;

export function ofType<T extends `${AGUIEvent['type']}`>(events: readonly AGUIEvent[], type: T): Of<T>[] {
  return events.filter((event): event is Of<T> => event.type === type);
}

/** All text of the agent's own messages. */
export function textOf(events: readonly AGUIEvent[]): string {
  return ofType(events, 'TEXT_MESSAGE_CONTENT')
    .map(({ delta }) => delta)
    .join('');
}

/** The arguments of a call, as streamed. */
export function argsOf(events: readonly AGUIEvent[], toolCallId: string): unknown {
  const deltas = ofType(events, 'TOOL_CALL_ARGS').filter((event) => event.toolCallId === toolCallId);
  return JSON.parse(deltas.map(({ delta }) => delta).join(''));
}
