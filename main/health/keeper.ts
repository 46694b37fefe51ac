import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';
import { createHistory, DAY_MS, type History } from './history.ts';
import type { Sample } from './hysteresis.ts';
import type { StoredSample } from './sql/samples.ts';

/** Samples wait this long for the disk: one that is killed loses them, and the disk is left alone in between. */
const WRITE_MS = 5 * 60_000;

/** Keeps the samples of all services for a day, also over the end of the program. */
export interface SampleKeeper {
  /** Reads what was kept. */
  load(): Promise<void>;
  history(serviceId: string): History;
  add(service: { readonly id: string }, sample: Sample): void;
  /** Writes what waits. */
  flush(): void;
  close(): Promise<void>;
}

export interface SampleKeeperDeps {
  readonly store: Pick<Store, 'run' | 'read'>;
  readonly clock: Clock;
  readonly onFault: (cause: unknown) => void;
}

export function createSampleKeeper({ store, clock, onFault }: SampleKeeperDeps): SampleKeeper {
  const histories = new Map<string, History>();
  let waiting: StoredSample[] = [];
  let writing: Promise<void> = Promise.resolve();
  let cancel: (() => void) | null = null;

  function history(id: string): History {
    const known = histories.get(id) ?? createHistory();
    histories.set(id, known);
    return known;
  }

  async function write(): Promise<void> {
    const samples = waiting;
    waiting = [];
    if (samples.length === 0) return;
    const kept = await store.run('health.add', { samples, before: clock.now() - DAY_MS });
    if (!kept.ok) onFault(new Error('samples could not be kept', { cause: kept.error }));
  }

  function flush(): void {
    cancel?.();
    cancel = null;
    writing = writing.then(write).catch(onFault);
  }

  return {
    async load() {
      const loaded = await store.read('health.load', { after: clock.now() - DAY_MS });
      if (!loaded.ok) return onFault(new Error('samples could not be read', { cause: loaded.error }));
      for (const [id, samples] of Map.groupBy(loaded.value, ({ service }) => service)) history(id).restore(samples);
    },
    history,
    add({ id }, sample) {
      waiting.push({ service: id, ...sample });
      cancel ??= clock.after(WRITE_MS, flush);
    },
    flush,
    async close() {
      flush();
      await writing;
    },
  };
}
