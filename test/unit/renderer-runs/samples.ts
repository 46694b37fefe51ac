import type { FormField, Interrupt, RunDetail, RunItem, RunState, RunSummary } from '../../../preload/contract.ts';

/** The moment the tests stand at. */
export const NOW = new Date(2026, 10, 20, 15, 42, 30).getTime();

export function run(id: number, more: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    kind: 'gateway',
    sourceId: 'g',
    sourceName: 'Gateway',
    demo: false,
    model: null,
    title: `Run ${id}`,
    state: { kind: 'running', since: NOW - 60_000 },
    contact: { kind: 'ok' },
    startedAt: NOW - 60_000,
    lastNewsAt: NOW - 60_000,
    endedAt: null,
    step: null,
    steps: 0,
    preview: null,
    asks: null,
    conversationId: null,
    previousId: null,
    unseen: false,
    tokens: null,
    ...more,
  };
}

export function finished(id: number, endedAt: number, state: Partial<RunState> = {}): RunSummary {
  const final = { kind: 'succeeded', since: endedAt, ...state } as RunState;
  return run(id, { state: final, startedAt: endedAt - 108_000, lastNewsAt: endedAt, endedAt });
}

export function detail(more: Partial<RunDetail> = {}): RunDetail {
  return {
    run: run(1),
    prompt: '',
    earlier: [],
    items: [],
    interrupts: [],
    sharedState: null,
    usage: [],
    result: null,
    media: [],
    events: 0,
    faults: 0,
    revision: 3,
    ...more,
  };
}

export function message(id: string, text: string): RunItem {
  return {
    id,
    kind: 'message',
    at: NOW,
    endedAt: null,
    owner: null,
    role: 'assistant',
    name: null,
    text,
    media: [],
    broken: false,
  };
}

export function step(id: string, at: number, endedAt: number | null, owner: string | null = null): RunItem {
  return { id, kind: 'step', name: id, at, endedAt, owner };
}

export function tool(id: string, at: number, owner: string | null = null): RunItem {
  return { id, kind: 'tool', name: id, at, endedAt: at, owner, args: '', status: 'done', result: null, media: [] };
}

export function field(name: string, more: Partial<FormField> = {}): FormField {
  const base = { label: name, hint: null, type: 'string', required: true, options: [], initial: null } as const;
  return { name, ...base, min: null, max: null, ...more };
}

export function interrupt(more: Partial<Interrupt> = {}): Interrupt {
  return {
    id: 'q',
    origin: 'interrupt',
    reason: 'confirmation',
    message: null,
    toolName: null,
    args: null,
    editableArgs: false,
    form: [],
    schema: null,
    expiresAt: null,
    ...more,
  };
}
