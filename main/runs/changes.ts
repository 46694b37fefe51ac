import type { RunItem } from '../../preload/contract.ts';
import type { RunEvent } from './events.ts';
import type { Run } from './run.ts';

const FIELDS = ['interrupts', 'sharedState', 'usage', 'result', 'media', 'memory'] as const;

/** A part of a run's content beside its items. */
export type Field = (typeof FIELDS)[number];

/** Text that came at the end of a field which held `from` UTF-16 units before. */
export interface Appended {
  readonly itemId: string;
  readonly field: 'text' | 'args';
  readonly from: number;
  readonly text: string;
}

/** What has changed in a run: to be applied in this order. */
export interface Delta {
  readonly removed: readonly string[];
  /** New and replaced items, in the order of the run. */
  readonly items: readonly RunItem[];
  readonly appended: readonly Appended[];
  readonly fields: ReadonlySet<Field>;
}

/** Gathers what has changed in one run since it was last taken. */
export interface Changes {
  /** `after` is what the event made of `before`. */
  note(before: Run, after: Run, event: RunEvent): void;
  /** Whether nothing has changed. */
  none(): boolean;
  /** What has been gathered, with the items as `now` has them; begins anew. `null` when nothing has changed. */
  take(now: Run): Delta | null;
}

export function createChanges(): Changes {
  let touched = false;
  let removed = new Set<string>();
  let items = new Set<string>();
  let appended = new Map<string, Appended>();
  let fields = new Set<Field>();

  function noteItem(id: string): void {
    items.add(id);
    appended.delete(`text ${id}`);
    appended.delete(`args ${id}`);
  }

  function noteRemoved(id: string): void {
    removed.add(id);
    noteItem(id);
    items.delete(id);
  }

  function noteText(before: Run, { itemId, field, text }: Extract<RunEvent, { kind: 'append' }>): void {
    // The item will be taken whole, with this text.
    if (items.has(itemId)) return;
    const key = `${field} ${itemId}`;
    const known = appended.get(key);
    const from = known?.from ?? lengthOf(before, itemId, field);
    appended.set(key, { itemId, field, from, text: (known?.text ?? '') + text });
  }

  function compareItems(before: Run, after: Run, event: RunEvent): void {
    // Only a removal moves items; otherwise they are replaced where they stand, or come at the end.
    const known = event.kind === 'removed' ? noteGone(before, after) : before.items;
    for (const [index, item] of after.items.entries()) {
      const grown = event.kind === 'append' && event.itemId === item.id;
      if (item !== known[index] && !grown) noteItem(item.id);
    }
  }

  /** Notes what has gone and answers what has stayed. */
  function noteGone(before: Run, after: Run): readonly RunItem[] {
    const there = new Set(after.items.map(({ id }) => id));
    for (const { id } of before.items) if (!there.has(id)) noteRemoved(id);
    return before.items.filter(({ id }) => there.has(id));
  }

  return {
    note(before, after, event) {
      touched = true;
      for (const field of FIELDS) if (before[field] !== after[field]) fields.add(field);
      if (before.items === after.items) return;
      // Text comes by the ten thousands: only when it also changed how the run stands is there more to find.
      const onlyText = event.kind === 'append' && before.state === after.state;
      if (event.kind === 'append' && textChanged(before, after, event.itemId)) noteText(before, event);
      if (!onlyText) compareItems(before, after, event);
    },
    none: () => !touched,
    take(now) {
      if (!touched) return null;
      const delta: Delta = {
        removed: [...removed],
        items: now.items.filter(({ id }) => items.has(id)),
        appended: [...appended.values()],
        fields,
      };
      touched = false;
      removed = new Set();
      items = new Set();
      appended = new Map();
      fields = new Set();
      return delta;
    },
  };
}

function textChanged(before: Run, after: Run, itemId: string): boolean {
  return find(before, itemId) !== find(after, itemId);
}

function lengthOf(run: Run, itemId: string, field: 'text' | 'args'): number {
  const item = find(run, itemId);
  if (item?.kind === 'tool') return field === 'args' ? item.args.length : 0;
  return item?.kind === 'message' || item?.kind === 'reasoning' ? item.text.length : 0;
}

function find(run: Run, itemId: string): RunItem | undefined {
  return run.items.findLast(({ id }) => id === itemId);
}
