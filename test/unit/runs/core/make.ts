import type { RunEvent } from '../../../../main/runs/events.ts';
import { reduce } from '../../../../main/runs/reduce.ts';
import type { Run } from '../../../../main/runs/run.ts';
import type { Interrupt, RunItem } from '../../../../preload/contract.ts';

/** A run that has just been stored, at time 1000. */
export function newRun(more: Partial<Run> = {}): Run {
  return {
    id: 1,
    kind: 'agui',
    sourceId: 'agent',
    sourceName: 'Agent',
    demo: false,
    model: null,
    title: 'Find the cause',
    prompt: 'Find the cause',
    earlier: [],
    conversationId: null,
    previousId: null,
    state: { kind: 'submitting', since: 1_000 },
    contact: { kind: 'ok' },
    startedAt: 1_000,
    lastNewsAt: 1_000,
    endedAt: null,
    unseen: false,
    remoteId: null,
    memory: null,
    items: [],
    interrupts: [],
    sharedState: null,
    usage: [],
    result: null,
    media: [],
    events: 0,
    faults: 0,
    ...more,
  };
}

const base = { at: 1_000, endedAt: null, owner: null } as const;

export function message(id: string, text = '', more: Partial<Extract<RunItem, { kind: 'message' }>> = {}): RunItem {
  return { ...base, kind: 'message', id, role: 'assistant', name: null, text, media: [], broken: false, ...more };
}

export function tool(id: string, more: Partial<Extract<RunItem, { kind: 'tool' }>> = {}): RunItem {
  return { ...base, kind: 'tool', id, name: 'search', args: '', status: 'streaming', result: null, media: [], ...more };
}

export function step(id: string, name: string, endedAt: number | null = null): RunItem {
  return { ...base, kind: 'step', id, name, endedAt };
}

export function interrupt(id: string, more: Partial<Interrupt> = {}): Interrupt {
  return {
    id,
    origin: 'interrupt',
    reason: 'confirmation',
    message: `May I ${id}?`,
    toolName: null,
    args: null,
    editableArgs: false,
    form: [],
    schema: null,
    expiresAt: null,
    ...more,
  };
}

/** The run after events, each ten milliseconds after the one before. */
export function follow(run: Run, ...events: readonly RunEvent[]): Run {
  let at = Math.max(run.state.since, run.lastNewsAt);
  return events.reduce((now, event) => {
    at += 10;
    return reduce(now, event, at);
  }, run);
}

export function moments(run: Run): string[] {
  return run.items.flatMap((item) => (item.kind === 'moment' ? [item.what] : []));
}

export const append = (itemId: string, text: string, field: 'text' | 'args' = 'text'): RunEvent => ({
  kind: 'append',
  itemId,
  field,
  text,
});
export const accepted: RunEvent = { kind: 'accepted', remoteId: 'remote-1' };
export const asked: RunEvent = { kind: 'asked', interrupts: [interrupt('one')] };
export const succeeded: RunEvent = { kind: 'ended', end: { kind: 'succeeded' } };
export const lost: RunEvent = { kind: 'ended', end: { kind: 'lost', reason: 'connection' } };
