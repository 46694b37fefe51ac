import { appError, fail, ok, type Result } from '../errors.ts';
import type { AnswerRequest } from './source.ts';

export interface WireMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * The messages of a request: the system's first, then the turns without blank ones. Error: `validation`/`question` when
 * the person says nothing in them.
 */
export function messagesOf({ system, turns }: Pick<AnswerRequest, 'system' | 'turns'>): Result<readonly WireMessage[]> {
  const said = turns.filter(({ text }) => text.trim() !== '');
  if (!said.some(({ role }) => role === 'user')) {
    return fail(appError('validation', 'nothing is asked', { reason: 'question' }));
  }
  const first: WireMessage[] = system?.trim() ? [{ role: 'system', content: system }] : [];
  return ok([...first, ...said.map(({ role, text }) => ({ role, content: text }))]);
}
