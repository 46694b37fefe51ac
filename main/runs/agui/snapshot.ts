import { isDeepStrictEqual } from 'node:util';
import type { Message, MessagesSnapshotEvent } from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { activityItem } from './activities.ts';
import { newCallItem, withResult } from './calls.ts';
import { type Context, callItem, messageItem } from './context.ts';
import { itemOf } from './texts.ts';
import { textOf } from './thread.ts';

const LISTED: ReadonlySet<RunItem['kind']> = new Set(['message', 'reasoning', 'tool', 'activity']);

/**
 * Takes over the messages as the agent holds them: known ids change where they stand, new ones come at the end, missing
 * ones go. Activities and reasoning are kept when the snapshot has none of their kind: an agent that does not hold them
 * cannot mean to take them away.
 */
export function applySnapshot(context: Context, { messages }: MessagesSnapshotEvent): void {
  const { thread } = context;
  const before = thread.all();
  const next = mergeMessages(before, messages);
  markEarlier(context, next);
  keepItems(context, before, next);
  thread.replaceAll(next);
  dropOpen(context);
  showMessages(context);
}

export function mergeMessages(before: readonly Message[], snapshot: readonly Message[]): Message[] {
  const told = new Map(snapshot.map((message) => [message.id, message]));
  const holds = (role: Message['role']) => snapshot.some((message) => message.role === role);
  const ours = (['activity', 'reasoning'] as const).filter((role) => !holds(role)) as readonly string[];
  const kept = before.flatMap((message) => {
    const newer = told.get(message.id);
    if (newer) return [newer];
    return ours.includes(message.role) ? [message] : [];
  });
  const known = new Set(kept.map(({ id }) => id));
  return [...kept, ...[...told.values()].filter(({ id }) => !known.has(id))];
}

/** What stands before the question of this run belongs to earlier ones. Agents give questions ids of their own. */
function markEarlier({ earlier, question }: Context, next: readonly Message[]): void {
  const byId = next.findIndex(({ id }) => id === question.id);
  const asks = (message: Message) => message.role === 'user' && textOf(message.content) === question.text;
  const at = byId >= 0 ? byId : next.findLastIndex(asks);
  for (const { id } of next.slice(0, at + 1)) earlier.add(id);
}

/** A message that comes back under another id keeps its item: role and words are the same, so it is the same. */
function keepItems(context: Context, before: readonly Message[], next: readonly Message[]): void {
  const known = new Set(before.map(({ id }) => id));
  const told = new Set(next.map(({ id }) => id));
  const gone = before.filter(({ id }) => !told.has(id) && !context.earlier.has(id));
  for (const message of next) {
    if (known.has(message.id)) continue;
    const same = gone.findIndex((other) => sameWords(other, message));
    const [other] = same < 0 ? [] : gone.splice(same, 1);
    if (other) context.aliases.set(message.id, messageItem(context, other.role, other.id));
  }
}

function sameWords(one: Message, other: Message): boolean {
  if (one.role !== other.role || one.role === 'activity' || other.role === 'activity') return false;
  const words = textOf(one.content);
  return words !== '' && words === textOf(other.content);
}

/** What the snapshot does not hold is open no more. */
function dropOpen({ open, thread }: Context): void {
  for (const id of [...open.texts.keys(), ...open.reasonings.keys()]) {
    if (thread.get(id)) continue;
    open.texts.delete(id);
    open.reasonings.delete(id);
  }
  for (const id of [...open.calls.keys()]) if (!thread.call(id)) open.calls.delete(id);
}

/** Brings the items in line with the thread: what they say, and their order. */
function showMessages(context: Context): void {
  const { items } = context;
  const wanted = wantedItems(context);
  const listed = items.all().filter(({ kind }) => LISTED.has(kind));
  items.remove(listed.flatMap(({ id }) => (wanted.has(id) ? [] : [id])));

  const standing = listed.flatMap(({ id }) => (wanted.has(id) ? [id] : []));
  const order = [...wanted.keys()];
  const misplaced = standing.findIndex((id, index) => id !== order[index]);
  // An item keeps its place; what stands in the wrong one goes to the end, and what follows it too.
  if (misplaced >= 0) items.remove(standing.slice(misplaced));
  for (const item of wanted.values()) if (!isDeepStrictEqual(items.get(item.id), item)) items.put(item);
}

/** The items of this run's messages by id, in the order of the thread. */
function wantedItems(context: Context): Map<string, RunItem> {
  const { thread, earlier } = context;
  const wanted = new Map<string, RunItem>();
  for (const message of thread.all()) {
    if (earlier.has(message.id)) continue;
    for (const item of itemsOf(context, message, wanted)) wanted.set(item.id, item);
  }
  return wanted;
}

function itemsOf(context: Context, message: Message, wanted: ReadonlyMap<string, RunItem>): RunItem[] {
  switch (message.role) {
    case 'activity':
      return [activityItem(context, message)];
    case 'tool': {
      const id = callItem(message.toolCallId);
      const item = wanted.get(id) ?? context.items.get(id);
      const call = item?.kind === 'tool' ? item : newCallItem(context, message.toolCallId, message.subagentRunId);
      return [withResult(call, message, context.at)];
    }
    default:
      return [...textItem(context, message), ...callItems(context, message)];
  }
}

function textItem(context: Context, message: Message): RunItem[] {
  const fresh = itemOf(context, message, message.subagentRunId);
  if (!fresh || ('text' in fresh && fresh.text === '' && !('media' in fresh && fresh.media.length > 0))) return [];
  const shown = context.items.get(fresh.id);
  if (!shown) return [{ ...fresh, endedAt: context.at }];
  const { at, endedAt, owner } = shown;
  return [{ ...fresh, at, endedAt, owner }];
}

function callItems(context: Context, message: Message): RunItem[] {
  if (message.role !== 'assistant') return [];
  return (message.toolCalls ?? []).map(({ id, function: { name, arguments: args } }) => {
    const shown = context.items.get(callItem(id));
    if (shown?.kind === 'tool') return { ...shown, name, args };
    return { ...newCallItem(context, id, message.subagentRunId), name, args, status: 'executing' };
  });
}
