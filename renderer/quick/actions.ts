import type { AnswerTarget, Message } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { closeThread, openThread, type Thread, useThread } from '../chat/thread-store.ts';
import { closeRun } from '../runs/run-store.ts';
import { HALEXT } from '../sources/target-words.ts';
import { call } from '../ui/bridge.ts';
import { goOnWithRun, isRunDone, runShownAgain } from './agent.ts';
import { askedNow, chosenPlace, placeFor } from './asked.ts';
import { type Exchange, exchangeOf, isUnderWay, lastQuestion, phaseOf, withClipboard } from './exchange.ts';
import { hasUnsentText, type QuickState, useQuick } from './store.ts';

/** Asks main where the next question goes. */
export async function refreshTarget(): Promise<void> {
  const result = await call('quick.target', null);
  if (result.ok) useQuick.setState({ target: result.value });
}

/** The window has just come up: a finished exchange that was read makes room, anything else stays. */
export function shown(text: string | null): void {
  const state = useQuick.getState();
  if (text !== null) startAfresh(text);
  else if (!state.pinned && !hasUnsentText(state) && isDone()) startAfresh('');
  if (useQuick.getState().runId !== null) runShownAgain();
  void refreshTarget();
}

function isDone(): boolean {
  if (useQuick.getState().runId !== null) return isRunDone();
  const exchange = currentExchange(useQuick.getState(), useThread.getState().thread);
  if (exchange === null) return true;
  return useQuick.getState().seen && !isUnderWay(phaseOf(exchange)) && exchange.question.state.kind === 'stored';
}

/** The exchange shown, as far as it is known: what main handed back until the conversation is open. */
export function currentExchange({ asked }: QuickState, thread: Thread): Exchange | null {
  if (!asked) return null;
  const open = thread.kind === 'open' && thread.stretch.conversationId === asked.conversationId;
  return open ? exchangeOf(thread.stretch.messages, asked.id) : { question: asked, answer: null };
}

/** Empties the window for another question, or puts a text there. */
export function startAfresh(text: string): void {
  closeThread();
  closeRun();
  useQuick.setState({
    text,
    clipboard: null,
    chosenId: null,
    picked: null,
    asked: null,
    runId: null,
    askedText: null,
    handing: false,
    problem: null,
    seen: false,
  });
}

/** Hands the question to main, which keeps it from here on. If main refuses, the text is still in the field. */
export async function ask(): Promise<void> {
  const state = useQuick.getState();
  const { text, clipboard, target, runId } = state;
  const modelId = state.modelId ?? useApp.getState().settings.quick.modelId;
  if (state.handing || text.trim() === '') return;
  if (runId !== null) return goOnWithRun();
  // The question shown is not asked twice by a second press of Enter.
  if (!hasUnsentText(state) && currentExchange(state, useThread.getState().thread) !== null) return;
  const asked = askedNow();
  if (asked === null) {
    useQuick.setState({ problem: 'nobody' });
    return;
  }
  useQuick.setState({ handing: true, problem: null });
  const place = placeFor(asked, chosenPlace(state) ?? target?.conversation ?? null);
  const content = withClipboard(text, clipboard);
  const result = await call('quick.ask', {
    content,
    conversationId: place?.id ?? null,
    ...(asked.sourceId === HALEXT ? { modelId, source: null } : { modelId: null, source: asked }),
  });
  if (!result.ok) {
    useQuick.setState({ handing: false, problem: result.error });
    return;
  }
  const question = result.value;
  useQuick.setState({
    handing: false,
    asked: question,
    askedText: text,
    clipboard: null,
    chosenId: question.conversationId,
    seen: false,
  });
  await openThread(question.conversationId, null);
}

/** Puts another one in place, for this question and the next ones. */
export async function pick(target: AnswerTarget): Promise<void> {
  const isHalext = target.sourceId === HALEXT;
  const chosen = chosenPlace(useQuick.getState());
  const stays = chosen !== null && placeFor(target, chosen) !== null;
  useQuick.setState({
    picked: target,
    chosenId: stays ? chosen.id : null,
    ...(isHalext ? { modelId: target.model } : {}),
  });
  const { settings } = useApp.getState();
  const saved = await call('settings.set', { quick: { ...settings.quick, source: isHalext ? null : target } });
  if (saved.ok) useApp.setState(saved.value);
  else useQuick.setState({ problem: saved.error });
  await refreshTarget();
}

/** Shows how a recent conversation ended and makes it the place of the next question. Typed text stays. */
export async function goOn(conversationId: number): Promise<void> {
  const typed = hasUnsentText(useQuick.getState());
  useQuick.setState({
    chosenId: conversationId,
    picked: null,
    asked: null,
    askedText: null,
    problem: null,
    seen: false,
  });
  if (!typed) useQuick.setState({ text: '' });
  await openThread(conversationId, null);
  const { thread } = useThread.getState();
  if (useQuick.getState().chosenId !== conversationId || thread.kind !== 'open') return;
  const question = lastQuestion(thread.stretch.messages);
  if (!question) return;
  useQuick.setState(
    hasUnsentText(useQuick.getState())
      ? { asked: question }
      : { asked: question, askedText: question.content, text: question.content },
  );
}

/** Reads the clipboard, because the person asked for it, and keeps it beside the question. */
export async function takeClipboard(): Promise<void> {
  const result = await call('quick.clipboard', null);
  if (!result.ok) useQuick.setState({ problem: result.error });
  else if (result.value.text.trim() === '') useQuick.setState({ problem: 'emptyClipboard' });
  else useQuick.setState({ clipboard: result.value.text, problem: null });
}

/** Does something with the question shown; its failure is put on screen. */
export async function withQuestion(
  command: 'messages.stopWaiting' | 'messages.sendAgain' | 'messages.discard',
): Promise<void> {
  const { asked } = useQuick.getState();
  if (!asked) return;
  const result = await call(command, { id: asked.id });
  useQuick.setState({ problem: result.ok ? null : result.error });
}

/** Takes a question that has not left back into the field. */
export async function takeBack(): Promise<void> {
  const { asked } = useQuick.getState();
  if (!asked) return;
  const result = await call('messages.takeBack', { id: asked.id });
  if (result.ok) useQuick.setState({ asked: null, askedText: null, text: result.value.text, problem: null });
  else useQuick.setState({ problem: result.error });
}

export async function setPinned(pinned: boolean): Promise<void> {
  const result = await call('quick.pin', { pinned });
  if (result.ok) useQuick.setState({ pinned });
}

export function hide(): void {
  void call('quick.hide', null);
}

/** Opens the main window at the exchange shown, or where the next question would go. */
export function openMain(messageId: number | null): void {
  const { asked, chosenId, target } = useQuick.getState();
  const conversationId = asked?.conversationId ?? chosenId ?? target?.conversation?.id ?? null;
  void call('app.showMain', conversationId === null ? null : { kind: 'conversation', conversationId, messageId });
  hide();
}

export function copyText(text: string): void {
  void call('app.copy', { text });
}

/** Stops waiting for the answer, or takes the question back while it has not left. */
export function stop(exchange: Exchange): void {
  const { question, answer } = exchange;
  if (question.local) {
    if (answer) void stopHere(answer);
    return;
  }
  const queued = question.state.kind === 'queued';
  void (queued ? takeBack() : withQuestion('messages.stopWaiting'));
}

/** Ends an answer of one's own source; one that waits for a word is told no. */
async function stopHere(answer: Message): Promise<void> {
  const isCrossing = answer.local?.answer?.state.kind === 'crossing';
  const result = isCrossing
    ? await call('local.cross', { messageId: answer.id, allow: false })
    : await call('local.stop', { messageId: answer.id });
  useQuick.setState({ problem: result.ok ? null : result.error });
}
