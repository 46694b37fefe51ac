import type { Conversation } from '../../preload/contract.ts';
import type { StoredMessage } from '../conversations/sql/message-rows.ts';
import type { Store } from '../database/store.ts';
import { appError, fail, ok, type Result } from '../errors.ts';

/** A conversation with all of its messages that are here, branches that are not shown among them, oldest first. */
export interface WholeConversation {
  readonly conversation: Conversation;
  readonly messages: readonly StoredMessage[];
}

export interface WholeDeps {
  readonly store: Pick<Store, 'read'>;
  /** The accounts whose conversations may be read. */
  readonly accountIds: () => readonly number[];
  /** Completes a stored row with what only memory knows of its answer. */
  readonly overlay: (message: StoredMessage) => StoredMessage;
}

/** Messages read at once. */
const PAGE = 200;

/** Errors: `notFound`, those of the database. */
export async function readWhole(deps: WholeDeps, id: number): Promise<Result<WholeConversation>> {
  const { store, accountIds, overlay } = deps;
  const found = await store.read('conversations.get', { accountIds: accountIds(), ids: [id] });
  if (!found.ok) return found;
  const [conversation] = found.value;
  if (!conversation) return fail(appError('notFound', 'there is no such conversation'));

  const messages: StoredMessage[] = [];
  for (let after = -1; ; ) {
    const page = await store.read('exchange.messageIds', { conversationId: id, after, limit: PAGE });
    if (!page.ok) return page;
    const rows = await store.read('messages.get', { ids: page.value.map((row) => row.id) });
    if (!rows.ok) return rows;
    messages.push(...rows.value.map(overlay));
    after = page.value.at(-1)?.order ?? after;
    if (page.value.length < PAGE) return ok({ conversation, messages });
  }
}
