import { create } from 'zustand';
import type { AnswerTarget, AppError, MeaningStatus, ReplyOf } from '../../../preload/contract.ts';
import { call, on } from '../../ui/bridge.ts';
import { save } from '../save.ts';

interface MeaningStore {
  /** `null` until main has answered. */
  readonly status: MeaningStatus | null;
  /** Why the last wish could not be met. */
  readonly error: AppError | null;
}

export const useMeaning = create<MeaningStore>(() => ({ status: null, error: null }));

/** Asks how the index is doing and follows it until the returned function is called. */
export function followMeaning(): () => void {
  let told = false;
  let following = true;
  const stop = on('meaning', (status) => {
    told = true;
    useMeaning.setState({ status });
  });
  void call('meaning.get', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (told || !following) return;
    useMeaning.setState(result.ok ? { status: result.value } : { error: result.error });
  });
  return () => {
    following = false;
    stop();
  };
}

export async function pauseMeaning(paused: boolean): Promise<void> {
  const result = await call('meaning.pause', { paused });
  useMeaning.setState({ error: result.ok ? null : result.error });
}

/** `null` switches it off and removes the index. */
export async function chooseMeaning(target: AnswerTarget | null): Promise<void> {
  useMeaning.setState({ error: null });
  await save({ meaning: target });
}

export type Estimate = ReplyOf<'meaning.estimate'>;
