import type { Notice } from '../preload/contract.ts';

/** What a person should know, each kept until it is dismissed or no longer true. */
export interface Notices {
  list(): readonly Notice[];
  /** Adds it, or replaces the one with the same id. A notice that was dismissed comes back only when it changes. */
  set(notice: Notice): void;
  /** No longer true. */
  clear(id: string): void;
  dismiss(id: string): void;
}

/** Notices in the order they first appeared; `changed` is told of every change of the list. */
export function createNotices(changed: (notices: readonly Notice[]) => void): Notices {
  const current = new Map<string, Notice>();
  const dismissed = new Map<string, string>();

  function remove(id: string): void {
    if (current.delete(id)) changed([...current.values()]);
  }

  return {
    list: () => [...current.values()],
    set(notice) {
      const text = JSON.stringify(notice);
      const known = current.get(notice.id);
      if (dismissed.get(notice.id) === text || (known && JSON.stringify(known) === text)) return;
      current.set(notice.id, notice);
      changed([...current.values()]);
    },
    clear(id) {
      dismissed.delete(id);
      remove(id);
    },
    dismiss(id) {
      const notice = current.get(id);
      if (notice) dismissed.set(id, JSON.stringify(notice));
      remove(id);
    },
  };
}
