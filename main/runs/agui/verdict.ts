import { assertNever } from '../../errors.ts';
import type { RunEnd } from '../events.ts';
import type { Asked } from './memory.ts';
import type { Outcome } from './outcome.ts';

/** What follows from the agent's last word. */
export type Verdict =
  | { readonly kind: 'end'; readonly how: RunEnd }
  /** A person has to answer. */
  | { readonly kind: 'ask'; readonly asked: Asked }
  /** It waits for tools nobody has: that much we can answer by ourselves. */
  | { readonly kind: 'answer'; readonly strangers: readonly string[] };

/**
 * `isOurs`: whether a call is one of a tool of this computer. A call without a result is mostly the agent's own affair;
 * it is ours when the tool is, or when the agent says by name that it waits for it.
 */
export function verdictOf(outcome: Outcome | null, isOurs: (toolCallId: string) => boolean): Verdict {
  switch (outcome?.kind) {
    case undefined:
      return { kind: 'end', how: { kind: 'lost', reason: 'unfinished' } };
    case 'error':
      return { kind: 'end', how: { kind: 'failed', message: outcome.message, code: outcome.code, error: null } };
    case 'cancelled':
      return { kind: 'end', how: { kind: 'cancelled' } };
    case 'interrupt': {
      const { interrupts, pending } = outcome;
      const meant = new Set(interrupts.map(({ toolCallId }) => toolCallId));
      const calls = pending.filter((id) => isOurs(id) && !meant.has(id));
      return { kind: 'ask', asked: { interrupts, customs: [], calls, strangers: [] } };
    }
    case 'success': {
      const { pending, named, customs } = outcome;
      const calls = pending.filter(isOurs);
      const strangers = named ? pending.filter((id) => !isOurs(id)) : [];
      if (calls.length > 0 || customs.length > 0) {
        return { kind: 'ask', asked: { interrupts: [], customs, calls, strangers } };
      }
      return strangers.length > 0 ? { kind: 'answer', strangers } : { kind: 'end', how: { kind: 'succeeded' } };
    }
    default:
      return assertNever(outcome);
  }
}
