import { EventType, type Interrupt, type RunErrorEvent, type RunFinishedEvent } from '@ag-ui/core';
import type { Context } from './context.ts';
import type { CustomAsk } from './memory.ts';

/** How a request ended, by the agent's own word. */
export type Outcome =
  | {
      readonly kind: 'success';
      readonly result: unknown;
      /** Calls that nobody has answered; `named`: the agent itself says that it waits for them. */
      readonly pending: readonly string[];
      readonly named: boolean;
      readonly customs: readonly CustomAsk[];
    }
  | { readonly kind: 'interrupt'; readonly interrupts: readonly Interrupt[]; readonly pending: readonly string[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly message: string; readonly code: string | null };

/** `customs`: values of the `on_interrupt` events of the request. Beside real interrupts they only say the same again. */
export function endOf(event: RunFinishedEvent | RunErrorEvent, customs: readonly unknown[], context: Context): Outcome {
  if (event.type === EventType.RUN_ERROR) return { kind: 'error', message: event.message, code: event.code ?? null };
  const { outcome, result } = event;
  const unanswered = [...context.started].filter((id) => !context.answered.has(id));
  switch (outcome?.type) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'interrupt':
      return { kind: 'interrupt', interrupts: outcome.interrupts, pending: unanswered };
    default: {
      const named = outcome?.pendingToolCallIds ?? [];
      return {
        kind: 'success',
        result,
        pending: named.length > 0 ? named : unanswered,
        named: named.length > 0,
        customs: customs.map((value, index) => ({ id: `custom-${index + 1}`, value })),
      };
    }
  }
}
