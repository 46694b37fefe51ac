import { create } from 'zustand';
import type { AppError, RequestOf, RunSummary } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { useRuns } from './runs-store.ts';

export type RunFilter = RequestOf<'runs.list'>['filter'];

interface RunSearch {
  readonly text: string;
  readonly filter: RunFilter;
  /** What was found so far; `null` while nothing is searched for, or the first answer is on its way. */
  readonly found: readonly number[] | null;
  readonly next: number | null;
  readonly error: AppError | null;
}

const NOTHING: RunSearch = { text: '', filter: 'all', found: null, next: null, error: null };

export const useRunSearch = create<RunSearch>(() => NOTHING);

/** The runs found as main told them last: those the list knows are followed there, older ones stand still. */
const summaries = new Map<number, RunSummary>();

const PAUSE = 150;
const PAGE_SIZE = 100;
/** Grows with every question: an answer to an earlier one is thrown away. */
let asked = 0;
let timer: ReturnType<typeof setTimeout> | null = null;

export function isSearching({ text, filter }: Pick<RunSearch, 'text' | 'filter'>): boolean {
  return text.trim() !== '' || filter !== 'all';
}

/** Changes the question; it is asked when the typing pauses. What was found last stays until then. */
export function searchRuns(change: Partial<Pick<RunSearch, 'text' | 'filter'>>): void {
  useRunSearch.setState(change);
  asked++;
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (isSearching(useRunSearch.getState())) timer = setTimeout(() => void ask(null), PAUSE);
  else useRunSearch.setState({ found: null, next: null, error: null });
}

/** The next page of what was found, when there is one. */
export async function moreFound(): Promise<void> {
  const { next } = useRunSearch.getState();
  if (next !== null) await ask(next);
}

async function ask(before: number | null): Promise<void> {
  const own = asked;
  const { text, filter, found } = useRunSearch.getState();
  const result = await call('runs.list', { query: text.trim().slice(0, 500), filter, before, limit: PAGE_SIZE });
  if (own !== asked) return;
  if (!result.ok) {
    useRunSearch.setState({ error: result.error });
    return;
  }
  const { runs, next } = result.value;
  if (before === null) summaries.clear();
  for (const each of runs) summaries.set(each.id, each);
  const ids = runs.map((each) => each.id);
  const kept = before === null ? [] : (found ?? []);
  useRunSearch.setState({ found: [...new Set([...kept, ...ids])], next, error: null });
}

/** What was found, each as it stands now. */
export function foundRuns(found: readonly number[], known: ReadonlyMap<number, RunSummary>): readonly RunSummary[] {
  return found.map((id) => known.get(id) ?? summaries.get(id)).filter((each) => each !== undefined);
}

/** Asks again when runs change that may now be found, or no longer, until the returned function is called. */
export function followSearch(): () => void {
  const stop = useRuns.subscribe((now, before) => {
    if (now.runs === before.runs || !isSearching(useRunSearch.getState())) return;
    for (const id of before.runs.keys()) if (!now.runs.has(id)) forget(id);
    if (timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      asked++;
      void ask(null);
    }, 1000);
  });
  return () => {
    stop();
    searchRuns({ text: '', filter: 'all' });
  };
}

function forget(id: number): void {
  summaries.delete(id);
  useRunSearch.setState(({ found }) => ({ found: found?.filter((each) => each !== id) ?? null }));
}
