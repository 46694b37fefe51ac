import type { Message, Turn } from '../../preload/contract.ts';
import { isMock } from '../chat/models.ts';

/** As many turns of a conversation as are sent along with a new task. */
export const MOST_TURNS = 20;

/**
 * The last turns of a conversation, oldest first, as an agent is told them. Left out: what has not reached the server,
 * made-up answers, and empty texts. What other people wrote is said with their names, for an agent knows two roles only.
 */
export function turnsOf(messages: readonly Message[]): readonly Turn[] {
  return messages
    .filter((each) => each.state.kind === 'stored' && each.content.trim() !== '' && !isMock(each.modelUsed))
    .slice(-MOST_TURNS)
    .map((each) => ({
      role: each.author === 'ai' ? 'assistant' : 'user',
      text: each.author === 'other' && each.authorName !== null ? `${each.authorName}: ${each.content}` : each.content,
    }));
}
