import type { Message } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { takeBack } from './actions.ts';

interface OnScreen {
  readonly conversationId: number;
  readonly insert: (text: string) => void;
  readonly focus: () => void;
}

let onScreen: OnScreen | null = null;
let focusWanted = false;

/** The composer on screen takes text and the focus from elsewhere while it is mounted. Answers how to stop. */
export function offerComposer(composer: OnScreen): () => void {
  onScreen = composer;
  if (focusWanted) composer.focus();
  focusWanted = false;
  return () => {
    if (onScreen === composer) onScreen = null;
  };
}

/** Puts the caret into the composer of a conversation, as soon as it is there. */
export function focusComposer(conversationId: number): void {
  if (onScreen?.conversationId === conversationId) onScreen.focus();
  else focusWanted = true;
}

/**
 * Takes a message that has not left, or is undecided, back into the composer. If the person has gone on to another
 * conversation meanwhile, it becomes the draft of its own.
 */
export async function editQueued(message: Message): Promise<void> {
  const { id, conversationId } = message;
  if (onScreen?.conversationId !== conversationId) return;
  const text = await takeBack(id);
  if (text === null) return;
  if (onScreen?.conversationId === conversationId) {
    onScreen.insert(text);
    onScreen.focus();
    return;
  }
  const draft = await call('conversations.draft', { id: conversationId });
  const before = draft.ok ? draft.value.text : '';
  await call('conversations.saveDraft', { id: conversationId, text: appended(before, text) });
}

/** A text after another, on a line of its own. */
export function appended(before: string, text: string): string {
  return before.trim() === '' ? text : `${before.trimEnd()}\n${text}`;
}
