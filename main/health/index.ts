import type { HealthReport } from '../../preload/contract.ts';

/** Watches every service that is set up, and names the first broken link of each. */
export interface Health {
  report(): HealthReport;
  /** Checks one service now, or all of them. */
  check(id: string | null): void;
  /** The health page is open in this window, or no more: rounds are closer while somebody looks. */
  watch(windowId: number, on: boolean): void;
  power(state: 'asleep' | 'awake'): void;
  close(): Promise<void>;
}

export function createHealth(): Health {
  return {
    report: () => ({ services: [], network: { broken: false, since: 0, error: null }, everyMs: 60_000 }),
    check: () => {},
    watch: () => {},
    power: () => {},
    close: async () => {},
  };
}
