import type { CommandName } from '../../../preload/contract.ts';
import type { Local } from '../../local/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type LocalCommand = Extract<CommandName, `local.${string}`>;

export function localHandlers({ keeping, questions, answers, comparing }: Local): Pick<Handlers, LocalCommand> {
  return {
    'local.create': (request) => keeping.create(request),
    'local.setChain': (request) => keeping.setChain(request),
    'local.stop': (request) => answers.stop(request),
    'local.regenerate': (request) => questions.regenerate(request),
    'local.edit': (request) => questions.edit(request),
    'local.choose': (request) => comparing.choose(request),
    'local.cross': (request) => answers.cross(request),
    'local.compare': (request) => comparing.compare(request),
    'local.comparison': (request) => comparing.comparison(request),
    'local.goOnWith': (request) => comparing.goOnWith(request),
  };
}
