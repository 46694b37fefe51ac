import type { CommandName } from '../../../preload/contract.ts';
import { appError, fail, type Result } from '../../errors.ts';
import type { Handlers } from '../dispatcher.ts';

export type LocalCommand = Extract<CommandName, `local.${string}`>;

export function localHandlers(): Pick<Handlers, LocalCommand> {
  return {
    'local.create': () => notYet(),
    'local.setChain': () => notYet(),
    'local.stop': () => notYet(),
    'local.regenerate': () => notYet(),
    'local.edit': () => notYet(),
    'local.choose': () => notYet(),
    'local.cross': () => notYet(),
    'local.compare': () => notYet(),
    'local.comparison': () => notYet(),
    'local.goOnWith': () => notYet(),
  };
}

function notYet(): Result<never> {
  return fail(appError('unknown', 'not built yet'));
}
