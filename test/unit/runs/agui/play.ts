import type { Message } from '@ag-ui/core';
import { assertNever } from '../../../../main/errors.ts';
import type { Memory } from '../../../../main/runs/agui/memory.ts';
import { NOTHING_ASKED } from '../../../../main/runs/agui/memory.ts';
import { createTranslator } from '../../../../main/runs/agui/translate.ts';
import { createFrameReader } from '../../../../main/runs/agui/wire.ts';
import type { RunEvent } from '../../../../main/runs/events.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import type { Run } from '../../../../main/runs/run.ts';
import type { RunItem } from '../../../../preload/contract.ts';
import { newRun } from '../gateway/desk.ts';

/** An event as it stands on the wire. */
export type Sent = { readonly type: string; readonly [field: string]: unknown };

export const QUESTION: Message = { id: 'q', role: 'user', content: 'Why?' };

export const started: Sent = { type: 'RUN_STARTED', threadId: 't', runId: 'r' };
export const finished: Sent = { type: 'RUN_FINISHED', threadId: 't', runId: 'r' };

export const memory = (more: Partial<Memory> = {}): Memory => ({
  threadId: 't',
  questionId: 'q',
  messages: [QUESTION],
  state: null,
  inSync: true,
  asked: NOTHING_ASKED,
  aliases: {},
  ...more,
});

export interface Played {
  /** What a window shows, made by the real reducer of what the translation told. */
  readonly run: Run;
  readonly items: readonly RunItem[];
  readonly messages: readonly Message[];
  readonly state: unknown;
  /** Every broken rule, with the type of the event that broke it. */
  readonly faults: readonly string[];
  readonly told: readonly RunEvent[];
  readonly outcome: ReturnType<ReturnType<typeof createTranslator>['outcome']>;
}

interface Options {
  readonly memory?: Memory;
  readonly items?: readonly RunItem[];
  /** After how many events the book is told; 1 is each. */
  readonly every?: number;
}

/** Plays events, one a millisecond, through everything between a frame and the book. */
export function play(
  events: readonly Sent[],
  { memory: known = memory(), items = [], every = 1 }: Options = {},
): Played {
  let ids = 0;
  const read = createFrameReader(() => `made-${++ids}`);
  const translator = createTranslator({ memory: known, question: 'Why?', items });
  const faults: string[] = [];
  const told: RunEvent[] = [];
  let run = newRun(1, 0, { kind: 'agui', state: { kind: 'running', since: 0 }, items });
  const tell = (at: number) => {
    for (const event of translator.take()) {
      told.push(event);
      run = reduce(run, event, at);
    }
  };
  for (const [index, event] of events.entries()) {
    const frame = read(JSON.stringify(event));
    const broken = frame.event ? translator.apply(frame.event, index + 1) : [];
    faults.push(...[...frame.faults, ...broken].map((fault) => `${event.type}: ${fault}`));
    if ((index + 1) % every === 0) tell(index + 1);
  }
  tell(events.length);
  return {
    run,
    items: run.items,
    messages: translator.thread.all(),
    state: translator.state.value,
    faults,
    told,
    outcome: translator.outcome(),
  };
}

/** Events between the beginning and the end of a run. */
export const inRun = (...events: readonly Sent[]): Sent[] => [started, ...events, finished];

export const text = (id: string, ...deltas: readonly string[]): Sent[] => [
  { type: 'TEXT_MESSAGE_START', messageId: id, role: 'assistant' },
  ...deltas.map((delta) => ({ type: 'TEXT_MESSAGE_CONTENT', messageId: id, delta })),
  { type: 'TEXT_MESSAGE_END', messageId: id },
];

export const call = (id: string, name: string, ...deltas: readonly string[]): Sent[] => [
  { type: 'TOOL_CALL_START', toolCallId: id, toolCallName: name },
  ...deltas.map((delta) => ({ type: 'TOOL_CALL_ARGS', toolCallId: id, delta })),
  { type: 'TOOL_CALL_END', toolCallId: id },
];

export const result = (toolCallId: string, content: unknown): Sent => ({
  type: 'TOOL_CALL_RESULT',
  messageId: `result-of-${toolCallId}`,
  toolCallId,
  content,
});

/** The items in a few words each: what a person would tell them apart by. */
export function words(items: readonly RunItem[]): string[] {
  return items.map((item) => {
    switch (item.kind) {
      case 'message':
        return `${item.role}: ${item.text}${item.broken ? ' (broken)' : ''}`;
      case 'reasoning':
        return `thinks: ${item.text}`;
      case 'tool':
        return `${item.name}(${item.args}) ${item.status}${item.result === null ? '' : ` = ${item.result}`}`;
      case 'step':
        return `step ${item.name}${item.endedAt === null ? ' …' : ''}`;
      case 'activity':
        return `${item.type} ${item.json}`;
      case 'subagent':
        return `${item.name} ${item.status}${item.text === null ? '' : `: ${item.text}`}`;
      case 'moment':
        return item.what;
      default:
        return assertNever(item);
    }
  });
}
