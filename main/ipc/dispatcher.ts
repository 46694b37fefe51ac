import type { ZodType } from 'zod';
import type { CommandName, ReplyOf, RequestOf } from '../../preload/contract.ts';
import { appError, fail, type Result } from '../errors.ts';
import { requestSchemas } from './schemas.ts';

/** Where a call came from, in plain words; the shell reads it off the Electron event. */
export interface Sender {
  readonly windowId: number;
  /** Origin of the frame that called, e.g. `halext-app://ui`; empty when the frame is gone. */
  readonly origin: string;
  readonly mainFrame: boolean;
}

export type Handler<C extends CommandName> = (
  request: RequestOf<C>,
  sender: Sender,
) => Promise<Result<ReplyOf<C>>> | Result<ReplyOf<C>>;

export type Handlers = { readonly [C in CommandName]: Handler<C> };

export interface DispatcherOptions {
  /** Resolves when the services are there: calls made while the app starts wait for them. */
  readonly handlers: Promise<Handlers>;
  readonly isTrusted: (sender: Sender) => boolean;
  /** Told of refused or crashed calls; gets names only, never the request. */
  readonly onFault: (
    command: string,
    what: 'untrusted' | 'unknownCommand' | 'badRequest' | 'crashed',
    cause?: unknown,
  ) => void;
}

export type Dispatch = (sender: Sender, command: unknown, request: unknown) => Promise<Result<unknown>>;

/**
 * The one door through which windows reach main: checks who calls, parses the request with the schema of the command,
 * and always answers a `Result`. A refused call is an error value, never `undefined` and never a rejection (Electron
 * would strip a thrown error of everything but its message).
 */
export function createDispatcher({ handlers, isTrusted, onFault }: DispatcherOptions): Dispatch {
  return async (sender, command, request) => {
    if (!isTrusted(sender)) {
      onFault(nameOf(command), 'untrusted');
      return fail(appError('validation', 'this caller is not a window of ours', { reason: 'untrusted' }));
    }
    if (!isCommand(command)) {
      onFault(nameOf(command), 'unknownCommand');
      return fail(appError('validation', 'unknown command', { reason: 'unknownCommand' }));
    }
    const schema: ZodType = requestSchemas[command];
    const parsed = schema.safeParse(request);
    if (!parsed.success) {
      onFault(command, 'badRequest');
      const where = parsed.error.issues[0]?.path.join('.') ?? '';
      return fail(
        appError('validation', `${command}: the request does not fit at "${where}"`, { reason: 'badRequest' }),
      );
    }
    try {
      const handler = (await handlers)[command] as Handler<CommandName>;
      return await handler(parsed.data as RequestOf<CommandName>, sender);
    } catch (cause) {
      onFault(command, 'crashed', cause);
      return fail(appError('unknown', `${command} failed unexpectedly`));
    }
  };
}

function isCommand(value: unknown): value is CommandName {
  return typeof value === 'string' && Object.hasOwn(requestSchemas, value);
}

function nameOf(command: unknown): string {
  return typeof command === 'string' ? command.slice(0, 60) : typeof command;
}
