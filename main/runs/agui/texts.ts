import type { Message, Metadata, TextMessageRole } from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { type Context, checkOwner, messageItem } from './context.ts';
import { mediaOf } from './media.ts';
import { textOf } from './thread.ts';

type Kind = 'text' | 'reasoning';

/** What the START, CONTENT and END events of text and of reasoning have in common. */
interface Part {
  readonly messageId: string;
  readonly subagentRunId?: string | undefined;
  readonly metadata?: Metadata | undefined;
}

interface Opening extends Part {
  readonly role?: TextMessageRole | 'reasoning';
  readonly name?: string;
}

const openOf = ({ open }: Context, kind: Kind) => (kind === 'text' ? open.texts : open.reasonings);

/** Opens a message of text or of reasoning. */
export function startText(context: Context, kind: Kind, opening: Opening) {
  const { messageId: id, subagentRunId: owner, metadata } = opening;
  const open = openOf(context, kind);
  if (open.has(id)) return context.fault('it is open already');
  const message = context.thread.get(id) ?? newMessage(kind, opening);
  if (message.role === 'activity' || message.role === 'tool') return context.fault('the id is that of another message');
  open.set(id, owner);
  if (!context.thread.get(id)) context.thread.add(message);
  context.thread.merge(context.thread.get(id), metadata);
  showText(context, message, owner);
}

/** Appends to an open message. What nobody opened is opened here: its text is worth more than the rule. */
export function continueText(context: Context, kind: Kind, event: Part & { delta: string }) {
  const { messageId: id, subagentRunId, delta, metadata } = event;
  const open = openOf(context, kind);
  if (open.has(id)) checkOwner(context, subagentRunId, open.get(id));
  else {
    context.fault('it is not open');
    startText(context, kind, { messageId: id, subagentRunId });
    if (!open.has(id)) return;
  }
  const message = context.thread.get(id);
  context.thread.merge(message, metadata);
  if (!message || delta === '') return;
  context.thread.append(id, delta);
  const itemId = messageItem(context, message.role, id);
  if (message.role === 'assistant' && open.get(id) === undefined) context.lastSaid = itemId;
  if (context.items.get(itemId)) context.items.append(itemId, 'text', delta);
  else showText(context, message, open.get(id));
}

export function endText(context: Context, kind: Kind, { messageId: id, subagentRunId, metadata }: Part) {
  const open = openOf(context, kind);
  if (!open.has(id)) return context.fault('it is not open');
  checkOwner(context, subagentRunId, open.get(id));
  context.thread.merge(context.thread.get(id), metadata);
  closeText(context, kind, id);
}

/** Closes a message. One that never got any text leaves nothing to look at. */
export function closeText(context: Context, kind: Kind, id: string): void {
  openOf(context, kind).delete(id);
  const message = context.thread.get(id);
  const itemId = messageItem(context, message?.role ?? kind, id);
  const item = context.items.get(itemId);
  if (item?.kind !== 'message' && item?.kind !== 'reasoning') return;
  const empty = item.text === '' && (item.kind === 'reasoning' || item.media.length === 0);
  if (empty) context.items.remove([itemId]);
  else context.items.put({ ...item, endedAt: context.at });
}

function newMessage(kind: Kind, { messageId: id, subagentRunId, role = 'assistant', name }: Opening): Message {
  const tag = subagentRunId === undefined ? {} : { subagentRunId };
  if (kind === 'reasoning' || role === 'reasoning') return { id, role: 'reasoning', content: '', ...tag };
  return { id, role, content: '', ...(name === undefined ? {} : { name }), ...tag };
}

function showText(context: Context, message: Message, owner: string | undefined): void {
  const id = messageItem(context, message.role, message.id);
  const shown = context.items.get(id);
  const item = shown ? { ...shown, endedAt: null } : itemOf(context, message, owner);
  if (item) context.items.put(item);
}

/** A message as it is shown, still open; `null` for those that have another form. */
export function itemOf(context: Context, message: Message, owner: string | undefined): RunItem | null {
  const base = {
    id: messageItem(context, message.role, message.id),
    at: context.at,
    endedAt: null,
    owner: context.ownerOf(owner),
  };
  switch (message.role) {
    case 'reasoning':
      return { ...base, kind: 'reasoning', text: message.content };
    case 'user':
    case 'assistant':
    case 'system':
    case 'developer': {
      const { role, name = null, content } = message;
      return { ...base, kind: 'message', role, name, text: textOf(content), media: mediaOf(content), broken: false };
    }
    default:
      return null;
  }
}
