import {
  type AGUIEventOf,
  contentToText,
  type EventType,
  type RunAgentInput,
  type RunFinishedOutcome,
  type TokenUsage,
} from '@ag-ui/core';
import type { Demo } from '../demo.ts';
import { type Language, languageOf } from '../responder/language.ts';
import type { ThreadRow } from '../state.ts';
import { threadOf } from './memory.ts';

/** An event of the protocol as it is written: its type is plain text. */
export type AgentEvent = { [T in EventType]: Omit<AGUIEventOf<T>, 'type'> & { type: `${T}` } }[EventType];

/** How a run ends: with what RUN_FINISHED says, where nothing is a plain success, or with what RUN_ERROR says. */
export type RunEnd = RunFinish | { error: { code: string; message: string } };

export interface RunFinish {
  outcome?: RunFinishedOutcome;
  result?: unknown;
  usage?: TokenUsage[];
}

export type Events<R = void> = AsyncGenerator<AgentEvent, R, void>;

/** What an agent does between the first event of a run and its last. */
export type Agent = (run: AgentRun) => Events<RunEnd>;

/** One run, as an agent sees it. */
export interface AgentRun {
  readonly demo: Demo;
  readonly input: RunAgentInput;
  /** What the person said last. */
  readonly question: string;
  /** The language of the question. */
  readonly language: Language;
  /** What the agent remembers of this thread from earlier runs. */
  readonly thread: ThreadRow;
  /** Lets time pass, in proportion to the pace of the demo: so many ms at the pace of 0.9 s an answer. */
  pause(ms: number): Promise<void>;
}

const USUAL_LATENCY_MS = 900;

export function beginRun(demo: Demo, agent: string, input: RunAgentInput): AgentRun {
  const asked = input.messages.findLast((message) => message.role === 'user');
  const question = asked ? contentToText(asked.content) : '';
  return {
    demo,
    input,
    question,
    language: languageOf(question),
    thread: threadOf(demo, agent, input.threadId),
    pause: (ms) => demo.waiter.wait((ms * demo.latencyMs) / USUAL_LATENCY_MS),
  };
}
