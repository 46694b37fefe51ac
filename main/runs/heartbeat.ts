import type { Clock } from '../clock.ts';
import type { Store } from '../database/store.ts';

const BEAT_MS = 60_000;

/** Keeps the time at which the program was last there to see what happens to its runs, also for when it is killed. */
export interface Heartbeat {
  start(): void;
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
    if (!watching()) return;
    store.run('runs.setAlive', { at: clock.now() }).then((kept) => {
      if (!kept.ok) onFault(new Error('the time could not be kept', { cause: kept.error }));
    }, onFault);
  }

  function again(): void {
    cancel = clock.after(BEAT_MS, () => {
      beat();
      again();
    });
  }

  return {
    start() {
      beat();
      again();
    },
    beat,
    stop: () => cancel(),
  };
}
