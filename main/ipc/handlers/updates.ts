import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { UpdateDesk } from '../../updates/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type UpdatesCommand = Extract<CommandName, `updates.${string}`>;

export function updatesHandlers(updates: UpdateDesk): Pick<Handlers, UpdatesCommand> {
  return {
    'updates.get': () => ok(updates.current()),
    'updates.check': () => {
      updates.check();
      return ok(null);
    },
    'updates.download': () => {
      updates.download();
      return ok(null);
    },
    'updates.cancel': () => {
      updates.cancel();
      return ok(null);
    },
    'updates.restart': ({ now }) => {
      updates.restart(now);
      return ok(null);
    },
  };
}
