import type { AnswerState } from '../../preload/contract.ts';
import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import { assertNever } from '../errors.ts';
import type { DocumentMessage } from './document.ts';

/** What a file says about how much of a message there is. */
export function stateOf({ pending, local }: Pick<StoredMessage, 'pending' | 'local'>): DocumentMessage['state'] {
  if (pending !== null) return 'unsent';
  const answer = local?.answer ?? null;
  return answer === null || isWhole(answer.state) ? 'complete' : 'partial';
}

function isWhole(state: AnswerState): boolean {
  switch (state.kind) {
    case 'complete':
      return true;
    case 'asking':
    case 'streaming':
    case 'crossing':
    case 'stopped':
    case 'incomplete':
    case 'failed':
      return false;
    default:
      return assertNever(state);
  }
}

/** It was still coming when it was read. */
export function isUnderWay({ local }: Pick<StoredMessage, 'local'>): boolean {
  const kind = local?.answer?.state.kind;
  return kind === 'asking' || kind === 'streaming';
}
