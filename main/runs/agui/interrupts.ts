import type { Interrupt as WireInterrupt } from '@ag-ui/core';
import type { FormField, Interrupt } from '../../../preload/contract.ts';
import { formOf, takesEditedArgs } from './form.ts';
import { isRecord, prettyJson, readJsonText } from './json.ts';
import type { Asked, CustomAsk } from './memory.ts';
import type { Thread } from './thread.ts';

const LONGEST_JSON = 100_000;
const LONGEST_MESSAGE = 10_000;

/** The questions as a person is shown them. */
export function shownInterrupts(asked: Asked, thread: Pick<Thread, 'call'>): Interrupt[] {
  return [
    ...asked.interrupts.map((interrupt) => ofProtocol(interrupt, thread)),
    ...asked.customs.map(ofCustom),
    ...asked.calls.map((id) => ofTool(id, thread)),
  ];
}

/** Id of the question whether a tool of this computer may be used. */
export const toolQuestion = (toolCallId: string) => `tool:${toolCallId}`;

/** Milliseconds since the epoch; `null` when it has no end, or none that can be read. */
export function expiryOf({ expiresAt }: Pick<WireInterrupt, 'expiresAt'>): number | null {
  const at = expiresAt === undefined ? Number.NaN : Date.parse(expiresAt);
  return Number.isNaN(at) ? null : at;
}

function ofProtocol(interrupt: WireInterrupt, thread: Pick<Thread, 'call'>): Interrupt {
  const { id, reason, message = null, toolCallId, responseSchema } = interrupt;
  const call = toolCallId === undefined ? undefined : thread.call(toolCallId)?.function;
  return {
    id,
    origin: 'interrupt',
    reason,
    message,
    toolName: call?.name ?? null,
    args: call?.arguments ?? null,
    editableArgs: call !== undefined && takesEditedArgs(responseSchema),
    form: responseSchema === undefined ? formWithoutSchema(reason) : formOf(responseSchema),
    schema: responseSchema === undefined ? null : prettyJson(responseSchema, LONGEST_JSON).json,
    expiresAt: expiryOf(interrupt),
  };
}

/** Without a schema a confirmation needs no words, and an input any. */
function formWithoutSchema(reason: string): FormField[] {
  return reason === 'input_required' ? [FREE_TEXT] : [];
}

const FREE_TEXT: FormField = {
  name: '',
  label: '',
  hint: null,
  type: 'text',
  required: false,
  options: [],
  initial: null,
  min: null,
  max: null,
};

/** The value may be anything, and is often JSON in a string: words if there are any, else the whole of it. */
function ofCustom({ id, value }: CustomAsk): Interrupt {
  const content = customValue(value);
  const words = wordsIn(content);
  return {
    id,
    origin: 'custom',
    reason: 'on_interrupt',
    message: words?.slice(0, LONGEST_MESSAGE) ?? null,
    toolName: null,
    args: typeof content === 'string' ? null : prettyJson(content, LONGEST_JSON).json,
    editableArgs: false,
    form: [FREE_TEXT],
    schema: null,
    expiresAt: null,
  };
}

function customValue(value: unknown): unknown {
  return typeof value === 'string' ? (readJsonText(value) ?? value) : value;
}

function wordsIn(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.length === 1) return wordsIn(value[0]);
  if (!isRecord(value)) return null;
  const named = ['message', 'question', 'prompt', 'text', 'value'].map((name) => value[name]);
  return named.find((each): each is string => typeof each === 'string' && each !== '') ?? null;
}

function ofTool(toolCallId: string, thread: Pick<Thread, 'call'>): Interrupt {
  const call = thread.call(toolCallId)?.function;
  return {
    id: toolQuestion(toolCallId),
    origin: 'tool',
    reason: 'tool_call',
    message: null,
    toolName: call?.name ?? null,
    args: call?.arguments ?? null,
    editableArgs: false,
    form: [],
    schema: null,
    expiresAt: null,
  };
}
