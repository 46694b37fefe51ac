import { type Event, EventType, type TokenUsage, type ToolMessage } from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { assertNever } from '../../errors.ts';
import type { RunEvent } from '../events.ts';
import { answerCall, closeCall } from './calls.ts';
import { applyContent } from './content.ts';
import { type Context, subagentItem } from './context.ts';
import { createItems, type Items } from './items.ts';
import { createLanes, type PlainEvent } from './lanes.ts';
import type { Memory } from './memory.ts';
import { endOf, type Outcome } from './outcome.ts';
import { createStateKeeper, type StateKeeper } from './shared-state.ts';
import { closeStep, closeSubagent, newSubagent } from './steps.ts';
import { closeText } from './texts.ts';
import { createThread, type Thread } from './thread.ts';

/** Turns what an agent sends into what the book is told. It never gives up on an event for the sake of a rule. */
export interface Translator {
  /** Takes one event, received at `at`; answers which rules it broke. */
  apply(event: Event, at: number): readonly string[];
  /** The events for the book since the last time, as few as will do. */
  take(): RunEvent[];
  /** How the request ended, by the agent's own word; `null` while it has not said. */
  outcome(): Outcome | null;
  /** A call is answered from our side, at a time. */
  answerCall(message: ToolMessage, at: number): void;
  /** Another request of the same run begins. */
  again(): void;
  readonly thread: Thread;
  readonly state: StateKeeper;
  readonly items: Pick<Items, 'all'>;
  /** Item of the message of the agent itself that got a word last. */
  lastSaid(): string | null;
  /** Tokens reported, as they came. */
  readonly usage: readonly TokenUsage[];
  readonly aliases: ReadonlyMap<string, string>;
}

export interface Beginning {
  readonly memory: Memory;
  readonly question: string;
  /** What the run shows already. */
  readonly items: readonly RunItem[];
}

export function createTranslator({ memory, question, items: shown }: Beginning): Translator {
  const items = createItems(shown);
  const thread = createThread(memory.messages);
  const state = createStateKeeper(memory.state, memory.inSync);
  const usage: TokenUsage[] = [];
  let faults: string[] = [];
  let plain = createLanes();
  let run: RequestState = { kind: 'before', customs: [] };

  const context: Context = {
    thread,
    items,
    at: 0,
    fault: (what) => faults.push(what),
    ownerOf(subagentRunId) {
      if (subagentRunId === undefined) return null;
      const id = subagentItem(subagentRunId);
      if (!items.get(id)) items.put(newSubagent(context.at, subagentRunId, null));
      return id;
    },
    open: {
      texts: new Map(),
      reasonings: new Map(),
      spans: new Map(),
      calls: new Map(),
      steps: new Map(),
      subagents: new Set(),
    },
    started: new Set(),
    answered: new Set(),
    lastSaid: null,
    steps: shown.filter(({ kind }) => kind === 'step').length,
    question: { id: memory.questionId, text: question },
    earlier: earlierOf(memory),
    aliases: new Map(Object.entries(memory.aliases)),
  };

  function step(event: PlainEvent) {
    run = follow(run, event, context.fault);
    switch (event.type) {
      case EventType.RUN_STARTED:
        context.started.clear();
        context.answered.clear();
        for (const message of event.input?.messages ?? []) {
          if (thread.get(message.id)) continue;
          thread.add(structuredClone(message));
          context.earlier.add(message.id);
        }
        return;
      case EventType.RUN_FINISHED:
      case EventType.RUN_ERROR:
        usage.push(...(event.usage ?? []));
        closeOpen(context, event.type);
        run = { kind: 'over', customs: [], outcome: endOf(event, run.customs, context) };
        return;
      case EventType.CUSTOM:
        if (event.name === 'on_interrupt') run = { ...run, customs: [...run.customs, event.value] };
        return;
      case EventType.STATE_SNAPSHOT:
        return state.snapshot(event.snapshot);
      case EventType.STATE_DELTA: {
        const wrong = state.patch(event.delta);
        return wrong === null ? undefined : context.fault(wrong);
      }
      case EventType.RAW:
        return;
      default:
        return applyContent(context, event);
    }
  }

  return {
    apply(event, at) {
      faults = [];
      context.at = at;
      const { events, fault } = plain(event);
      for (const each of events) step(each);
      return fault === null ? faults : [fault, ...faults];
    },
    take() {
      const told = state.take();
      return [...items.take(), ...(told ? [{ kind: 'sharedState' as const, sharedState: told }] : [])];
    },
    outcome: () => (run.kind === 'over' ? run.outcome : null),
    answerCall(message, at) {
      context.at = at;
      answerCall(context, message);
    },
    again() {
      plain = createLanes();
      run = { kind: 'before', customs: [] };
      for (const open of Object.values(context.open)) open.clear();
      context.started.clear();
      context.answered.clear();
    },
    thread,
    state,
    items,
    lastSaid: () => context.lastSaid,
    usage,
    aliases: context.aliases,
  };
}

// ---- the order of a request

type RequestState =
  | { readonly kind: 'before' | 'under way'; readonly customs: readonly unknown[] }
  | { readonly kind: 'over'; readonly customs: readonly unknown[]; readonly outcome: Outcome };

/** A request begins with RUN_STARTED and ends with a terminal event; after it may come the replay of another. */
function follow(run: RequestState, { type }: PlainEvent, fault: Context['fault']): RequestState {
  const starts = type === EventType.RUN_STARTED;
  switch (run.kind) {
    case 'before':
      if (!starts && type !== EventType.RUN_ERROR) fault('it comes before RUN_STARTED');
      return { kind: 'under way', customs: run.customs };
    case 'under way':
      if (starts) fault('the run has begun already');
      return run;
    case 'over':
      if (starts) return { kind: 'under way', customs: [] };
      if (type !== EventType.RUN_ERROR || run.outcome.kind === 'error') fault('it comes after the end of the run');
      return run;
    default:
      return assertNever(run);
  }
}

/** A run that ends leaves nothing open, whatever the agent forgot to close. A failure may come at any time. */
function closeOpen(context: Context, type: EventType.RUN_FINISHED | EventType.RUN_ERROR): void {
  const { open } = context;
  const left = [open.texts, open.reasonings, open.spans, open.calls, open.steps, open.subagents];
  const forgotten = left.some(({ size }) => size > 0);
  if (forgotten && type === EventType.RUN_FINISHED) context.fault('something is still open');
  for (const id of [...open.texts.keys()]) closeText(context, 'text', id);
  for (const id of [...open.reasonings.keys()]) closeText(context, 'reasoning', id);
  for (const id of [...open.calls.keys()]) closeCall(context, id);
  for (const key of [...open.steps.keys()]) closeStep(context, key);
  const status = type === EventType.RUN_FINISHED ? 'done' : 'failed';
  for (const id of [...open.subagents]) closeSubagent(context, id, { status, text: null });
  open.spans.clear();
}

function earlierOf({ messages, questionId }: Memory): Set<string> {
  const at = messages.findIndex(({ id }) => id === questionId);
  return new Set(messages.slice(0, at + 1).map(({ id }) => id));
}
