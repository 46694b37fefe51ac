import { create } from 'zustand';

interface Edit {
  readonly text: string;
  /** The field is on screen. A text that was left comes back with it. */
  readonly open: boolean;
}

/**
 * Questions being put in other words, by message. They are kept here and not in the rows: a row that is scrolled away
 * is taken down, and what was typed must not go with it.
 */
export const useEdits = create<{ readonly edits: Readonly<Record<number, Edit>> }>(() => ({ edits: {} }));

/** Opens the field with what was typed before, else with the question as it stands. */
export function beginEdit(messageId: number, content: string): void {
  put(messageId, { text: useEdits.getState().edits[messageId]?.text ?? content, open: true });
}

export function changeEdit(messageId: number, text: string): void {
  put(messageId, { text, open: true });
}

/** Closes the field; the text stays for the next time. */
export function leaveEdit(messageId: number): void {
  const edit = useEdits.getState().edits[messageId];
  if (edit) put(messageId, { ...edit, open: false });
}

/** The question was sent in its new words. */
export function endEdit(messageId: number): void {
  const { [messageId]: _, ...edits } = useEdits.getState().edits;
  useEdits.setState({ edits });
}

function put(messageId: number, edit: Edit): void {
  useEdits.setState(({ edits }) => ({ edits: { ...edits, [messageId]: edit } }));
}
