import { useCallback, useEffect, useState } from 'react';
import { call } from '../ui/bridge.ts';
import { useHealth } from './health-store.ts';

/**
 * Checks a service, or all of them (`null`), without waiting for the next round. `busy` is only ever what was asked for
 * here: a button that turned with every round would turn all the time.
 */
export function useCheck(id: string | null): { readonly busy: boolean; readonly check: () => void } {
  const checking = useHealth(
    ({ report }) => report?.services.some((each) => each.checking && (id === null || each.id === id)) ?? false,
  );
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!checking) setAsked(false);
  }, [checking]);
  const check = useCallback(() => {
    setAsked(true);
    void call('health.check', { id });
  }, [id]);
  return { busy: asked && checking, check };
}
