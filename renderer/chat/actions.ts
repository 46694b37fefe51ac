import type { AppError, CommandName, Message, ReplyOf, RequestOf } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { useList } from './list-store.ts';
import { report } from './problem.ts';
import { openThread, useThread } from './thread-store.ts';

/** Shows a conversation, at a message or at its end. */
export function selectConversation(id: number, messageId: number | null): void {
  const { thread } = useThread.getState();
  useApp.setState({ page: 'chat', listOpen: false });
  report(null);
  const shown = useList.getState().selected === id && thread.kind === 'open' && thread.stretch.conversationId === id;
  useList.setState({ selected: id });
  if (!shown || messageId !== null || thread.stretch.hasNewer) void openThread(id, messageId);
}

/** Does a command and puts its failure on screen. Answers the value, or `null` when it failed. */
async function attempt<C extends CommandName>(command: C, request: RequestOf<C>): Promise<ReplyOf<C> | null> {
  const result = await call(command, request);
  report(result.ok ? null : { kind: 'error', error: result.error });
  return result.ok ? result.value : null;
}

export async function renameConversation(id: number, title: string): Promise<void> {
  const before = useList.getState().conversations.get(id)?.title;
  if (title.trim() !== '' && title.trim() !== before)
    await attempt('conversations.update', { id, title: title.trim() });
}

/** Answers whether the conversation now has this model. */
export async function changeModel(id: number, modelId: string): Promise<boolean> {
  return (await attempt('conversations.update', { id, modelId })) !== null;
}

export async function changeAi(id: number, withAi: boolean): Promise<void> {
  await attempt('conversations.update', { id, withAi });
}

export async function hideConversation(id: number, hidden: boolean): Promise<void> {
  await attempt('conversations.hide', { id, hidden });
}

/** Deletes on the server and here. Some servers cannot delete a conversation the AI has answered in: says so. */
export async function deleteConversation(id: number): Promise<void> {
  const result = await call('conversations.delete', { id });
  report(result.ok ? null : { kind: 'notDeleted', conversationId: id, error: result.error });
  if (result.ok && useList.getState().selected === id) useList.setState({ selected: null });
}

/** Hands a message over; from here on main keeps it. Answers the error, the text being still the caller's, or `null`. */
export async function sendMessage(
  conversationId: number,
  content: string,
  modelId: string | null,
): Promise<AppError | null> {
  const result = await call('messages.send', { conversationId, content, modelId });
  if (!result.ok) return result.error;
  report(null);
  const { thread } = useThread.getState();
  // What is sent stands at the end: go there when the end is not loaded.
  if (thread.kind === 'open' && thread.stretch.hasNewer) void openThread(conversationId, null);
  return null;
}

/** Sends the question again as a new message: the server keeps no other way to ask twice. */
export async function askAgain(question: Message, modelId: string | null): Promise<void> {
  const error = await sendMessage(question.conversationId, question.content, modelId);
  if (error) report({ kind: 'error', error });
}

export async function sendAgain(id: number): Promise<void> {
  await attempt('messages.sendAgain', { id });
}

export async function discardMessage(id: number): Promise<void> {
  await attempt('messages.discard', { id });
}

export async function stopWaiting(id: number): Promise<void> {
  await attempt('messages.stopWaiting', { id });
}

/** Takes a message that has not left back; answers its text, or `null` when it had just left. */
export async function takeBack(id: number): Promise<string | null> {
  return (await attempt('messages.takeBack', { id }))?.text ?? null;
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

export async function syncNow(): Promise<void> {
  await attempt('sync.now', null);
}
