import type { TopicName, Topics } from '../../preload/contract.ts';
import type { Emit } from '../emit.ts';

/** One window as the hub sees it. */
export interface Listener {
  send<T extends TopicName>(topic: T, event: Topics[T]): void;
}

export interface TopicHub {
  /** Sends to every window; one that has not mounted yet gets it when it says it is ready. */
  readonly emit: Emit;
  /** Sends to one window only, held back in the same way. */
  emitTo<T extends TopicName>(id: number, topic: T, event: Topics[T]): void;
  add(id: number, listener: Listener): void;
  remove(id: number): void;
  /** The page of this window is about to be loaded again: hold back until it is ready. */
  reset(id: number): void;
  ready(id: number): void;
}

interface Entry {
  listener: Listener;
  ready: boolean;
  held: (() => void)[];
}

/** A window that never mounts must not grow a queue for ever; it asks for the current state when it does. */
const MAX_HELD = 500;

export function createTopicHub(): TopicHub {
  const entries = new Map<number, Entry>();

  function deliver(entry: Entry, send: () => void): void {
    if (entry.ready) send();
    else if (entry.held.length < MAX_HELD) entry.held.push(send);
  }

  return {
    emit(topic, event) {
      for (const entry of entries.values()) deliver(entry, () => entry.listener.send(topic, event));
    },
    emitTo(id, topic, event) {
      const entry = entries.get(id);
      if (entry) deliver(entry, () => entry.listener.send(topic, event));
    },
    add(id, listener) {
      entries.set(id, { listener, ready: false, held: [] });
    },
    remove(id) {
      entries.delete(id);
    },
    reset(id) {
      const entry = entries.get(id);
      if (!entry) return;
      entry.ready = false;
      entry.held = [];
    },
    ready(id) {
      const entry = entries.get(id);
      if (!entry) return;
      entry.ready = true;
      for (const send of entry.held.splice(0)) send();
    },
  };
}
