import type { AnswerTarget, AppError, CommandName, Message, ReplyOf, RequestOf } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { selectConversation } from '../chat/actions.ts';
import { sameTarget } from '../sources/target-words.ts';
import { call } from '../ui/bridge.ts';
import { answersUnderWay, endedAmong, isUnderWay } from './answer-state.ts';
import { answerOf, type Column, MOST, nextTarget } from './columns.ts';
import { columnFor, showComparison, useCompare } from './compare-store.ts';
import { withAnswer } from './comparison.ts';

/** Does a command and puts its failure on screen. Answers the value, or `null` when it failed. */
async function attempt<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C> | null> {
  const result = await call(command, request);
  useCompare.setState({ problem: result.ok ? null : result.error });
  return result.ok ? result.value : null;
}

/** Asks everybody at once, as a new comparison. Answers whether main has taken it; the text is the caller's until then. */
export async function startComparison(prompt: string): Promise<boolean> {
  const { columns, starting } = useCompare.getState();
  if (starting || prompt.trim() === '') return false;
  const targets = columns.map(({ target }) => target);
  useCompare.setState({ starting: true });
  const comparison = await attempt('local.compare', { prompt: prompt.trim(), targets });
  useCompare.setState({ starting: false });
  if (!comparison) return false;
  // What was asked out of the field is no unsent text any more.
  if (useCompare.getState().prompt === prompt) useCompare.setState({ prompt: '' });
  showComparison(comparison);
  await rememberColumns(targets);
  return true;
}

/** The next comparison begins with these columns. */
async function rememberColumns(compare: readonly AnswerTarget[]): Promise<void> {
  const { answers } = useApp.getState().settings;
  await attempt('settings.set', { answers: { ...answers, compare } });
}

/** Asks the question of the open comparison in this column, for the first time or again. */
export async function askColumn(column: Column): Promise<void> {
  const { opened } = useCompare.getState();
  if (opened.kind !== 'open') return;
  const { answers } = opened.comparison;
  const of = answerOf(answers, column.target) ?? endedAmong(answers);
  if (!of) return;
  const message = await attempt('local.regenerate', { messageId: of.id, target: column.target });
  const now = useCompare.getState().opened;
  if (!message || now.kind !== 'open' || now.comparison.conversation.id !== message.conversationId) return;
  useCompare.setState({ opened: { kind: 'open', comparison: withAnswer(now.comparison, message) } });
}

export async function stopAnswer(message: Message): Promise<void> {
  await attempt('local.stop', { messageId: message.id });
}

/** Ends every answer that is under way. What has come is kept. */
export async function stopAll(): Promise<void> {
  const { opened } = useCompare.getState();
  if (opened.kind !== 'open') return;
  const results = await Promise.all(
    answersUnderWay(opened.comparison.answers).map(({ id }) => call('local.stop', { messageId: id })),
  );
  useCompare.setState({ problem: results.map(errorOf).find((error) => error !== null) ?? null });
}

function errorOf(result: { ok: true } | { ok: false; error: AppError }): AppError | null {
  return result.ok ? null : result.error;
}

/** Goes on with this answer in its conversation, which is shown. */
export async function goOnWith(message: Message): Promise<void> {
  const conversation = await attempt('local.goOnWith', { messageId: message.id });
  if (conversation) selectConversation(conversation.id, null);
}

/** One more column; `begin`: whom to choose from. */
export function addColumn(begin: readonly AnswerTarget[]): void {
  const { columns } = useCompare.getState();
  const target = nextTarget(begin, columns);
  if (target !== null && columns.length < MOST) useCompare.setState({ columns: [...columns, columnFor(target)] });
}

/** Takes a column away; an answer that is under way there is stopped, because nobody would see what it costs. */
export function removeColumn(column: Column, answer: Message | null): void {
  if (answer?.local?.answer && isUnderWay(answer.local.answer.state)) void stopAnswer(answer);
  useCompare.setState(({ columns }) => ({ columns: columns.filter(({ key }) => key !== column.key) }));
}

/** Somebody else is to answer in this column. What the one before said is kept, and comes back with it. */
export function changeColumn(column: Column, target: AnswerTarget): void {
  if (sameTarget(column.target, target)) return;
  useCompare.setState(({ columns }) => ({
    columns: columns.map((each) => (each.key === column.key ? { ...each, target } : each)),
  }));
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
