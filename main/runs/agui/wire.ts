import { type Event, EventType, omitOptionalNulls } from '@ag-ui/core';
import { EventSchema, MessageSchema } from '@ag-ui/core/schemas';
import { createCompat } from './compat.ts';
import { isRecord, nestsTooDeep } from './json.ts';

/** One frame of the stream, read. */
export interface Frame {
  /** The event's type as it was sent; `?` when there is none. */
  readonly type: string;
  /** `null` when nothing could be made of it. */
  readonly event: Event | null;
  /** Which rules the frame broke, in English. */
  readonly faults: readonly string[];
  /** What was sent, as a JSON value; text that is no JSON is itself. */
  readonly sent: unknown;
}

/** What stands in for a field that an event cannot do without; a terminal event or a text must not get lost for it. */
function standIns({ type, delta, content, toolCallId }: Record<string, unknown>): Record<string, unknown> {
  switch (type) {
    case EventType.RUN_STARTED:
    case EventType.RUN_FINISHED:
      return { threadId: '', runId: '' };
    case EventType.RUN_ERROR:
      return { message: '' };
    case EventType.REASONING_MESSAGE_START:
      // Before 1.0 the role was `assistant` here.
      return { role: 'reasoning' };
    case EventType.TEXT_MESSAGE_CONTENT:
    case EventType.TEXT_MESSAGE_CHUNK:
    case EventType.TOOL_CALL_ARGS:
    case EventType.TOOL_CALL_CHUNK:
    case EventType.REASONING_MESSAGE_CONTENT:
    case EventType.REASONING_MESSAGE_CHUNK:
      return { delta: asText(delta) };
    case EventType.TOOL_CALL_RESULT:
      return { content: asText(content), messageId: `result-${String(toolCallId)}` };
    default:
      return {};
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

const TYPES: ReadonlySet<string> = new Set(Object.values(EventType));

/**
 * Reads frames of one stream: JSON, then the shapes of the time before 1.0 made new, `null` in optional fields taken as
 * absent, then the protocol's own schema. What does not fit costs as little as possible: a field, a message of a
 * snapshot, the event, never the stream.
 */
export function createFrameReader(newId: () => string): (data: string) => Frame {
  const modernise = createCompat(newId);

  return function read(data) {
    const sent = parseJson(data);
    if (!isRecord(sent)) return unusable('?', sent ?? data, sent === undefined ? 'not JSON' : 'not an object');
    const type = typeof sent.type === 'string' ? sent.type : '?';
    if (nestsTooDeep(sent, data.length)) return unusable(type, '…', 'nested too deep');
    const modern = modernise(sent);
    const value = data.includes('null') ? omitOptionalNulls(modern, 'Event') : modern;
    if (!TYPES.has(String(value.type))) return unusable(type, sent, `unknown type of event: ${type.slice(0, 60)}`);
    return { type, sent, ...validate(value) };
  };
}

function unusable(type: string, sent: unknown, fault: string): Frame {
  return { type: type.slice(0, 60), event: null, faults: [fault], sent };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Validated = Pick<Frame, 'event' | 'faults'>;

function validate(value: Record<string, unknown>): Validated {
  const parsed = EventSchema.safeParse(value);
  if (parsed.success) return { event: parsed.data as Event, faults: [] };
  const wrong = parsed.error.issues.map(({ path, code }) => ({ field: String(path[0] ?? ''), path, code }));
  const faults = wrong.slice(0, 3).map(({ path, code }) => `${path.map(String).join('.')}: ${code}`.slice(0, 120));
  const again = EventSchema.safeParse(
    value.type === EventType.MESSAGES_SNAPSHOT
      ? withSoundMessages(value)
      : withoutFields(
          value,
          wrong.map(({ field }) => field),
        ),
  );
  return { event: again.success ? (again.data as Event) : null, faults };
}

function withoutFields(value: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !fields.includes(key)));
  return { ...standIns(value), ...rest };
}

function withSoundMessages(value: Record<string, unknown>): Record<string, unknown> {
  if (!Array.isArray(value.messages)) return value;
  return {
    type: value.type,
    messages: value.messages.filter((message) => MessageSchema.safeParse(message).success),
  };
}
