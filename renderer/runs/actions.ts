import { create } from 'zustand';
import type { AppError, CommandName, InterruptAnswer, ReplyOf, RequestOf, RunRequest } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { showNothing, showRun, useRunsView } from './view.ts';

/** What went wrong with the last thing the person did on the Runs page; shown until dismissed or something else is done. */
export const useRunProblem = create<{ readonly error: AppError | null }>(() => ({ error: null }));

/** Does a command and puts its failure on screen. Answers the value, or `null` when it failed. */
async function attempt<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C> | null> {
  const result = await call(command, request);
  useRunProblem.setState({ error: result.ok ? null : result.error });
  return result.ok ? result.value : null;
}

/** Starts a run and shows it. Answers the error, the text being still the caller's, or `null`. */
export async function startRun(request: RunRequest): Promise<AppError | null> {
  const result = await call('runs.start', request);
  if (!result.ok) return result.error;
  useRunProblem.setState({ error: null });
  showRun(result.value.id);
  return null;
}

/** The same prompt once more, as a new run, which is shown. */
export async function runAgain(id: number): Promise<void> {
  const run = await attempt('runs.again', { id });
  if (run) showRun(run.id);
}

export async function stopRun(id: number): Promise<void> {
  await attempt('runs.stop', { id });
}

export async function checkRun(id: number): Promise<void> {
  await attempt('runs.check', { id });
}

/** Answers the error, what was entered being still the caller's, or `null`. */
export async function answerRun(id: number, answers: readonly InterruptAnswer[]): Promise<AppError | null> {
  const result = await call('runs.answer', { id, answers });
  return result.ok ? null : result.error;
}

export async function deleteRun(id: number): Promise<void> {
  const gone = (await attempt('runs.delete', { ids: [id] })) !== null;
  const { shown } = useRunsView.getState();
  if (gone && shown.kind === 'run' && shown.id === id) showNothing();
}

/** Answers whether the run now belongs to the conversation. */
export async function attachRun(id: number, conversationId: number): Promise<boolean> {
  const result = await call('runs.attach', { id, conversationId });
  useRunProblem.setState({ error: result.ok ? null : result.error });
  return result.ok;
}

/** Answers whether a file was written. */
export async function exportRun(id: number, format: RequestOf<'runs.export'>['format']): Promise<boolean> {
  return (await attempt('runs.export', { id, format }))?.saved ?? false;
}

export function copyText(text: string): void {
  void attempt('app.copy', { text });
}

export function openLink(url: string): void {
  void attempt('app.openLink', { url });
}

/** A picture from elsewhere, fetched because the person asked; `null` when it could not be had. */
export async function loadImage(url: string): Promise<string | null> {
  return (await attempt('app.loadImage', { url }))?.dataUrl ?? null;
}
