import { useCallback, useSyncExternalStore } from 'react';
import { useApp } from '../app/store.ts';

/** How often a running figure is read anew, ms; where motion is unwelcome, once a second. */
const STEP = 100;
const CALM_STEP = 1000;

/**
 * A value made from the current time, read anew again and again while `live`. Only when it differs is anything drawn:
 * give a number that is rounded as it is shown.
 */
export function useLive(live: boolean, read: (now: number) => number): number {
  const calm = useApp(({ settings }) => settings.reducedMotion === 'on') || prefersCalm();
  const follow = useCallback(
    (changed: () => void) => {
      if (!live) return () => undefined;
      const timer = setInterval(changed, calm ? CALM_STEP : STEP);
      return () => clearInterval(timer);
    },
    [live, calm],
  );
  return useSyncExternalStore(follow, () => read(Date.now()));
}

function prefersCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
