import type { Turn } from '../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { Run } from './run.ts';

/** Longest prompt, in UTF-8 bytes. */
export const MAX_PROMPT_BYTES = 4_000_000;

/**
 * A prompt as it will be sent: unchanged, but well-formed. Errors: `validation` with reason `empty` (white space only),
 * `tooLong` or `nul` (no database takes it).
 */
export function checkPrompt(text: string): Result<string> {
  if (text.trim() === '') return refuse('empty', 'the prompt is empty');
  if (text.includes('\0')) return refuse('nul', 'the prompt contains a NUL character');
  const prompt = text.toWellFormed();
  if (Buffer.byteLength(prompt) > MAX_PROMPT_BYTES) return refuse('tooLong', 'the prompt is too long');
  return ok(prompt);
}

/** What was said up to the end of a run. An apology is no answer: what was asked stands alone then. */
export function turnsOf({ earlier, prompt, result, state }: Run): Turn[] {
  const answered = result !== null && result.trim() !== '' && state.kind !== 'apologised';
  return [
    ...earlier,
    { role: 'user', text: prompt },
    ...(answered ? [{ role: 'assistant', text: result } as const] : []),
  ];
}

function refuse(reason: string, message: string): Result<never> {
  return fail(appError('validation', message, { reason }));
}
