import type { AgentSource, Interrupt, InterruptAnswer, RunDetail } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { answerOf, isYesOrNo, untouched } from '../runs/answer-form.ts';
import { idOf, openRun, useRun } from '../runs/run-store.ts';
import { agentsAmong, sourceOf, useSources } from '../sources/store.ts';
import { call } from '../ui/bridge.ts';
import { withClipboard } from './exchange.ts';
import { isRunOver } from './run-rows.ts';
import { hasUnsentText, useQuick } from './store.ts';

/** Who gets the next task: the one picked here, else the setting's, else the first there is. */
export function sourceFor(
  sources: readonly AgentSource[],
  picked: string | null,
  ofSettings: string | null,
): AgentSource | null {
  return sourceOf(sources, picked) ?? sourceOf(sources, ofSettings) ?? sources[0] ?? null;
}

/** Gives what stands in the field to an agent, and shows its run. If main refuses, the text is still in the field. */
export async function giveToAgent(): Promise<void> {
  const { sourceId } = useQuick.getState();
  const source = sourceFor(
    agentsAmong(useSources.getState().sources),
    sourceId,
    useApp.getState().settings.runs.sourceId,
  );
  if (source === null) useQuick.setState({ problem: 'noSource' });
  else await start(source.id, null, null);
}

/** Goes on after a run that is over: the text in the field is the next turn, for the same agent. */
export async function goOnWithRun(): Promise<void> {
  const detail = shownRun();
  if (!detail || !isRunOver(detail) || !hasUnsentText(useQuick.getState())) return;
  await start(detail.run.sourceId, detail.run.model, detail.run.id);
}

async function start(sourceId: string, model: string | null, previousId: number | null): Promise<void> {
  const { text, clipboard, handing } = useQuick.getState();
  if (handing) return;
  if (text.trim() === '') {
    useQuick.setState({ problem: 'emptyTask' });
    return;
  }
  useQuick.setState({ handing: true, problem: null });
  const prompt = withClipboard(text, clipboard);
  const started = await call('runs.start', { sourceId, model, prompt, earlier: [], conversationId: null, previousId });
  if (!started.ok) {
    useQuick.setState({ handing: false, problem: started.error });
    return;
  }
  useQuick.setState({
    handing: false,
    asked: null,
    runId: started.value.id,
    askedText: text,
    clipboard: null,
    seen: false,
  });
  await openRun(started.value.id);
}

/** The run shown, as far as it is known. */
export function shownRun(): RunDetail | null {
  const { runId } = useQuick.getState();
  const { open } = useRun.getState();
  return runId !== null && open.kind === 'open' && open.detail.run.id === runId ? open.detail : null;
}

/** Whether the next showing may put it away: it is over, or could not be read, and has been on screen. */
export function isRunDone(): boolean {
  const { open } = useRun.getState();
  if (open.kind === 'failed') return true;
  const detail = shownRun();
  return detail !== null && isRunOver(detail) && useQuick.getState().seen;
}

/** The window is up again: main hears that the run is looked at, and what was missed is asked for. */
export function runShownAgain(): void {
  const { runId } = useQuick.getState();
  if (runId !== null && idOf(useRun.getState().open) === runId) void openRun(runId);
}

/** Whether the two buttons answer all that is asked, at `now`. */
export function isSimplyAsked(interrupts: readonly Interrupt[], now: number): boolean {
  return (
    interrupts.length > 0 &&
    interrupts.every((each) => isYesOrNo(each) && (each.expiresAt === null || each.expiresAt > now))
  );
}

/** Answers all that is asked by yes or no; false when that is not enough, and nothing has been sent. */
export function answerRun(decision: Exclude<InterruptAnswer['decision'], 'cancel'>): boolean {
  const detail = shownRun();
  if (!detail || useQuick.getState().handing || !isSimplyAsked(detail.interrupts, Date.now())) return false;
  void send(
    detail.run.id,
    detail.interrupts.map((each) => answerOf(each, untouched(each), decision)),
  );
  return true;
}

async function send(id: number, answers: readonly InterruptAnswer[]): Promise<void> {
  useQuick.setState({ handing: true, problem: null });
  const answered = await call('runs.answer', { id, answers });
  useQuick.setState({ handing: false, problem: answered.ok ? null : answered.error });
}

export async function stopRun(): Promise<void> {
  const detail = shownRun();
  if (!detail || isRunOver(detail)) return;
  const stopped = await call('runs.stop', { id: detail.run.id });
  useQuick.setState({ problem: stopped.ok ? null : stopped.error });
}

/** Opens the run in the main window, where all of it is. */
export function openRunInMain(): void {
  const { runId } = useQuick.getState();
  if (runId === null) return;
  void call('app.showMain', { kind: 'run', runId });
  void call('quick.hide', null);
}

export function openSettings(): void {
  void call('app.showMain', { kind: 'page', page: 'settings' });
  void call('quick.hide', null);
}
