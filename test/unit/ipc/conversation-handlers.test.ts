import { expect, test } from 'vitest';
import type { Conversations } from '../../../main/conversations/index.ts';
import { ok } from '../../../main/errors.ts';
import { conversationHandlers } from '../../../main/ipc/handlers/conversations.ts';
import type { Routed } from '../../../main/local/routing.ts';

const sender = { windowId: 7, origin: '', mainFrame: true };

test('opening a conversation and reading on in it both take its notification away', async () => {
  const seen: [number, number][] = [];
  const handlers = conversationHandlers({
    conversations: {} as Conversations,
    routed: {
      conversations: { read: async () => ok(null) },
      messages: { open: async () => ok(null) },
    } as unknown as Routed,
    search: async () => ok({ query: '', hits: [], next: null, titles: [], pendingIndex: 0 }),
    networkBack: () => {},
    shown: (windowId, conversationId) => seen.push([windowId, conversationId]),
  });
  await handlers['messages.open']({ conversationId: 3, around: null, limit: 60 }, sender);
  await handlers['conversations.read']({ id: 4, upTo: 12 }, sender);
  expect(seen).toEqual([
    [7, 3],
    [7, 4],
  ]);
});
