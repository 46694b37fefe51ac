import { create } from 'zustand';
import type { AppError, Diagnostics } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';

interface DiagnosticsStore {
  readonly report: Diagnostics | null;
  readonly loading: boolean;
  /** What has become of the last press of a button. */
  readonly outcome:
    | { readonly kind: 'copied' | 'saved' }
    | { readonly kind: 'failed'; readonly error: AppError }
    | null;
}

export const useDiagnostics = create<DiagnosticsStore>(() => ({ report: null, loading: false, outcome: null }));

/** Has everything gathered anew; what was shown stays until the new is there. */
export async function loadDiagnostics(): Promise<void> {
  if (useDiagnostics.getState().loading) return;
  useDiagnostics.setState({ loading: true, outcome: null });
  const result = await call('diagnostics.report', null);
  if (result.ok) useDiagnostics.setState({ loading: false, report: result.value });
  else useDiagnostics.setState({ loading: false, outcome: { kind: 'failed', error: result.error } });
}

/** Copies what is shown, and nothing that came since. */
export async function copyDiagnostics(text: string): Promise<void> {
  const result = await call('app.copy', { text });
  useDiagnostics.setState({ outcome: result.ok ? { kind: 'copied' } : { kind: 'failed', error: result.error } });
}

/** Saves what is shown; who changes their mind is told nothing. */
export async function saveDiagnostics(text: string): Promise<void> {
  const result = await call('diagnostics.save', { text });
  if (!result.ok) useDiagnostics.setState({ outcome: { kind: 'failed', error: result.error } });
  else useDiagnostics.setState({ outcome: result.value.saved ? { kind: 'saved' } : null });
}
