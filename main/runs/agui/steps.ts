import type {
  StepFinishedEvent,
  StepStartedEvent,
  SubagentErrorEvent,
  SubagentFinishedEvent,
  SubagentStartedEvent,
} from '@ag-ui/core';
import type { RunItem } from '../../../preload/contract.ts';
import { type Context, subagentItem } from './context.ts';
import { prettyJson } from './json.ts';

const LONGEST_RESULT = 20_000;

type SubagentItem = Extract<RunItem, { kind: 'subagent' }>;

const stepKey = (owner: string | undefined, name: string) => JSON.stringify([owner ?? null, name]);

/** Steps have no ids: a name is one step of its owner while it is open, and another one later. */
export function startStep(context: Context, { stepName: name, subagentRunId }: StepStartedEvent) {
  const { open, items, at } = context;
  const key = stepKey(subagentRunId, name);
  if (open.steps.has(key)) {
    context.fault('a step of that name is open already');
    closeStep(context, key);
  }
  context.steps += 1;
  const id = `step:${context.steps}`;
  open.steps.set(key, id);
  items.put({ kind: 'step', id, at, endedAt: null, owner: context.ownerOf(subagentRunId), name });
}

export function endStep(context: Context, { stepName: name, subagentRunId }: StepFinishedEvent): void {
  const key = stepKey(subagentRunId, name);
  if (context.open.steps.has(key)) closeStep(context, key);
  else context.fault('no step of that name is open');
}

export function closeStep({ open, items, at }: Context, key: string): void {
  const item = items.get(open.steps.get(key) ?? '');
  open.steps.delete(key);
  if (item) items.put({ ...item, endedAt: at });
}

export function startSubagent(context: Context, event: SubagentStartedEvent): void {
  const { subagentRunId, name, description = null, parentSubagentRunId } = event;
  const { open, items } = context;
  if (open.subagents.has(subagentRunId)) context.fault('the sub-agent is at work already');
  open.subagents.add(subagentRunId);
  const ownerKnown = parentSubagentRunId === undefined || items.get(subagentItem(parentSubagentRunId)) !== undefined;
  if (!ownerKnown) context.fault('nobody has told of its parent');
  const itself = parentSubagentRunId === subagentRunId;
  const owner = itself ? null : context.ownerOf(parentSubagentRunId);
  const shown = items.get(subagentItem(subagentRunId));
  const item = shown?.kind === 'subagent' ? shown : newSubagent(context.at, subagentRunId, owner);
  items.put({ ...item, name, description, status: 'running', endedAt: null });
}

export function endSubagent(context: Context, { subagentRunId, result, outcome }: SubagentFinishedEvent): void {
  const text = result === undefined ? null : resultText(result);
  if (outcome?.type === 'suspended') closeSubagent(context, subagentRunId, { status: 'suspended', text });
  else closeSubagent(context, subagentRunId, { status: 'done', text });
}

export function failSubagent(context: Context, { subagentRunId, message }: SubagentErrorEvent): void {
  closeSubagent(context, subagentRunId, { status: 'failed', text: message });
}

export function closeSubagent(context: Context, id: string, end: Pick<SubagentItem, 'status' | 'text'>): void {
  if (!context.open.subagents.delete(id)) context.fault('the sub-agent is not at work');
  const { items, at } = context;
  context.ownerOf(id);
  const item = items.get(subagentItem(id));
  if (item?.kind !== 'subagent') return;
  items.put({ ...item, ...end, text: end.text ?? item.text, endedAt: end.status === 'suspended' ? null : at });
}

export function newSubagent(at: number, subagentRunId: string, owner: string | null): SubagentItem {
  return {
    kind: 'subagent',
    id: subagentItem(subagentRunId),
    at,
    endedAt: null,
    owner,
    name: subagentRunId.slice(0, 80),
    description: null,
    status: 'running',
    text: null,
  };
}

/** A result may be any JSON value; text is shown as it is. */
export function resultText(result: unknown): string {
  return typeof result === 'string' ? result : prettyJson(result, LONGEST_RESULT).json;
}
