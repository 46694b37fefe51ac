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

export function createItems(initial: readonly RunItem[]): Items {
  const items = new Map(initial.map((item) => [item.id, item]));
  let pending: RunEvent[] = [];
  /** Where in `pending` the last word about an item (its id) or a field of it (id and field) stands. */
  let places = new Map<string, number>();

  const place = (key: string) => {
    const at = places.get(key);
    return at === undefined ? undefined : pending[at];
  };
  const push = (key: string, event: RunEvent) => {
    places.set(key, pending.length);
    pending.push(event);
  };
  const forget = (key: string) => places.delete(key);

  return {
    get: (id) => items.get(id),
    all: () => [...items.values()],

    put(item) {
      items.set(item.id, item);
      const at = places.get(item.id);
      if (at === undefined) push(item.id, { kind: 'item', item });
      else pending[at] = { kind: 'item', item };
      // The item says all that was appended; what comes now comes after it.
      for (const field of ['text', 'args']) {
        const appended = place(`${item.id}\n${field}`);
        if (appended?.kind === 'append') pending[places.get(`${item.id}\n${field}`) ?? -1] = { ...appended, text: '' };
        forget(`${item.id}\n${field}`);
      }
    },

    append(id, field, text) {
      const item = items.get(id);
      const grown = item && grow(item, field, text);
      if (!grown) return;
      items.set(id, grown);
      const told = places.get(id);
      if (told !== undefined) {
        pending[told] = { kind: 'item', item: grown };
        return;
      }
      const before = place(`${id}\n${field}`);
      if (before?.kind === 'append') {
        pending[places.get(`${id}\n${field}`) ?? -1] = { ...before, text: before.text + text };
        return;
      }
      push(`${id}\n${field}`, { kind: 'append', itemId: id, field, text });
    },

    remove(ids) {
      const gone = ids.filter((id) => items.delete(id));
      if (gone.length === 0) return;
      for (const id of gone) for (const key of [id, `${id}\ntext`, `${id}\nargs`]) forget(key);
      pending.push({ kind: 'removed', itemIds: gone });
    },

    take() {
      const taken = pending.filter((event) => event.kind !== 'append' || event.text !== '');
      pending = [];
      places = new Map();
      return taken;
    },
  };
}

function grow(item: RunItem, field: 'text' | 'args', text: string): RunItem | null {
  if (field === 'args') return item.kind === 'tool' ? { ...item, args: item.args + text } : null;
  return item.kind === 'message' || item.kind === 'reasoning' ? { ...item, text: item.text + text } : null;
}
