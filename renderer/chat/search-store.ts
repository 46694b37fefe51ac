import { create } from 'zustand';
import type { AppError, SearchPage } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { joinPages } from './search-pages.ts';

export type SearchOrder = 'newest' | 'relevance';

export interface SearchState {
  readonly text: string;
  /** Search in one conversation only, or everywhere. */
  readonly within: number | null;
  /** `null` until the person chooses: what is found by meaning has its place in the best order only. */
  readonly order: SearchOrder | null;
  /** All pages so far as one. `null` while the first is on its way. */
  readonly found: SearchPage | null;
  readonly error: AppError | null;
  /** What was found by words is there, and messages that mean the same are still being looked for. */
  readonly seeking: boolean;
}

/** Typing has stopped: only then is a server asked what the text means, milliseconds. */
const STILL_MS = 300;

export const useSearch = create<SearchState>(() => ({
  text: '',
  within: null,
  order: null,
  found: null,
  error: null,
  seeking: false,
}));

/** The order that holds now. */
export function orderOf(chosen: SearchOrder | null, byMeaning: boolean): SearchOrder {
  return chosen ?? (byMeaning ? 'relevance' : 'newest');
}

const byMeaning = () => useApp.getState().settings.meaning !== null;

/** Grows with every question: an answer to an earlier one is thrown away. */
let asked = 0;
/** The last of them that was answered by meaning too: its words alone are no news any more. */
let sought = 0;
let stillTimer: ReturnType<typeof setTimeout> | undefined;

/**
 * Changes the question. The results of the last one stay until the new ones are there, so that nothing flickers. Words
 * are looked for at once; with search by meaning on, those results give way to better ones a moment later.
 */
export function search(change: Partial<Pick<SearchState, 'text' | 'within' | 'order'>>): void {
  useSearch.setState(change);
  asked++;
  clearTimeout(stillTimer);
  const { text, order } = useSearch.getState();
  const deep = text.trim() !== '' && byMeaning() && orderOf(order, true) === 'relevance';
  useSearch.setState({ seeking: deep });
  if (text.trim() === '') useSearch.setState({ found: null, error: null });
  else void ask({ next: null, deep: false });
  if (deep) stillTimer = setTimeout(() => void ask({ next: null, deep: true }), STILL_MS);
}

export function closeSearch(): void {
  search({ text: '', within: null });
}

/** The next page, when there is one. */
export async function moreResults(): Promise<void> {
  const found = useSearch.getState().found;
  if (found && found.next !== null) await ask({ next: found.next, deep: found.meaning !== undefined });
}

async function ask({ next, deep }: { next: number | null; deep: boolean }): Promise<void> {
  const own = asked;
  const { text, within, order } = useSearch.getState();
  const question = { text: text.trim(), conversationId: within, order: orderOf(order, byMeaning()), next };
  const result = await call('search.query', deep ? { ...question, meaning: true } : question);
  if (own !== asked || (!deep && next === null && own === sought)) return;
  if (deep) {
    sought = own;
    useSearch.setState({ seeking: false });
  }
  if (!result.ok) {
    useSearch.setState({ error: result.error });
    return;
  }
  const before = useSearch.getState().found;
  const found = next !== null && before ? joinPages(before, result.value) : result.value;
  useSearch.setState({ found, error: null });
}
