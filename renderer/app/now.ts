import { useCallback, useSyncExternalStore } from 'react';

/**
 * The current time, in whole steps of `stepMs`: a component that uses it is drawn again at each step, and at no other
 * time. Give the coarsest step that still reads right.
 */
export function useNow(stepMs: number): number {
  const follow = useCallback(
    (changed: () => void) => {
      // A computer that wakes up must not show the time it fell asleep for longer than a minute.
      const timer = setInterval(changed, Math.min(stepMs, 60_000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(follow, () => Math.floor(Date.now() / stepMs)) * stepMs;
}

/** Milliseconds since `since`, stepping once a second and never negative. */
export function useElapsed(since: number): number {
  return Math.max(0, useNow(1000) - since);
}
