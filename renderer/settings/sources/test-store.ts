import { create } from 'zustand';
import type { AppError, TestStepReport } from '../../../preload/contract.ts';
import { call, on } from '../../ui/bridge.ts';

/** What a window knows of the connection test of one source. */
export interface TestState {
  /** Empty until the first step is told. */
  readonly steps: readonly TestStepReport[];
  readonly running: boolean;
  /** Why there is no test. */
  readonly error: AppError | null;
}

/** The last test of each source by its id, until the source is changed. */
const useTests = create<Readonly<Record<string, TestState>>>(() => ({}));

export function useTest(id: string | null): TestState | null {
  return useTests((all) => (id === null ? null : (all[id] ?? null)));
}

/** Follows tests, those that another window began too, until the returned function is called. */
export function followTests(): () => void {
  return on('sourceTest', ({ id, steps }) => {
    const before = useTests.getState()[id];
    // What is told before a test was asked for here, or after its end, is another window's.
    put(id, { steps, running: before?.running ?? false, error: null });
  });
}

/** Tests a source and answers when the test has ended. */
export async function startTest(id: string): Promise<void> {
  put(id, { steps: [], running: true, error: null });
  const result = await call('sources.test', { id });
  if (result.ok) put(id, { steps: result.value, running: false, error: null });
  else put(id, { steps: [], running: false, error: result.error });
}

export function stopTest(id: string): void {
  void call('sources.stopTest', { id });
}

/** The source is another one now: what was seen of it before says nothing. */
export function forgetTest(id: string): void {
  useTests.setState(({ [id]: _gone, ...rest }) => rest, true);
}

/** The step that broke the chain. */
export function failureOf(steps: readonly TestStepReport[]): { step: TestStepReport['step']; error: AppError } | null {
  for (const { step, verdict } of steps) if (verdict.kind === 'failed') return { step, error: verdict.error };
  return null;
}

/** Models near the one a test did not find. */
export function nearOf(test: TestState | null): readonly string[] {
  for (const { verdict } of test?.steps ?? []) if (verdict.kind === 'failed') return verdict.near;
  return [];
}

function put(id: string, state: TestState): void {
  useTests.setState({ [id]: state });
}
