import type { AppError, CommandName, Result, SyncState, TopicName, Topics } from '../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import type { QuestionStep } from '../conversations/steps.ts';
import type { Handlers, Sender } from '../ipc/dispatcher.ts';
import type { Log, LogFields } from '../log.ts';

/** Writes into the log what went wrong for the person, as kinds and reasons. */
export interface ProblemLog {
  /** Takes note of an event on its way to the windows. */
  observe<T extends TopicName>(topic: T, event: Topics[T]): void;
  step(step: QuestionStep): void;
  /** The same handlers; their errors are written down on the way. */
  over(handlers: Handlers): Handlers;
}

/** A command that takes longer is worth a line, milliseconds. */
const SLOW_MS = 100;

type AnyHandler = (request: unknown, sender: Sender) => Promise<Result<unknown>> | Result<unknown>;

export function createProblemLog(log: Log, clock: Pick<Clock, 'now'>): ProblemLog {
  let offline = '';

  function observeSync(state: SyncState): void {
    const before = offline;
    offline = state.kind === 'offline' ? JSON.stringify(errorFields(state.error)) : '';
    // Each try tells it anew; it is news once.
    if (state.kind === 'offline' && offline !== before) log('sync.offline', errorFields(state.error));
  }

  function watched(command: CommandName, handler: AnyHandler): AnyHandler {
    return async (request, sender) => {
      const began = clock.now();
      const result = await handler(request, sender);
      const ms = clock.now() - began;
      if (ms > SLOW_MS) log('command.slow', { command, ms });
      if (!result.ok && result.error.kind !== 'cancelled') {
        log('command.failed', { command, ...errorFields(result.error) });
      }
      return result;
    };
  }

  return {
    observe(topic, event) {
      if (topic === 'sync') observeSync(event as SyncState);
    },
    step(step) {
      if (step.kind === 'failed') log('message.failed', errorFields(step.error));
    },
    over(handlers) {
      const names = Object.keys(handlers) as CommandName[];
      const all = names.map((command) => [command, watched(command, handlers[command] as unknown as AnyHandler)]);
      return Object.fromEntries(all) as Handlers;
    },
  };
}

function errorFields({ kind, reason, status }: AppError): LogFields {
  return { kind, ...(reason === undefined ? {} : { reason }), ...(status === undefined ? {} : { status }) };
}
