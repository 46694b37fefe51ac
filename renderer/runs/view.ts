import { create } from 'zustand';
import { useApp } from '../app/store.ts';
import { giveToForm } from './form-store.ts';

/** What the Runs page shows at its right: a run, the form of a new task, or neither. */
export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'run'; readonly id: number }
  | { readonly kind: 'newRun' };

export const useRunsView = create<{ readonly shown: Shown }>(() => ({ shown: { kind: 'nothing' } }));

/** Shows a run. */
export function showRun(id: number): void {
  useRunsView.setState({ shown: { kind: 'run', id } });
  useApp.setState({ page: 'runs', listOpen: false });
}

/** Shows the form of a new task, with what is known already. What was being written in it stays. */
export function newRun(prompt: string, conversationId: number | null): void {
  giveToForm(prompt, conversationId);
  useRunsView.setState({ shown: { kind: 'newRun' } });
  useApp.setState({ page: 'runs', listOpen: false });
}

export function showNothing(): void {
  useRunsView.setState({ shown: { kind: 'nothing' } });
}
