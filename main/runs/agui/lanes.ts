import {
  type Event,
  EventType,
  type ReasoningMessageChunkEvent,
  type TextMessageChunkEvent,
  type ToolCallChunkEvent,
} from '@ag-ui/core';
import { assertNever } from '../../errors.ts';

export type ChunkEvent = TextMessageChunkEvent | ToolCallChunkEvent | ReasoningMessageChunkEvent;
/** An event without shorthand. */
export type PlainEvent = Exclude<Event, ChunkEvent>;

export interface Expanded {
  readonly events: readonly PlainEvent[];
  readonly fault: string | null;
}

interface Lane {
  readonly kind: 'text' | 'tool' | 'reasoning';
  readonly id: string;
  /** The `subagentRunId` of the opener. */
  readonly owner: string | undefined;
}

/**
 * Writes chunks out as START, CONTENT and END. A chunk without an id goes on with what its sub-agent (or the agent
 * itself) has open; nothing tells the end of it but the next thing of the same owner.
 */
export function createLanes(): (event: Event) => Expanded {
  const lanes = new Map<string | undefined, Lane>();

  function close(owner: string | undefined): PlainEvent[] {
    const lane = lanes.get(owner);
    lanes.delete(owner);
    return lane ? [endOf(lane)] : [];
  }

  const closeAll = () => [...lanes.keys()].flatMap(close);

  /** The lane a chunk speaks of, or that it would have to open. */
  function ownerOf(kind: Lane['kind'], id: string | undefined, tag: string | undefined): string | undefined {
    const of = (test: (lane: Lane) => boolean) =>
      [...lanes.values()].filter((lane) => lane.kind === kind && test(lane));
    if (id !== undefined) return of((lane) => lane.id === id)[0]?.owner ?? tag;
    if (tag !== undefined || lanes.get(undefined)?.kind === kind) return tag;
    return of(() => true)[0]?.owner;
  }

  function expand(chunk: ChunkEvent): Expanded {
    const { kind, id } = subjectOf(chunk);
    const owner = ownerOf(kind, id, chunk.subagentRunId);
    const open = lanes.get(owner);
    if (open?.kind === kind && (id === undefined || id === open.id)) {
      return { events: contentOf(chunk, open), fault: null };
    }
    if (id === undefined) return { events: [], fault: `first ${chunk.type} without an id` };
    const lane: Lane = { kind, id, owner };
    const events = [...close(owner), startOf(chunk, lane), ...contentOf(chunk, lane)];
    lanes.set(owner, lane);
    const nameless = chunk.type === EventType.TOOL_CALL_CHUNK && chunk.toolCallName === undefined;
    return { events, fault: nameless ? `first ${chunk.type} without a name` : null };
  }

  return function plain(event) {
    switch (event.type) {
      case EventType.TEXT_MESSAGE_CHUNK:
      case EventType.TOOL_CALL_CHUNK:
      case EventType.REASONING_MESSAGE_CHUNK:
        return expand(event);
      case EventType.RUN_STARTED:
      case EventType.RUN_FINISHED:
      case EventType.RUN_ERROR:
      case EventType.MESSAGES_SNAPSHOT:
        return { events: [...closeAll(), event], fault: null };
      case EventType.RAW:
      case EventType.ACTIVITY_SNAPSHOT:
      case EventType.ACTIVITY_DELTA:
      case EventType.REASONING_ENCRYPTED_VALUE:
      case EventType.SUBAGENT_STARTED:
        return { events: [event], fault: null };
      default:
        if (lanes.size === 0) return { events: [event], fault: null };
        return { events: [...close(event.subagentRunId), event], fault: null };
    }
  };
}

function subjectOf(chunk: ChunkEvent): { kind: Lane['kind']; id: string | undefined } {
  switch (chunk.type) {
    case EventType.TEXT_MESSAGE_CHUNK:
      return { kind: 'text', id: chunk.messageId };
    case EventType.TOOL_CALL_CHUNK:
      return { kind: 'tool', id: chunk.toolCallId };
    case EventType.REASONING_MESSAGE_CHUNK:
      return { kind: 'reasoning', id: chunk.messageId };
    default:
      return assertNever(chunk);
  }
}

const tagged = ({ owner }: Lane) => (owner === undefined ? {} : { subagentRunId: owner });

function startOf(chunk: ChunkEvent, lane: Lane): PlainEvent {
  const shared = { ...tagged(lane), ...(chunk.metadata ? { metadata: chunk.metadata } : {}) };
  switch (chunk.type) {
    case EventType.TEXT_MESSAGE_CHUNK: {
      const { role = 'assistant', name } = chunk;
      const named = name === undefined ? {} : { name };
      return { type: EventType.TEXT_MESSAGE_START, messageId: lane.id, role, ...named, ...shared };
    }
    case EventType.TOOL_CALL_CHUNK: {
      const { toolCallName = '', parentMessageId } = chunk;
      const parent = parentMessageId === undefined ? {} : { parentMessageId };
      return { type: EventType.TOOL_CALL_START, toolCallId: lane.id, toolCallName, ...parent, ...shared };
    }
    case EventType.REASONING_MESSAGE_CHUNK:
      return { type: EventType.REASONING_MESSAGE_START, messageId: lane.id, role: 'reasoning', ...shared };
    default:
      return assertNever(chunk);
  }
}

function contentOf({ delta, metadata }: ChunkEvent, lane: Lane): PlainEvent[] {
  if (delta === undefined && metadata === undefined) return [];
  const shared = { delta: delta ?? '', ...tagged(lane), ...(metadata ? { metadata } : {}) };
  switch (lane.kind) {
    case 'text':
      return [{ type: EventType.TEXT_MESSAGE_CONTENT, messageId: lane.id, ...shared }];
    case 'tool':
      return [{ type: EventType.TOOL_CALL_ARGS, toolCallId: lane.id, ...shared }];
    case 'reasoning':
      return [{ type: EventType.REASONING_MESSAGE_CONTENT, messageId: lane.id, ...shared }];
    default:
      return assertNever(lane.kind);
  }
}

function endOf(lane: Lane): PlainEvent {
  switch (lane.kind) {
    case 'text':
      return { type: EventType.TEXT_MESSAGE_END, messageId: lane.id, ...tagged(lane) };
    case 'tool':
      return { type: EventType.TOOL_CALL_END, toolCallId: lane.id, ...tagged(lane) };
    case 'reasoning':
      return { type: EventType.REASONING_MESSAGE_END, messageId: lane.id, ...tagged(lane) };
    default:
      return assertNever(lane.kind);
  }
}
