import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { ShellActions } from '../../ports.ts';
import type { Handlers } from '../dispatcher.ts';

export type CrashCommand = Extract<CommandName, `crash.${string}`>;

type Desktop = Pick<ShellActions, 'showCrashReport' | 'copyCrashReport' | 'restart'>;

export function crashHandlers(desktop: Desktop): Pick<Handlers, CrashCommand> {
  return {
    'crash.show': () => {
      desktop.showCrashReport();
      return ok(null);
    },
    'crash.copy': async () => ok({ copied: await desktop.copyCrashReport() }),
    'crash.restart': ({ accelerate }) => {
      desktop.restart(accelerate);
      return ok(null);
    },
  };
}
