import type {
  ToolCallArgsEvent,
  ToolCallEndEvent,
  ToolCallResultEvent,
  ToolCallStartEvent,
  ToolMessage,
} from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { type Context, callItem, checkOwner } from './context.ts';
import { mediaOf } from './media.ts';
import { textOf } from './thread.ts';

type ToolItem = Extract<RunItem, { kind: 'tool' }>;
type Opening = Pick<ToolCallStartEvent, 'toolCallId' | 'toolCallName' | 'parentMessageId' | 'metadata'> & {
  readonly subagentRunId?: string | undefined;
};

/** A call begins. One that is known already (an agent that goes on after a pause tells it again) keeps its arguments. */
export function startCall(context: Context, event: Opening) {
  const { toolCallId: id, toolCallName: name, parentMessageId: parentId, subagentRunId: owner } = event;
  const { thread, items, open } = context;
  if (open.calls.has(id)) return context.fault('it is open already');
  open.calls.set(id, owner);
  context.started.add(id);
  const known = thread.call(id);
  if (known && known.function.name !== name) {
    context.fault('the call had another name');
    known.function.name = name;
  }
  if (!known) thread.addCall({ id, name, parentId, owner });
  thread.merge(thread.call(id), event.metadata);
  const shown = items.get(callItem(id));
  if (shown?.kind === 'tool') return items.put({ ...shown, name });
  items.put({ ...newCallItem(context, id, owner), name, args: known?.function.arguments ?? '' });
}

export function continueCall(context: Context, event: ToolCallArgsEvent) {
  const { toolCallId: id, subagentRunId, delta } = event;
  const { thread, items, open } = context;
  if (open.calls.has(id)) checkOwner(context, subagentRunId, open.calls.get(id));
  else {
    context.fault('it is not open');
    startCall(context, { toolCallId: id, toolCallName: thread.call(id)?.function.name ?? '', subagentRunId });
  }
  thread.merge(thread.call(id), event.metadata);
  if (delta === '') return;
  thread.appendArgs(id, delta);
  items.append(callItem(id), 'args', delta);
}

/** The arguments are complete: from here on the tool is at work. */
export function endCall(context: Context, { toolCallId: id, subagentRunId, metadata }: ToolCallEndEvent) {
  const { open, thread } = context;
  if (!open.calls.has(id)) return context.fault('it is not open');
  checkOwner(context, subagentRunId, open.calls.get(id));
  thread.merge(thread.call(id), metadata);
  closeCall(context, id);
}

export function closeCall({ open, items }: Context, id: string): void {
  open.calls.delete(id);
  const item = items.get(callItem(id));
  if (item?.kind === 'tool' && item.status === 'streaming') items.put({ ...item, status: 'executing' });
}

/** What a tool returned. It may come in another run than the call, and for a call nobody has told of. */
export function addResult(context: Context, event: ToolCallResultEvent) {
  const { messageId: id, toolCallId, content, subagentRunId, metadata } = event;
  const tag = subagentRunId === undefined ? {} : { subagentRunId };
  const message: ToolMessage = { id, role: 'tool', toolCallId, content, ...tag };
  context.thread.merge(message, metadata);
  if (context.thread.get(id)) context.fault('the id is that of another message');
  answerCall(context, message);
}

/** The answer to a call, from the agent's side or from ours. */
export function answerCall(context: Context, message: ToolMessage): void {
  const { thread, items } = context;
  const { id, toolCallId, subagentRunId } = message;
  context.answered.add(toolCallId);
  const before = thread.get(id);
  if (before?.role === 'tool') thread.replace(message);
  else if (!before) thread.addResult(message);
  closeCall(context, toolCallId);
  const known = items.get(callItem(toolCallId));
  const item = known?.kind === 'tool' ? known : newCallItem(context, toolCallId, subagentRunId);
  items.put(withResult(item, message, context.at));
}

/** The card of a call with what the tool returned. */
export function withResult(item: ToolItem, { content, error }: ToolMessage, at: number): ToolItem {
  const text = textOf(content);
  return {
    ...item,
    status: error === undefined ? 'done' : 'failed',
    result: text === '' && error !== undefined ? error : text,
    media: mediaOf(content),
    endedAt: item.endedAt ?? at,
  };
}

export function newCallItem(context: Context, toolCallId: string, owner: string | undefined): ToolItem {
  return {
    kind: 'tool',
    id: callItem(toolCallId),
    at: context.at,
    endedAt: null,
    owner: context.ownerOf(owner),
    name: '',
    args: '',
    status: 'streaming',
    result: null,
    media: [],
  };
}
