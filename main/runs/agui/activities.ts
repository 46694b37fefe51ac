import type { ActivityDeltaEvent, ActivityMessage, ActivitySnapshotEvent } from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { type Context, messageItem } from './context.ts';
import { isRecord } from './json.ts';
import { applyPatch } from './patch.ts';

const LONGEST_JSON = 200_000;

/** Structured progress. `replace: false` keeps what is there; it is no merge. */
export function setActivity(context: Context, event: ActivitySnapshotEvent) {
  const { messageId: id, activityType, content, subagentRunId, replace = true, metadata } = event;
  const { thread } = context;
  const before = thread.get(id);
  if (before && before.role !== 'activity') return context.fault('the id is that of another message');
  if (!before || replace) {
    const tag = subagentRunId === undefined ? {} : { subagentRunId };
    const kept = before?.metadata ? { metadata: before.metadata } : {};
    const message: ActivityMessage = { id, role: 'activity', activityType, content, ...tag, ...kept };
    if (before) thread.replace(message);
    else thread.add(message);
  }
  thread.merge(thread.get(id), metadata);
  showActivity(context, id);
}

export function patchActivity(context: Context, event: ActivityDeltaEvent) {
  const { messageId: id, activityType, patch, metadata } = event;
  const { thread } = context;
  const message = thread.get(id);
  if (message?.role !== 'activity') return context.fault('there is no such activity');
  thread.merge(message, metadata);
  const patched = applyPatch(message.content, patch);
  if (!patched.ok) return context.fault(patched.error.message);
  if (!isRecord(patched.value)) return context.fault('the activity is no object any more');
  thread.replace({ ...message, activityType, content: patched.value });
  showActivity(context, id);
}

function showActivity(context: Context, id: string): void {
  const message = context.thread.get(id);
  if (message?.role === 'activity') context.items.put(activityItem(context, message));
}

/** An activity as it is shown. */
export function activityItem(context: Context, message: ActivityMessage): RunItem {
  const id = messageItem(context, 'activity', message.id);
  const shown = context.items.get(id);
  const { at, endedAt, owner } = shown ?? {
    at: context.at,
    endedAt: null,
    owner: context.ownerOf(message.subagentRunId),
  };
  const json = JSON.stringify(message.content).slice(0, LONGEST_JSON).toWellFormed();
  return { kind: 'activity', id, at, endedAt, owner, type: message.activityType, json };
}
