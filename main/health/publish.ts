import type { HealthReport } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { Emit } from '../emit.ts';

/** Told at most this often, milliseconds. */
const TOLD_MS = 500;

export interface HealthPublisher {
  changed(): void;
  close(): void;
}

export interface HealthPublisherDeps {
  readonly clock: Clock;
  readonly emit: Emit;
  readonly report: () => HealthReport;
  /** Somebody has the page open. */
  readonly watched: () => boolean;
}

/**
 * Tells the windows what changed, at most twice a second. While nobody has the page open, only what shows elsewhere is
 * told: that a service is in another state, not that another check has gone well.
 */
export function createHealthPublisher({ clock, emit, report, watched }: HealthPublisherDeps): HealthPublisher {
  let toldAt = Number.NEGATIVE_INFINITY;
  let told = '';
  let cancel: (() => void) | null = null;

  function tell(): void {
    cancel = null;
    const now = report();
    const essence = essenceOf(now);
    if (!watched() && essence === told) return;
    told = essence;
    toldAt = clock.now();
    emit('health', now);
  }

  return {
    changed() {
      cancel ??= clock.after(Math.max(0, Math.min(TOLD_MS, toldAt + TOLD_MS - clock.now())), tell);
    },
    close: () => cancel?.(),
  };
}

function essenceOf({ services, network, clockAheadMs, everyMs }: HealthReport): string {
  const states = services.map(({ id, name, address, state, since, broken, explainedBy }) => [
    id,
    name,
    address,
    state,
    since,
    broken,
    explainedBy,
  ]);
  return JSON.stringify([states, network.broken, clockAheadMs !== 0, everyMs]);
}
