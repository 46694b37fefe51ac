import type { RunItem } from '../../../preload/contract.ts';
import type { RunEvent } from '../events.ts';

/** The items of a run as they stand, and the events that tell the book of them: as few as will do. */
export interface Items {
  get(id: string): RunItem | undefined;
  /** In the order in which they are shown. */
  all(): readonly RunItem[];
  /** A new item at the end, or a new version of one that is there. */
  put(item: RunItem): void;
  append(id: string, field: 'text' | 'args', text: string): void;
  remove(ids: readonly string[]): void;
  /** What has changed since the last time. */
  take(): RunEvent[];
}

type Append = { kind: 'append'; itemId: string; field: 'text' | 'args'; text: string };

export function createItems(initial: readonly RunItem[]): Items {
  const items = new Map(initial.map((item) => [item.id, item]));
  let pending: RunEvent[] = [];
  /** Where in `pending` the last version of an item stands. */
  let versions = new Map<string, number>();
  /** What has been appended to an item since its last version was told. */
  let appended = new Map<string, Append[]>();

  return {
    get: (id) => items.get(id),
    all: () => [...items.values()],

    put(item) {
      items.set(item.id, item);
      const at = versions.get(item.id);
      if (at !== undefined) {
        pending[at] = { kind: 'item', item };
        return;
      }
      versions.set(item.id, pending.length);
      pending.push({ kind: 'item', item });
      // The version says it all.
      for (const each of appended.get(item.id) ?? []) each.text = '';
      appended.delete(item.id);
    },

    append(id, field, text) {
      const item = items.get(id);
      const grown = item && grow(item, field, text);
      if (!grown) return;
      items.set(id, grown);
      const at = versions.get(id);
      if (at !== undefined) {
        pending[at] = { kind: 'item', item: grown };
        return;
      }
      const before = appended.get(id);
      const same = before?.find((each) => each.field === field);
      if (same) {
        same.text += text;
        return;
      }
      const event: Append = { kind: 'append', itemId: id, field, text };
      pending.push(event);
      if (before) before.push(event);
      else appended.set(id, [event]);
    },

    remove(ids) {
      const gone = ids.filter((id) => items.delete(id));
      if (gone.length === 0) return;
      for (const id of gone) {
        versions.delete(id);
        appended.delete(id);
      }
      pending.push({ kind: 'removed', itemIds: gone });
    },

    take() {
      const taken = pending.filter((event) => event.kind !== 'append' || event.text !== '');
      pending = [];
      versions = new Map();
      appended = new Map();
      return taken;
    },
  };
}

function grow(item: RunItem, field: 'text' | 'args', text: string): RunItem | null {
  if (field === 'args') return item.kind === 'tool' ? { ...item, args: item.args + text } : null;
  return item.kind === 'message' || item.kind === 'reasoning' ? { ...item, text: item.text + text } : null;
}
