import { create } from 'zustand';
import { showPage } from '../app/store.ts';

/** What the page is to do as soon as it can: it may not have been fetched yet. */
export type Wanted =
  | { readonly kind: 'ask'; readonly prompt: string }
  | { readonly kind: 'open'; readonly conversationId: number };

export const useCompareView = create<{ readonly wanted: Wanted | null }>(() => ({ wanted: null }));

/** Shows the page: with an earlier comparison, asking a prompt at once, or as it was left. */
export function showCompare(prompt: string, conversationId: number | null): void {
  if (conversationId !== null) useCompareView.setState({ wanted: { kind: 'open', conversationId } });
  else if (prompt.trim() !== '') useCompareView.setState({ wanted: { kind: 'ask', prompt } });
  showPage('compare');
}

/** Hands out what is wanted, once. */
export function takeWanted(): Wanted | null {
  const { wanted } = useCompareView.getState();
  if (wanted) useCompareView.setState({ wanted: null });
  return wanted;
}
