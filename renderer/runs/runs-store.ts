import { create } from 'zustand';
import type { AppError, Topics } from '../../preload/contract.ts';
import { Recent } from '../app/recent.ts';
import { call, on } from '../ui/bridge.ts';
import { applyRunsChange, type RunsState, runsFrom, withPage } from './runs-state.ts';

/** The most main gives at once. What is under way fits, or its oldest are left to the history. */
const LARGEST_PAGE = 200;
const PAGE_SIZE = 100;

interface RunsStore extends RunsState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
}

/** The runs, kept in step with main. */
export const useRuns = create<RunsStore>(() => ({
  runs: new Map(),
  revision: -1,
  next: null,
  phase: 'loading',
  error: null,
}));

let asking = false;
/** Grows with every loading of the list: a page of the history for an earlier one is thrown away. */
let loading = 0;
/** What has changed since the list was last asked for. */
let recent = new Recent<Topics['runs']>();

/** Asks for what is under way and for the newest of the history. Calls while one is under way are one call. */
export async function loadRuns(): Promise<void> {
  if (asking) return;
  asking = true;
  loading++;
  recent = new Recent();
  const [active, newest] = await Promise.all([
    call('runs.list', { query: '', filter: 'active', before: null, limit: LARGEST_PAGE }),
    call('runs.list', { query: '', filter: 'all', before: null, limit: PAGE_SIZE }),
  ]);
  asking = false;
  if (active.ok && newest.ok) {
    const list = recent.replay(runsFrom(active.value, newest.value), applyRunsChange);
    useRuns.setState({ ...list, phase: 'ready', error: null });
    return;
  }
  const error = active.ok ? (newest.ok ? null : newest.error) : active.error;
  if (useRuns.getState().phase !== 'ready') useRuns.setState({ phase: 'failed', error });
}

let paging = false;

/** One more page of the history; does nothing while one is under way or when there is none. */
export async function moreRuns(): Promise<void> {
  const { next, phase } = useRuns.getState();
  if (next === null || phase !== 'ready' || paging) return;
  paging = true;
  const own = loading;
  const page = await call('runs.list', { query: '', filter: 'all', before: next, limit: PAGE_SIZE });
  paging = false;
  if (page.ok && own === loading) useRuns.setState((state) => withPage(state, page.value));
}

/** Follows the topic until the returned function is called; the first list is asked for at once. */
export function followRuns(): () => void {
  const stop = on('runs', (change) => {
    recent.add(change);
    if (useRuns.getState().phase !== 'ready') return;
    const next = applyRunsChange(useRuns.getState(), change);
    if (next === 'gap') void loadRuns();
    else useRuns.setState(next);
  });
  useRuns.setState({ phase: 'loading' });
  void loadRuns();
  return stop;
}
