import type { CommandName } from '../../../preload/contract.ts';
import type { Diagnostics } from '../../diagnostics/index.ts';
import { ok } from '../../errors.ts';
import type { Handlers } from '../dispatcher.ts';

export type DiagnosticsCommand = Extract<CommandName, `diagnostics.${string}`>;

export function diagnosticsHandlers(diagnostics: Diagnostics): Pick<Handlers, DiagnosticsCommand> {
  return {
    'diagnostics.report': async () => ok(await diagnostics.report()),
    'diagnostics.save': ({ text }) => diagnostics.save(text),
    'diagnostics.painted': ({ messageId }) => {
      diagnostics.painted(messageId);
      return ok(null);
    },
  };
}
