import { create } from 'zustand';
import type { AnswerTarget, AppError, Conversation, Message, Settings } from '../../preload/contract.ts';

export interface QuickState {
  /** What stands in the field. After asking it stays there; typing replaces it. */
  readonly text: string;
  /** The text of the clipboard, once asked for. */
  readonly clipboard: string | null;
  /** Where main would send a question; `null` conversation: one made by sending. */
  readonly target: { readonly conversation: Conversation | null; readonly settings: Settings['quick'] } | null;
  /** Chosen with "go on with": goes before the target. */
  readonly chosenId: number | null;
  /** The model of the next question; `null` leaves it to the conversation. */
  readonly modelId: string | null;
  /** Who was picked for the next question; `null` leaves it to the conversation and the settings. */
  readonly picked: AnswerTarget | null;
  /** The question shown, as main handed it back; its later states are in the thread. */
  readonly asked: Message | null;
  /** The source of the next task; `null` leaves it to the settings. */
  readonly sourceId: string | null;
  /** The run shown; how it stands is in the run store. Nothing is asked beside it. */
  readonly runId: number | null;
  /** What stood in the field for it: still there means nothing new has been typed. */
  readonly askedText: string | null;
  /** The text is being handed to main. */
  readonly handing: boolean;
  readonly pinned: boolean;
  readonly problem: AppError | 'emptyClipboard' | 'emptyTask' | 'noSource' | 'nobody' | null;
  /** The answer shown has been on screen. */
  readonly seen: boolean;
}

/** The quick window's own state. It outlives hiding: the window is never closed. */
export const useQuick = create<QuickState>(() => ({
  text: '',
  clipboard: null,
  target: null,
  chosenId: null,
  modelId: null,
  picked: null,
  asked: null,
  sourceId: null,
  runId: null,
  askedText: null,
  handing: false,
  pinned: false,
  problem: null,
  seen: false,
}));

/** Whether the field holds something that has not been sent. */
export function hasUnsentText({ text, askedText, clipboard }: QuickState): boolean {
  return clipboard !== null || (text.trim() !== '' && text !== askedText);
}
