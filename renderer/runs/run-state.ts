import type { RunChange, RunDetail, RunItem, Topics } from '../../preload/contract.ts';

/**
 * Applies one event of the `run` topic to the run that is open. An event of another run, or one that is in it already,
 * changes nothing. `'gap'`: something was missed, or a text does not have the length the change goes on from; the run
 * must be asked for again.
 */
export function applyRunEvent(detail: RunDetail, event: Topics['run']): RunDetail | 'gap' {
  if (event.id !== detail.run.id || event.revision <= detail.revision) return detail;
  if (event.revision !== detail.revision + 1) return 'gap';
  let next: RunDetail = { ...detail, revision: event.revision };
  for (const change of event.changes) {
    const changed = applyChange(next, change);
    if (changed === 'gap') return 'gap';
    next = changed;
  }
  return next;
}

function applyChange(detail: RunDetail, change: RunChange): RunDetail | 'gap' {
  switch (change.kind) {
    case 'summary':
      return { ...detail, run: change.run };
    case 'item':
      return { ...detail, items: withItem(detail.items, change.item) };
    case 'append': {
      const items = appended(detail.items, change);
      return items === null ? 'gap' : { ...detail, items };
    }
    case 'removed': {
      const gone = new Set(change.itemIds);
      return { ...detail, items: detail.items.filter((each) => !gone.has(each.id)) };
    }
    case 'interrupts':
      return { ...detail, interrupts: change.interrupts };
    case 'sharedState':
      return { ...detail, sharedState: change.sharedState };
    case 'usage':
      return { ...detail, usage: change.usage };
    case 'result':
      return { ...detail, result: change.result, media: change.media };
    case 'events':
      return { ...detail, events: change.events, faults: change.faults };
  }
}

function withItem(items: readonly RunItem[], item: RunItem): readonly RunItem[] {
  const at = indexOf(items, item.id);
  return at < 0 ? [...items, item] : items.with(at, item);
}

/** From the end: what changes is nearly always among the last. */
function indexOf(items: readonly RunItem[], id: string): number {
  return items.findLastIndex((each) => each.id === id);
}

function appended(
  items: readonly RunItem[],
  { itemId, field, from, text }: Extract<RunChange, { kind: 'append' }>,
): readonly RunItem[] | null {
  const at = indexOf(items, itemId);
  const item = items[at];
  if (!item) return null;
  if (field === 'args') {
    if (item.kind !== 'tool' || item.args.length !== from) return null;
    return items.with(at, { ...item, args: item.args + text });
  }
  if (item.kind !== 'message' && item.kind !== 'reasoning' && item.kind !== 'subagent') return null;
  const before = item.text ?? '';
  return before.length === from ? items.with(at, { ...item, text: before + text }) : null;
}
