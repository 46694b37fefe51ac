import type { CommandName } from '../../../preload/contract.ts';
import type { Conversations, QuickOptions } from '../../conversations/index.ts';
import { ok } from '../../errors.ts';
import type { Local } from '../../local/index.ts';
import type { Handlers } from '../dispatcher.ts';

export type QuickCommand = Extract<CommandName, `quick.${string}`>;

/** Longest text taken from the clipboard, in characters. */
const MAX_CLIPBOARD = 200_000;

export interface QuickHandlerDeps {
  conversations: Conversations;
  local: Pick<Local, 'quick' | 'owns'>;
  options(): QuickOptions;
  /** Without a Halext server there is nowhere else to ask. */
  onlyHere(): boolean;
  readClipboard(): Promise<string>;
  /** This question was asked here. */
  asked(messageId: number): void;
  pin(pinned: boolean): void;
  hide(): void;
}

export function quickHandlers(deps: QuickHandlerDeps): Pick<Handlers, QuickCommand> {
  const { conversations, local, options } = deps;
  return {
    'quick.target': async () => {
      const here = deps.onlyHere() || options().quick.source !== null;
      const target = await (here ? local.quick.target(options()) : conversations.quickTarget(options()));
      return target.ok ? ok({ conversation: target.value, settings: options().quick }) : target;
    },
    'quick.ask': async (request) => {
      const { source, conversationId } = request;
      const here = source !== null || (conversationId !== null && (await local.owns({ conversationId })));
      const asked = await (here ? local.quick.ask(request, options()) : conversations.quickAsk(request, options()));
      if (asked.ok) deps.asked(asked.value.id);
      return asked;
    },
    'quick.clipboard': async () => ok({ text: (await deps.readClipboard()).slice(0, MAX_CLIPBOARD).toWellFormed() }),
    'quick.pin': ({ pinned }) => {
      deps.pin(pinned);
      return ok(null);
    },
    'quick.hide': () => {
      deps.hide();
      return ok(null);
    },
  };
}
