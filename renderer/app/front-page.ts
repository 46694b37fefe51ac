import { useEffect } from 'react';
import { call } from '../ui/bridge.ts';
import { useApp } from './store.ts';

/** Tells main which page is in front: what lies behind another page is not looked at, and is notified of. */
export function useFrontPage(): void {
  const page = useApp((state) => state.page);
  useEffect(() => {
    void call('app.page', { page });
  }, [page]);
}
