import type { ImportState, RunSummary, UpdateHold } from '../../preload/contract.ts';
import { isFinal } from '../runs/run.ts';

export interface UnderWay {
  readonly runs: readonly Pick<RunSummary, 'state'>[];
  /** Messages that have not left, or whose answer is awaited. */
  readonly messages: number;
  readonly importing: ImportState;
}

/** What keeps the program from starting again by itself. */
export function holdsOf({ runs, messages, importing }: UnderWay): UpdateHold[] {
  const going = runs.filter(({ state }) => !isFinal(state)).length;
  return [
    ...(going > 0 ? [{ kind: 'runs', count: going } as const] : []),
    ...(messages > 0 ? [{ kind: 'messages', count: messages } as const] : []),
    ...(importing.kind === 'reading' ? [{ kind: 'import' } as const] : []),
  ];
}
