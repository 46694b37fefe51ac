import type { ConversationCommands } from '../conversations/conversation-commands.ts';
import type { Conversations } from '../conversations/index.ts';
import type { MessageCommands } from '../conversations/message-commands.ts';
import { type AppError, appError, fail, type Result } from '../errors.ts';
import type { Local } from './index.ts';

export interface Routed {
  readonly conversations: ConversationCommands;
  readonly messages: MessageCommands;
}

/** The commands that exist for both kinds of conversations, each carried out by who keeps the one it names. */
export function routeCommands(remote: Pick<Conversations, 'conversations' | 'messages'>, local: Local): Routed {
  const { conversations, messages } = remote;
  const { keeping, pages, questions, answers } = local;

  async function route<T>(
    what: Parameters<Local['owns']>[0],
    here: () => Promise<Result<T>>,
    there: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    // A database that fails will say so to whoever takes the command.
    const owns = await local.owns(what).catch(() => false);
    return owns ? here() : there();
  }
  const byConversation =
    <Q extends { id: number }, T>(
      here: (request: Q) => Promise<Result<T>>,
      there: (request: Q) => Promise<Result<T>>,
    ) =>
    (request: Q) =>
      route(
        { conversationId: request.id },
        () => here(request),
        () => there(request),
      );
  const inConversation =
    <Q extends { conversationId: number }, T>(
      here: (request: Q) => Promise<Result<T>>,
      there: (request: Q) => Promise<Result<T>>,
    ) =>
    (request: Q) =>
      route(
        { conversationId: request.conversationId },
        () => here(request),
        () => there(request),
      );
  const byMessage =
    <T>(here: (id: number) => Promise<Result<T>>, there: (request: { id: number }) => Promise<Result<T>>) =>
    (request: { id: number }) =>
      route(
        { messageId: request.id },
        () => here(request.id),
        () => there(request),
      );

  return {
    conversations: {
      list: conversations.list,
      create: conversations.create,
      update: byConversation(keeping.update, conversations.update),
      remove: byConversation(keeping.remove, conversations.remove),
      hide: byConversation(keeping.hide, conversations.hide),
      read: byConversation(keeping.read, conversations.read),
      draft: byConversation(keeping.draft, conversations.draft),
      saveDraft: byConversation(keeping.saveDraft, conversations.saveDraft),
    },
    messages: {
      open: inConversation(pages.open, messages.open),
      older: inConversation(pages.older, messages.older),
      newer: inConversation(pages.newer, messages.newer),
      // A model of the server's says nothing to the sources here.
      send: inConversation((request) => questions.send({ ...request, target: null }), messages.send),
      stopWaiting: byMessage((messageId) => answers.stop({ messageId }), messages.stopWaiting),
      // Nothing of what is kept here waits to leave.
      sendAgain: byMessage(notWaiting, messages.sendAgain),
      discard: byMessage(notWaiting, messages.discard),
      takeBack: byMessage(notWaiting, messages.takeBack),
    },
  };
}

async function notWaiting(): Promise<{ ok: false; error: AppError }> {
  return fail(
    appError('validation', 'the message is not in a state in which this can be done', { reason: 'notDeciding' }),
  );
}
