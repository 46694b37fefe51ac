import { create } from 'zustand';
import type { AnswerTarget, AppError, Comparison, Topics } from '../../preload/contract.ts';
import { Recent } from '../app/recent.ts';
import { useList } from '../chat/list-store.ts';
import { call, on } from '../ui/bridge.ts';
import { type Column, targetsOf } from './columns.ts';
import { applyChange } from './comparison.ts';

export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly conversationId: number }
  | { readonly kind: 'failed'; readonly conversationId: number; readonly error: AppError }
  | { readonly kind: 'open'; readonly comparison: Comparison };

interface CompareStore {
  /** As it stands in the field. */
  readonly prompt: string;
  readonly columns: readonly Column[];
  readonly opened: Opened;
  /** A comparison is being started. */
  readonly starting: boolean;
  /** What went wrong with the last thing the person did; shown until dismissed or something else is done. */
  readonly problem: AppError | null;
}

/** The page of comparisons. It lives as long as the window: going to look at something else loses nothing. */
export const useCompare = create<CompareStore>(() => ({
  prompt: '',
  columns: [],
  opened: { kind: 'none' },
  starting: false,
  problem: null,
}));

let serial = 0;

export function columnFor(target: AnswerTarget): Column {
  return { key: ++serial, target };
}

/** Grows with every opening: a reply to an earlier one is thrown away. */
let opening = 0;
/** Changes a reply may be older than. */
const recent = new Recent<Topics['messages']>();

/** Opens a comparison that was made earlier, with its prompt and its columns. */
export async function openComparison(conversationId: number): Promise<void> {
  closeComparison();
  useCompare.setState({ opened: { kind: 'loading', conversationId } });
  const comparison = await ask(conversationId);
  if (comparison) showComparison(comparison);
}

/** Asks for what is open once more: a change was missed, or the page was not there to hear it. */
export async function reloadComparison(): Promise<void> {
  const id = openId();
  const comparison = id === null ? null : await ask(id);
  if (comparison) useCompare.setState({ opened: { kind: 'open', comparison } });
}

/** Answers `null` when the reply is not wanted any more, or is an error, which is then shown. */
async function ask(conversationId: number): Promise<Comparison | null> {
  const own = ++opening;
  const result = await call('local.comparison', { conversationId });
  if (own !== opening) return null;
  if (result.ok) return recent.replay(result.value, applyChange);
  useCompare.setState({ opened: { kind: 'failed', conversationId, error: result.error } });
  return null;
}

/** Shows a comparison as main has told it: a column for each who was asked. What was being written stays. */
export function showComparison(told: Comparison): void {
  opening++;
  const comparison = recent.replay(told, applyChange);
  const { content } = comparison.question;
  useCompare.setState((state) => ({
    opened: { kind: 'open', comparison },
    columns: targetsOf(comparison.answers).map(columnFor),
    prompt: hasUnsentText(state) ? state.prompt : content,
  }));
}

/** Puts the open comparison away; it stays among the earlier ones. The columns, and what was being written, stay. */
export function closeComparison(): void {
  opening++;
  useCompare.setState((state) => ({
    opened: { kind: 'none' },
    prompt: hasUnsentText(state) ? state.prompt : '',
    problem: null,
  }));
}

/** Whether the field holds something that has not been asked. */
export function hasUnsentText({ prompt, opened }: Pick<CompareStore, 'prompt' | 'opened'>): boolean {
  const asked = opened.kind === 'open' ? opened.comparison.question.content : '';
  return prompt.trim() !== '' && prompt.trim() !== asked.trim();
}

/** Puts a text into the field, below what is being written there. */
export function giveToField(text: string): void {
  useCompare.setState((state) => ({
    prompt: hasUnsentText(state) ? `${state.prompt.trimEnd()}\n\n${text}` : text,
  }));
}

/** Follows the topic until the returned function is called; what is open already is asked for again. */
export function followComparison(): () => void {
  const stops = [
    on('messages', (change) => {
      recent.add(change);
      const { opened } = useCompare.getState();
      if (opened.kind !== 'open') return;
      const comparison = applyChange(opened.comparison, change);
      if (comparison === 'gap') void reloadComparison();
      else if (comparison !== opened.comparison) useCompare.setState({ opened: { kind: 'open', comparison } });
    }),
    useList.subscribe((now, before) => {
      const id = openId();
      if (id !== null && before.conversations.has(id) && !now.conversations.has(id)) closeComparison();
    }),
  ];
  void reloadComparison();
  return () => {
    for (const stop of stops) stop();
  };
}

function openId(): number | null {
  const { opened } = useCompare.getState();
  return opened.kind === 'open' ? opened.comparison.conversation.id : null;
}
