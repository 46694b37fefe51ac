import type { CommandName } from '../../../preload/contract.ts';
import type { Local } from '../../local/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type LocalCommand = Extract<CommandName, `local.${string}`>;

/** `comparisonShown`: a window now shows the answers of this conversation side by side. */
export function localHandlers(
  { keeping, questions, answers, comparing }: Local,
  comparisonShown: (windowId: number, conversationId: number) => void,
): Pick<Handlers, LocalCommand> {
  return {
    'local.create': (request) => keeping.create(request),
    'local.setChain': (request) => keeping.setChain(request),
    'local.stop': (request) => answers.stop(request),
    'local.regenerate': (request) => questions.regenerate(request),
    'local.edit': (request) => questions.edit(request),
    'local.choose': (request) => comparing.choose(request),
    'local.cross': (request) => answers.cross(request),
    'local.compare': async (request, { windowId }) => {
      const comparison = await comparing.compare(request);
      if (comparison.ok) comparisonShown(windowId, comparison.value.conversation.id);
      return comparison;
    },
    'local.comparison': (request, { windowId }) => {
      comparisonShown(windowId, request.conversationId);
      return comparing.comparison(request);
    },
    'local.goOnWith': (request) => comparing.goOnWith(request),
  };
}
