import type { TokenUsage } from '@ag-ui/core';
import type { AgentEvent, AgentRun, Events } from './agent.ts';

const WORD_MS = 35;
const PIECE_MS = 25;
const PIECE = 12;

/** A message, word by word. Tells its id. */
export async function* say(run: AgentRun, text: string, subagentRunId?: string): Events<string> {
  const messageId = run.demo.newId();
  const owner = ownedBy(subagentRunId);
  yield { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant', ...owner };
  for (const delta of words(text)) {
    await run.pause(WORD_MS);
    yield { type: 'TEXT_MESSAGE_CONTENT', messageId, delta, ...owner };
  }
  yield { type: 'TEXT_MESSAGE_END', messageId, ...owner };
  return messageId;
}

/** Reasoning, word by word. */
export async function* think(run: AgentRun, text: string): Events {
  const span = run.demo.newId();
  const messageId = run.demo.newId();
  yield { type: 'REASONING_START', messageId: span };
  yield { type: 'REASONING_MESSAGE_START', messageId, role: 'reasoning' };
  for (const delta of words(text)) {
    await run.pause(WORD_MS);
    yield { type: 'REASONING_MESSAGE_CONTENT', messageId, delta };
  }
  yield { type: 'REASONING_MESSAGE_END', messageId };
  yield { type: 'REASONING_END', messageId: span };
}

/** A call of a tool, its arguments in pieces. Tells the call's id; the result is up to the caller. */
export async function* callTool(
  run: AgentRun,
  toolCallName: string,
  args: object,
  parentMessageId?: string,
): Events<string> {
  const toolCallId = run.demo.newId();
  const parent = parentMessageId === undefined ? {} : { parentMessageId };
  yield { type: 'TOOL_CALL_START', toolCallId, toolCallName, ...parent };
  for (const delta of pieces(JSON.stringify(args))) {
    await run.pause(PIECE_MS);
    yield { type: 'TOOL_CALL_ARGS', toolCallId, delta };
  }
  yield { type: 'TOOL_CALL_END', toolCallId };
  return toolCallId;
}

/** What a tool gave back. */
export function toolResult(run: AgentRun, toolCallId: string, content: string): AgentEvent {
  return { type: 'TOOL_CALL_RESULT', messageId: run.demo.newId(), toolCallId, content, role: 'tool' };
}

/** A named step around what happens in it. */
export async function* step<R>(stepName: string, inside: Events<R>): Events<R> {
  yield { type: 'STEP_STARTED', stepName };
  const result = yield* inside;
  yield { type: 'STEP_FINISHED', stepName };
  return result;
}

/** What it cost, counted in words: the responder has no tokens. */
export function wordUsage(input: string, output: string, reasoning = ''): TokenUsage[] {
  const count = (text: string) => words(text).length;
  const tokens = { inputTokens: count(input), outputTokens: count(output), reasoningTokens: count(reasoning) };
  return [{ provider: 'demo', model: 'rules', ...tokens }];
}

/** The tag of what a sub-agent does; without one, no field at all. */
export function ownedBy(subagentRunId: string | undefined): { subagentRunId?: string } {
  return subagentRunId === undefined ? {} : { subagentRunId };
}

/** Words with the white space around them, nothing lost. */
export function words(text: string): string[] {
  return text.match(/\s*\S+ ?|\s+/g) ?? [];
}

export function pieces(text: string): string[] {
  return text.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [];
}
