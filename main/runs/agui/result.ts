import type { MediaRef, RunItem } from '../../../preload/contract.ts';
import type { Outcome } from './outcome.ts';
import { resultText } from './steps.ts';

const MOST_MEDIA = 50;

/**
 * The text a person came for: the message the agent spoke in last (`lastSaid`, an item), else its last one, else a
 * sub-agent's, else the value the run ended with.
 */
export function resultShown(
  items: readonly RunItem[],
  lastSaid: string | null,
  outcome: Outcome | null,
): string | null {
  const said = items.filter((item) => item.kind === 'message' && item.role === 'assistant' && item.text.trim() !== '');
  const last = said.find(({ id }) => id === lastSaid) ?? said.findLast(({ owner }) => owner === null) ?? said.at(-1);
  if (last?.kind === 'message') return last.text;
  return outcome?.kind === 'success' && outcome.result !== undefined ? resultText(outcome.result) : null;
}

/** Everything that is no text, in the order in which it came. */
export function mediaShown(items: readonly RunItem[]): MediaRef[] {
  const media = items.flatMap((item) => ('media' in item ? item.media : []));
  return media.slice(0, MOST_MEDIA);
}
