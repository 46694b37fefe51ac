import { create } from 'zustand';
import type { AppError, Conversation, Topics } from '../../preload/contract.ts';
import { Recent } from '../app/recent.ts';
import { call, on } from '../ui/bridge.ts';
import { applyListChange, type ListState, listFrom } from './list-state.ts';

interface ListStore extends ListState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
  readonly selected: number | null;
  readonly showHidden: boolean;
}

/** The conversations of the active account, kept in step with main. */
export const useList = create<ListStore>(() => ({
  conversations: new Map(),
  revision: -1,
  phase: 'loading',
  error: null,
  selected: null,
  showHidden: false,
}));

let asking = false;
/** What has changed since the list was last asked for. */
let recent = new Recent<Topics['conversations']>();

/** Asks for the whole list. Calls while one is under way are one call. */
export async function loadList(): Promise<void> {
  if (asking) return;
  asking = true;
  recent = new Recent();
  const result = await call('conversations.list', null);
  asking = false;
  if (result.ok) {
    const list = recent.replay(listFrom(result.value), applyListChange);
    useList.setState({ ...list, phase: 'ready', error: null });
  } else if (useList.getState().phase === 'loading') useList.setState({ phase: 'failed', error: result.error });
}

/** Follows the topic until the returned function is called; the first list is asked for at once. */
export function followList(): () => void {
  const stop = on('conversations', (change) => {
    recent.add(change);
    if (useList.getState().phase !== 'ready') return;
    const next = applyListChange(useList.getState(), change);
    if (next === 'gap') void loadList();
    else useList.setState(next);
  });
  useList.setState({ phase: 'loading', selected: null });
  void loadList();
  return stop;
}

/** The selected conversation, or `null`. */
export function useSelected(): Conversation | null {
  return useList((state) => (state.selected === null ? null : (state.conversations.get(state.selected) ?? null)));
}
