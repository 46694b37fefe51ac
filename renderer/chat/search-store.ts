import { create } from 'zustand';
import type { AppError, SearchPage } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { joinPages } from './search-pages.ts';

export type SearchOrder = 'newest' | 'relevance';

export interface SearchState {
  readonly text: string;
  /** Search in one conversation only, or everywhere. */
  readonly within: number | null;
  readonly order: SearchOrder;
  /** All pages so far as one. `null` while the first is on its way. */
  readonly found: SearchPage | null;
  readonly error: AppError | null;
}

export const useSearch = create<SearchState>(() => ({
  text: '',
  within: null,
  order: 'newest',
  found: null,
  error: null,
}));

/** Grows with every question: an answer to an earlier one is thrown away. */
let asked = 0;

/** Changes the question. The results of the last one stay until the new ones are there, so that nothing flickers. */
export function search(change: Partial<Pick<SearchState, 'text' | 'within' | 'order'>>): void {
  useSearch.setState(change);
  asked++;
  const { text } = useSearch.getState();
  if (text.trim() === '') useSearch.setState({ found: null, error: null });
  else void ask(null);
}

export function closeSearch(): void {
  search({ text: '', within: null });
}

/** The next page, when there is one. */
export async function moreResults(): Promise<void> {
  const next = useSearch.getState().found?.next ?? null;
  if (next !== null) await ask(next);
}

async function ask(next: number | null): Promise<void> {
  const own = asked;
  const { text, within, order } = useSearch.getState();
  const result = await call('search.query', { text: text.trim(), conversationId: within, order, next });
  if (own !== asked) return;
  if (!result.ok) {
    useSearch.setState({ error: result.error });
    return;
  }
  const before = useSearch.getState().found;
  const found = next !== null && before ? joinPages(before, result.value) : result.value;
  useSearch.setState({ found, error: null });
}
