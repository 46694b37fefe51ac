import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { Health } from '../../health/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type HealthCommand = Extract<CommandName, `health.${string}`>;

export function healthHandlers(health: Health): Pick<Handlers, HealthCommand> {
  return {
    'health.get': () => ok(health.report()),
    'health.check': ({ id }) => {
      health.check(id);
      return ok(null);
    },
    'health.watch': ({ on }, { windowId }) => {
      health.watch(windowId, on);
      return ok(null);
    },
  };
}
