import type { CommandName } from '../../../preload/contract.ts';
import { appError, fail, ok, type Result } from '../../errors.ts';
import type { Sources } from '../../sources/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type SourceCommand = Extract<CommandName, `sources.${string}`>;

export function sourceHandlers(sources: Sources): Pick<Handlers, SourceCommand> {
  return {
    'sources.list': () => ok(sources.list()),
    'sources.save': (draft) => sources.save(draft),
    'sources.remove': ({ id }) => sources.remove(id),
    'sources.models': (request) => sources.models(request),
    'sources.test': () => notYet(),
    'sources.stopTest': () => notYet(),
    'sources.import': () => notYet(),
  };
}

function notYet(): Result<never> {
  return fail(appError('unknown', 'not built yet'));
}
