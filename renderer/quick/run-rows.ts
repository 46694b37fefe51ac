import type { RunDetail, RunItem } from '../../preload/contract.ts';
import { momentSign } from '../runs/moments.ts';
import { type Node, timelineTree } from '../runs/timeline-tree.ts';
import type { SignName } from '../ui/icon.tsx';

type Moment = Extract<RunItem, { kind: 'moment' }>['what'];

/** One line of what an agent has done. */
export interface RunRow {
  readonly key: string;
  readonly sign: SignName;
  /** The agent's own words, or what is to be said of the run itself; `null` when the tools say it all. */
  readonly name: string | { readonly moment: Moment } | null;
  readonly tools: readonly { readonly name: string; readonly count: number }[];
  /** How long it took, in milliseconds; `null` while it lasts. */
  readonly ms: number | null;
}

/** Whether nothing more can happen to it. */
export function isRunOver({ run }: Pick<RunDetail, 'run'>): boolean {
  switch (run.state.kind) {
    case 'submitting':
    case 'running':
    case 'silent':
    case 'waiting':
      return false;
    default:
      return true;
  }
}

/** The steps of a run, each with the tools used in it; tools outside of any step have lines of their own. */
export function runRows(items: readonly RunItem[], over: boolean): readonly RunRow[] {
  const rows: RunRow[] = [];
  for (const node of timelineTree(items)) {
    const row = rowOf(node, over);
    if (row === null) continue;
    const last = rows.at(-1);
    const merged = last && mergedCalls(last, row);
    if (merged) rows[rows.length - 1] = merged;
    else rows.push(row);
  }
  return rows;
}

/** Told by the state at the foot, or by the card. */
const TOLD_ELSEWHERE: ReadonlySet<Moment> = new Set(['asked', 'answered', 'ended']);

function rowOf({ item, children }: Node, over: boolean): RunRow | null {
  const ms = item.endedAt === null ? null : Math.max(0, item.endedAt - item.at);
  const row = { key: item.id, ms, tools: toolsIn(children) };
  const lasting = over ? 'none' : 'working';
  switch (item.kind) {
    case 'step':
      return { ...row, name: item.name, sign: item.endedAt === null ? lasting : 'ok' };
    case 'tool':
      return { ...row, name: null, tools: [{ name: item.name, count: 1 }], sign: toolSign(item.status, lasting) };
    case 'subagent':
      return { ...row, name: item.name, sign: subagentSign(item.status, lasting) };
    case 'moment':
      if (TOLD_ELSEWHERE.has(item.what)) return null;
      return { ...row, name: { moment: item.what }, ms: null, sign: momentSign(item.what) };
    case 'message':
    case 'reasoning':
    case 'activity':
      return null;
  }
}

function toolSign(status: Extract<RunItem, { kind: 'tool' }>['status'], lasting: SignName): SignName {
  switch (status) {
    case 'streaming':
    case 'executing':
      return lasting;
    case 'done':
      return 'ok';
    case 'failed':
      return 'problem';
    case 'unanswered':
      return 'none';
  }
}

function subagentSign(status: Extract<RunItem, { kind: 'subagent' }>['status'], lasting: SignName): SignName {
  switch (status) {
    case 'running':
      return lasting;
    case 'done':
      return 'ok';
    case 'suspended':
      return 'waiting';
    case 'failed':
      return 'problem';
  }
}

/** The tools used inside, each once with its number of calls, in the order of their first use. */
function toolsIn(nodes: readonly Node[]): RunRow['tools'] {
  const counts = new Map<string, number>();
  for (const { item, children } of nodes) {
    if (item.kind === 'tool') counts.set(item.name, (counts.get(item.name) ?? 0) + 1);
    for (const { name, count } of toolsIn(children)) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}

/** Calls of one tool, one after the other and with the same outcome, are one line. */
function mergedCalls(before: RunRow, row: RunRow): RunRow | null {
  const [a] = before.tools;
  const [b] = row.tools;
  const same = before.name === null && row.name === null && a?.name === b?.name && before.sign === row.sign;
  if (!same || !a || !b) return null;
  const ms = before.ms === null || row.ms === null ? null : before.ms + row.ms;
  return { ...before, ms, tools: [{ name: a.name, count: a.count + b.count }] };
}

/** What a person came for: the result, until then what the agent is saying. */
export function answerOfRun(detail: RunDetail): string {
  if (detail.result !== null && isRunOver(detail)) return detail.result;
  const last = detail.items.findLast((item) => item.kind === 'message' && item.role === 'assistant');
  return last?.kind === 'message' ? last.text : (detail.result ?? '');
}
