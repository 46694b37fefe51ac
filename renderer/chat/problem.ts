import { create } from 'zustand';
import type { AppError } from '../../preload/contract.ts';

/** What went wrong with the last thing the person did; shown until dismissed or something else is done. */
export type Problem =
  | { readonly kind: 'error'; readonly error: AppError }
  /** The server would not delete it; hiding is what remains. */
  | { readonly kind: 'notDeleted'; readonly conversationId: number; readonly error: AppError }
  /** A sentence of its own; `info` is no failure. */
  | { readonly kind: 'text'; readonly tone: 'bad' | 'info'; readonly text: string };

export const useProblem = create<{ readonly problem: Problem | null }>(() => ({ problem: null }));

export function report(problem: Problem | null): void {
  useProblem.setState({ problem });
}
