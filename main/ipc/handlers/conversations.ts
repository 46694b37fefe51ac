import type { CommandName, RequestOf, SearchPage } from '../../../preload/contract.ts';
import type { Conversations } from '../../conversations/index.ts';
import { ok, type Result } from '../../errors.ts';
import type { Routed } from '../../local/routing.ts';
import type { Handlers } from '../dispatcher.ts';

export type ConversationCommand = Extract<
  CommandName,
  | `conversations.${string}`
  | `messages.${string}`
  | `sync.${string}`
  | `search.${string}`
  | `people.${string}`
  | `models.${string}`
>;

export interface ConversationHandlerDeps {
  conversations: Conversations;
  /** The commands for conversations of the server and for those kept here. */
  routed: Routed;
  search(request: RequestOf<'search.query'>): Promise<Result<SearchPage>>;
  networkBack(): void;
  /** A window now shows this conversation. */
  shown(windowId: number, conversationId: number): void;
}

export function conversationHandlers({
  conversations,
  routed,
  search,
  networkBack,
  shown,
}: ConversationHandlerDeps): Pick<Handlers, ConversationCommand> {
  const { conversations: list, messages } = routed;
  return {
    'conversations.list': () => list.list(),
    'conversations.create': (request) => list.create(request),
    'conversations.update': (request) => list.update(request),
    'conversations.delete': (request) => list.remove(request),
    'conversations.hide': (request) => list.hide(request),
    // Read is seen, also when the window had it open before something arrived in it.
    'conversations.read': (request, sender) => {
      shown(sender.windowId, request.id);
      return list.read(request);
    },
    'conversations.draft': (request) => list.draft(request),
    'conversations.saveDraft': (request) => list.saveDraft(request),

    'messages.open': (request, sender) => {
      shown(sender.windowId, request.conversationId);
      return messages.open(request);
    },
    'messages.older': (request) => messages.older(request),
    'messages.newer': (request) => messages.newer(request),
    'messages.send': (request) => messages.send(request),
    'messages.stopWaiting': (request) => messages.stopWaiting(request),
    'messages.sendAgain': (request) => messages.sendAgain(request),
    'messages.discard': (request) => messages.discard(request),
    'messages.takeBack': (request) => messages.takeBack(request),

    'sync.get': async () => ok(await conversations.syncState()),
    'sync.now': () => conversations.syncNow(),
    'sync.networkBack': () => {
      networkBack();
      return ok(null);
    },
    'search.query': (request) => search(request),
    'people.search': (request) => conversations.searchPeople(request),
    'models.list': (request) => conversations.listModels(request),
  };
}
