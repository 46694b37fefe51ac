import { EventType } from '@ag-ui/core';
import type { LogEntry } from '../events.ts';
import { isRecord } from './json.ts';
import type { Frame } from './wire.ts';

/** Deltas of one message share a line until it has this many characters, or is this old (milliseconds). */
const LONGEST_LINE = 32_000;
const OLDEST_LINE = 500;

/** By type, the field that names what a delta belongs to. */
const DELTAS: Readonly<Record<string, string>> = {
  [EventType.TEXT_MESSAGE_CONTENT]: 'messageId',
  [EventType.REASONING_MESSAGE_CONTENT]: 'messageId',
  [EventType.TOOL_CALL_ARGS]: 'toolCallId',
};
const JOINABLE: ReadonlySet<string> = new Set([
  'type',
  'messageId',
  'toolCallId',
  'delta',
  'timestamp',
  'subagentRunId',
]);

/** Collects the lines of a run's event log. */
export interface EventLog {
  /** `text`: the frame as it came. */
  add(frame: Frame, text: string, faults: readonly string[], at: number): void;
  /** The lines that are complete, or old enough, at a time. */
  take(at: number): LogEntry[];
  /** All lines. */
  takeAll(): LogEntry[];
}

interface Joined {
  readonly key: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly at: number;
  text: string;
  merged: number;
}

export function createEventLog(): EventLog {
  let lines: LogEntry[] = [];
  let joined: Joined | null = null;

  function close(): void {
    if (joined === null) return;
    const { event, at, text, merged } = joined;
    lines.push({ at, type: String(event.type), json: JSON.stringify({ ...event, delta: text }), merged, fault: null });
    joined = null;
  }
  const takeAll = () => {
    close();
    const taken = lines;
    lines = [];
    return taken;
  };

  return {
    add(frame, text, faults, at) {
      const key = faults.length === 0 ? keyOf(frame.sent) : null;
      if (key === null || !isRecord(frame.sent)) {
        close();
        lines.push({ at, type: frame.type, json: jsonOf(frame, text), merged: 1, fault: faults.join('; ') || null });
        return;
      }
      const delta = String(frame.sent.delta);
      if (joined && (joined.key !== key || joined.text.length > LONGEST_LINE)) close();
      if (joined === null) joined = { key, event: frame.sent, at, text: delta, merged: 1 };
      else {
        joined.text += delta;
        joined.merged += 1;
      }
    },
    take: (at) => {
      if (joined && at - joined.at < OLDEST_LINE) return lines.splice(0);
      return takeAll();
    },
    takeAll,
  };
}

/** What deltas must have in common to share a line; `null` for an event that stands alone. */
function keyOf(sent: unknown): string | null {
  if (!isRecord(sent) || typeof sent.delta !== 'string') return null;
  const named = DELTAS[String(sent.type)];
  if (named === undefined) return null;
  for (const field in sent) if (!JOINABLE.has(field)) return null;
  return `${sent.type}\n${sent[named]}\n${sent.subagentRunId ?? ''}`;
}

/** One line of JSON. What agents encrypted for themselves is theirs, and stays out of every log. */
function jsonOf({ sent }: Frame, text: string): string {
  const asItCame = isRecord(sent) && !text.includes('encryptedValue') && !/[\n\r]/.test(text);
  if (asItCame) return text;
  return JSON.stringify(sent, (key, value: unknown) => (key === 'encryptedValue' ? '…' : value));
}
