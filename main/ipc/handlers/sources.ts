import type { CommandName } from '../../../preload/contract.ts';
import { importSource } from '../../answers/imported.ts';
import type { TestDesk } from '../../answers/test-desk.ts';
import { ok } from '../../errors.ts';
import type { Sources } from '../../sources/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type SourceCommand = Extract<CommandName, `sources.${string}`>;

export function sourceHandlers(sources: Sources, tests: TestDesk): Pick<Handlers, SourceCommand> {
  return {
    'sources.list': () => ok(sources.list()),
    'sources.save': (draft) => sources.save(draft),
    'sources.remove': ({ id }) => sources.remove(id),
    'sources.models': (request) => sources.models(request),
    'sources.test': ({ id }) => tests.test(id),
    'sources.stopTest': ({ id }) => {
      tests.stop(id);
      return ok(null);
    },
    'sources.import': ({ text }) => importSource(text),
  };
}
