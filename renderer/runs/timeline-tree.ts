import type { RunItem } from '../../preload/contract.ts';

/** An item and what happened inside it: in a step while it lasted, in a sub-agent what it did. */
export interface Node {
  readonly item: RunItem;
  readonly children: readonly Node[];
}

interface Growing {
  readonly item: RunItem;
  readonly children: Growing[];
}

/** One place where items come to stand: the run itself, or a sub-agent; `open` are its steps under way, innermost last. */
interface Place {
  readonly nodes: Growing[];
  readonly open: Growing[];
}

/**
 * The items as a tree, in the order in which they began. An item whose sub-agent is not known (any more) stands in the
 * run itself.
 */
export function timelineTree(items: readonly RunItem[]): readonly Node[] {
  const root: Place = { nodes: [], open: [] };
  const subagents = new Map<string, Place>();
  for (const item of items) {
    const place = (item.owner !== null && subagents.get(item.owner)) || root;
    const node: Growing = { item, children: [] };
    const over = place.open.findIndex((step) => hasEnded(step.item, item));
    if (over >= 0) place.open.length = over;
    (place.open.at(-1)?.children ?? place.nodes).push(node);
    if (item.kind === 'step') place.open.push(node);
    if (item.kind === 'subagent') subagents.set(item.id, { nodes: node.children, open: [] });
  }
  return root.nodes;
}

/** Whether a step was over before the item began. What stood open inside it is then over too, as far as nesting goes. */
function hasEnded(step: RunItem, item: RunItem): boolean {
  return step.endedAt !== null && item.at >= step.endedAt;
}

/** Number of words of a text, for the fold of a reasoning. A long text is not read to its end: `more` says so. */
export function wordCount(text: string): { readonly n: number; readonly more: boolean } {
  const read = text.slice(0, 200_000);
  let n = 0;
  for (const _ of read.matchAll(/\S+/g)) n++;
  return { n, more: read.length < text.length };
}

/** The arguments of a call on one short line: their values, or the text itself while it is no JSON (yet). */
export function shortArgs(args: string): string {
  try {
    const value: unknown = JSON.parse(args.slice(0, 4_000));
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.values(value)
      .flat()
      .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
      .join(', ')
      .slice(0, 200);
  } catch {
    return args.slice(0, 200).replace(/\s+/g, ' ');
  }
}
