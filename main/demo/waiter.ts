import type { Clock } from '../clock.ts';

/** Waits on the injected clock; once stopped, no wait ends any more. */
export interface Waiter {
  wait(ms: number): Promise<void>;
  stop(): void;
}

export function createWaiter(clock: Clock): Waiter {
  const cancels = new Set<() => void>();
  return {
    wait(ms) {
      if (ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(ms, () => {
          cancels.delete(cancel);
          resolve();
        });
        cancels.add(cancel);
      });
    },
    stop() {
      for (const cancel of cancels) cancel();
      cancels.clear();
    },
  };
}
