import type { CommandName } from '../../../preload/contract.ts';
import { ok } from '../../errors.ts';
import type { Runs } from '../../runs/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type RunCommand = Extract<CommandName, `runs.${string}`>;

export interface RunHandlerDeps {
  runs: Runs;
  /** A window now shows this run. */
  shown(windowId: number, runId: number): void;
  /** It shows it no more. */
  closed(windowId: number, runId: number): void;
}

export function runHandlers({ runs, shown, closed }: RunHandlerDeps): Pick<Handlers, RunCommand> {
  return {
    'runs.list': (request) => runs.list(request),
    'runs.open': (request, { windowId }) => {
      shown(windowId, request.id);
      return runs.open(request, windowId);
    },
    'runs.close': (request, { windowId }) => {
      closed(windowId, request.id);
      runs.closed(request, windowId);
      return ok(null);
    },
    'runs.start': (request) => runs.begin(request),
    'runs.again': (request) => runs.again(request),
    'runs.stop': (request) => runs.stop(request),
    'runs.check': (request) => runs.check(request),
    'runs.answer': (request) => runs.answer(request),
    'runs.delete': (request) => runs.remove(request),
    'runs.attach': (request) => runs.attach(request),
    'runs.events': (request) => runs.events(request),
    'runs.export': (request) => runs.export(request),
  };
}
