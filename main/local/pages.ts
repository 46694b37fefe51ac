import type { MessagePage } from '../../preload/contract.ts';
import { withStore } from '../conversations/context.ts';
import type { MessageCommands } from '../conversations/message-commands.ts';
import type { PageFrom } from '../conversations/sql/message-rows.ts';
import { LOCAL_ACCOUNT_ID } from '../database/schema.ts';
import { ok, type Result } from '../errors.ts';
import { describe, type LocalContext, noConversation } from './context.ts';

/** Windows onto the path that is shown. */
export type PageCommands = Pick<MessageCommands, 'open' | 'older' | 'newer'>;

export function createPageCommands(context: LocalContext): PageCommands {
  const { store, publish } = context;

  /** While nothing is told: text that is told next must begin where the text of the page ends. */
  function page(conversationId: number, from: PageFrom, limit: number): Promise<Result<MessagePage>> {
    return publish.inTurn(async () => {
      const revision = publish.open(conversationId);
      const found = await store.call('messages.page', { accountId: LOCAL_ACCOUNT_ID, conversationId, from, limit });
      if (!found) return noConversation();
      const messages = found.messages.map((message) => describe(context, message));
      return ok({ conversationId, messages, hasOlder: found.hasOlder, hasNewer: found.hasNewer, revision });
    });
  }

  /** A message that was found on a branch that is not shown brings its branch with it. */
  async function bringOut(conversationId: number, messageId: number): Promise<void> {
    const node = await store.call('local.node', { messageId });
    if (!node || node.shown || node.conversationId !== conversationId) return;
    publish.messages(conversationId, await store.call('local.choose', { messageId }));
    publish.conversations([conversationId]);
  }

  return {
    open: ({ conversationId, around, limit }) =>
      withStore(context, async () => {
        if (around === null) return page(conversationId, { kind: 'end' }, limit);
        await bringOut(conversationId, around);
        return page(conversationId, { kind: 'around', messageId: around }, limit);
      }),
    older: ({ conversationId, before, limit }) =>
      withStore(context, () => page(conversationId, { kind: 'before', order: before }, limit)),
    newer: ({ conversationId, after, limit }) =>
      withStore(context, () => page(conversationId, { kind: 'after', order: after }, limit)),
  };
}
