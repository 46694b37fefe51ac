import type { CommandName } from '../../../preload/contract.ts';
import { appError, fail, type Result } from '../../errors.ts';
import type { Handlers } from '../dispatcher.ts';

export type MeaningCommand = Extract<CommandName, `meaning.${string}`>;

export function meaningHandlers(): Pick<Handlers, MeaningCommand> {
  return {
    'meaning.get': () => notYet(),
    'meaning.pause': () => notYet(),
    'meaning.estimate': () => notYet(),
  };
}

function notYet(): Result<never> {
  return fail(appError('unknown', 'not built yet'));
}
