import { create } from 'zustand';
import type { AppError, HealthReport } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';

interface HealthStore {
  /** `null` until main has told it. */
  readonly report: HealthReport | null;
  /** Why it is not known. */
  readonly error: AppError | null;
}

/** The health of every service, as main sees it. */
export const useHealth = create<HealthStore>(() => ({ report: null, error: null }));

/** Asks for the report of now. One that was pushed meanwhile is newer than the answer, and stays. */
export async function loadHealth(): Promise<void> {
  const before = useHealth.getState().report;
  const result = await call('health.get', null);
  if (useHealth.getState().report !== before) return;
  useHealth.setState(result.ok ? { report: result.value, error: null } : { error: result.error });
}

/** Follows the topic until the returned function is called; the first report is asked for at once. */
export function followHealth(): () => void {
  const stop = on('health', (report) => useHealth.setState({ report, error: null }));
  void loadHealth();
  return stop;
}

/** Tells main that the page is looked at, and that it is no more: in a window that is hidden, nobody looks. */
export function watchHealth(page: Document): () => void {
  let watched = false;
  const tell = (on: boolean) => {
    if (on === watched) return;
    watched = on;
    void call('health.watch', { on });
  };
  const follow = () => tell(page.visibilityState === 'visible');
  page.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    page.removeEventListener('visibilitychange', follow);
    tell(false);
  };
}
