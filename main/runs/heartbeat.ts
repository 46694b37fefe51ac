import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';

const BEAT_MS = 60_000;

/** Keeps the time at which the program was last there to see what happens to its runs, also for when it is killed. */
export interface Heartbeat {
  /** The program is here; said again every minute while there is anything to see. */
  beat(): void;
  stop(): void;
}

export interface HeartbeatDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Whether there is anything to see; else the disk is left alone. */
  readonly watching: () => boolean;
  readonly onFault: (cause: unknown) => void;
}

export function createHeartbeat({ store, clock, watching, onFault }: HeartbeatDeps): Heartbeat {
  let cancel = () => {};

  function beat(): void {
    cancel();
    if (!watching()) return;
    cancel = clock.after(BEAT_MS, beat);
    store.run('runs.setAlive', { at: clock.now() }).then((kept) => {
      if (!kept.ok) onFault(new Error('the time could not be kept', { cause: kept.error }));
    }, onFault);
  }

  return { beat, stop: () => cancel() };
}
