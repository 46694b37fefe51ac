import type { Clock } from '../clock.ts';
import { appError, fail, ok, type Result } from '../errors.ts';
import type { HalextApi, RemoteMessage } from '../halext/api.ts';
import type { Lane } from './lane.ts';
import type { Store } from './procedures.ts';
import type { Publisher } from './publish.ts';
import type { Arrival } from './sql/arrive.ts';
import { SERVER_LIMIT } from './sql/merge.ts';

export interface PullOptions {
  /** What the list said of this conversation, when the list is the reason to fetch. */
  listed?: { lastId: number; last: RemoteMessage | null; first: boolean };
  /** Only look at what lies beyond the messages the server returns: the newest one. */
  beyondOnly?: boolean;
}

/** Fetches the messages of a conversation and stores what is new. `notFound`: it is gone, and marked so. */
export type Pull = (conversationId: number, options?: PullOptions) => Promise<Result<null>>;

export interface PullDeps {
  accountId: number;
  api: HalextApi;
  store: Store;
  lane: Lane;
  clock: Clock;
  publish: Publisher;
  onArrivals: (conversationId: number, arrivals: readonly Arrival[]) => void;
  /** Messages were added or changed: one of ours may have been found. */
  onChanged: () => void;
  /** True once nothing may be stored any more. */
  isStopped: () => boolean;
}

interface Fetched {
  messages: RemoteMessage[];
  last: RemoteMessage | null;
  full: boolean;
}

export function createPull(deps: PullDeps): Pull {
  const { accountId, api, store, lane, clock, publish } = deps;

  async function fetchAll(remoteId: number, options: PullOptions): Promise<Result<Fetched>> {
    const messages = options.beyondOnly ? ok([]) : await api.listMessages(remoteId);
    if (!messages.ok) return messages;
    const full = options.beyondOnly === true || messages.value.length >= SERVER_LIMIT;
    if (!full || options.listed) return ok({ messages: messages.value, last: options.listed?.last ?? null, full });
    const conversation = await api.getConversation(remoteId);
    if (!conversation.ok) return conversation;
    return ok({ messages: messages.value, last: conversation.value.lastMessage, full });
  }

  async function pull(conversationId: number, options: PullOptions): Promise<Result<null>> {
    const key = await store.call('conversations.key', { accountId, id: conversationId });
    if (!key || key.remoteId === null) return fail(appError('notFound', 'the conversation is not on the server'));
    const fetched = await fetchAll(key.remoteId, options);
    if (deps.isStopped()) return fail(appError('cancelled', 'the account was closed'));
    if (!fetched.ok) {
      if (fetched.error.kind === 'notFound') {
        await store.call('conversations.gone', { id: conversationId });
        publish.conversations([conversationId]);
      }
      return fetched;
    }
    const merged = await store.call('messages.merge', {
      conversationId,
      ...fetched.value,
      listedLastId: options.listed?.lastId ?? null,
      first: options.listed?.first ?? false,
      now: clock.now(),
    });
    publish.messages(conversationId, merged.changed);
    if (merged.changed.length > 0 || options.listed) publish.conversations([conversationId]);
    if (merged.changed.length > 0) deps.onChanged();
    if (merged.arrivals.length > 0) deps.onArrivals(conversationId, merged.arrivals);
    return ok(null);
  }

  return (conversationId, options = {}) => lane(() => pull(conversationId, options));
}
