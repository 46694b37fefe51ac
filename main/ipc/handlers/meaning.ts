import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { Meaning } from '../../meaning/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type MeaningCommand = Extract<CommandName, `meaning.${string}`>;

export function meaningHandlers(
  meaning: Pick<Meaning, 'status' | 'pause' | 'estimate'>,
): Pick<Handlers, MeaningCommand> {
  return {
    'meaning.get': () => ok(meaning.status()),
    'meaning.pause': ({ paused }) => meaning.pause(paused),
    'meaning.estimate': ({ sourceId }) => meaning.estimate(sourceId),
  };
}
