import { create } from 'zustand';

/** The form of a new task. It lives as long as the window: going to look at something else loses nothing. */
export interface RunForm {
  readonly prompt: string;
  /** The conversation it came from. */
  readonly conversationId: number | null;
  readonly sendEarlier: boolean;
  /** `null` until the person chooses: the source of the settings then, or the first. */
  readonly sourceId: string | null;
  /** As typed; empty takes the source's own. */
  readonly model: string;
}

const EMPTY: RunForm = { prompt: '', conversationId: null, sendEarlier: false, sourceId: null, model: '' };

export const useRunForm = create<RunForm>(() => EMPTY);

/** Puts a text and the conversation it comes from into the form. A text that is there already stays, above the new one. */
export function giveToForm(prompt: string, conversationId: number | null): void {
  if (prompt === '' && conversationId === null) return;
  useRunForm.setState((form) => ({
    prompt: joined(form.prompt, prompt),
    conversationId,
    sendEarlier: form.conversationId === conversationId && form.sendEarlier,
  }));
}

function joined(before: string, prompt: string): string {
  if (before.trim() === '' || before.trim() === prompt.trim()) return prompt;
  return prompt.trim() === '' ? before : `${before.trimEnd()}\n\n${prompt}`;
}

/** The task has been handed over. The source and the model stay chosen for the next one. */
export function clearForm(): void {
  useRunForm.setState({ prompt: '', conversationId: null, sendEarlier: false });
}
