import type { Commands, Message } from '../../preload/contract.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { checkContent } from './content.ts';
import { type Context, describe, isGone, noConversation, withAccount, withConversation } from './context.ts';
import type { Running } from './running.ts';
import type { PageFrom, StoredMessage } from './sql/message-rows.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

export interface MessageCommands {
  open(request: Request<'messages.open'>): Reply<'messages.open'>;
  /** `before`: `order` of the oldest message shown. */
  older(request: Request<'messages.older'>): Reply<'messages.older'>;
  /** `after`: `order` of the newest message shown. */
  newer(request: Request<'messages.newer'>): Reply<'messages.newer'>;
  /** Takes a message in; it leaves when it can. Errors: `validation` (see `checkContent`), `notFound` (reason `gone`). */
  send(request: Request<'messages.send'>): Reply<'messages.send'>;
  stopWaiting(request: Request<'messages.stopWaiting'>): Reply<'messages.stopWaiting'>;
  /** Sends an undecided message, after one more look for it. Errors: `validation` reason `notDeciding`. */
  sendAgain(request: Request<'messages.sendAgain'>): Reply<'messages.sendAgain'>;
  /** Removes a queued or undecided message. Errors: `validation` reason `busy` while its fate is being found out. */
  discard(request: Request<'messages.discard'>): Reply<'messages.discard'>;
  /** As `discard`, and answers the text. */
  takeBack(request: Request<'messages.takeBack'>): Reply<'messages.takeBack'>;
}

export function createMessageCommands(context: Context): MessageCommands {
  const { store, clock, publish } = context;

  function page(conversationId: number, from: PageFrom, limit: number): Reply<'messages.open'> {
    return withAccount(context, async (running) => {
      const revision = publish.open(conversationId);
      const accountId = running.account.id;
      const found = await store.call('messages.page', { accountId, conversationId, from, limit });
      if (!found) return noConversation();
      return ok({
        conversationId,
        messages: found.messages.map((message) => describe(running, message)),
        hasOlder: found.hasOlder,
        hasNewer: found.hasNewer,
        revision,
      });
    });
  }

  async function send(running: Running, request: Request<'messages.send'>): Promise<Result<Message>> {
    const { conversationId } = request;
    const now = clock.now();
    const content = checkContent(request.content);
    if (!content.ok) return content;
    const queued = await store.call('outbox.queue', {
      accountId: running.account.id,
      conversationId,
      clientId: context.newId(),
      content: content.value,
      modelId: request.modelId,
      now,
    });
    if (queued.kind === 'missing') return noConversation();
    if (queued.kind === 'gone') return isGone();
    const message = await readMessage(queued.messageId);
    if (!message) return noConversation();
    context.onStep({ kind: 'asked', messageId: message.id, at: now });
    publish.open(conversationId);
    await goOn(running, conversationId, [queued.messageId]);
    return ok(describe(running, message));
  }

  async function readMessage(id: number): Promise<StoredMessage | null> {
    return (await store.call('messages.get', { ids: [id] }))[0] ?? null;
  }

  /** The person wants this to leave: tells the windows, revives a refused creation, and tries the network if need be. */
  async function goOn(running: Running, conversationId: number, changed: readonly number[]): Promise<void> {
    publish.messages(conversationId, changed);
    publish.conversations([conversationId]);
    publish.sync(running.sync.state());
    const key = await store.call('conversations.key', { accountId: running.account.id, id: conversationId });
    if (key?.creation?.state === 'refused') {
      const creation = { ...key.creation, state: 'queued' as const, error: null, since: clock.now() };
      await store.call('conversations.setCreation', { id: conversationId, creation });
    }
    if (running.sync.link() !== 'up') return running.sync.nudge('user');
    if (key?.creation) running.creations.run().catch(context.onFault);
    running.outbox.wake();
  }

  function takeBack(id: number): Promise<Result<{ text: string }>> {
    return withMessage(id, async (running, message) => {
      const taken = await store.call('outbox.takeBack', { messageId: id });
      if (taken.kind === 'missing') return fail(notWaiting('notDeciding'));
      if (taken.kind === 'busy') return fail(notWaiting('busy'));
      publish.messages(message.conversationId, [], [id]);
      publish.conversations([message.conversationId]);
      publish.sync(running.sync.state());
      running.outbox.wake();
      return ok({ text: taken.text });
    });
  }

  /** Runs a command on a message of the open account. */
  function withMessage<T>(
    id: number,
    work: (running: Running, message: StoredMessage) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return withAccount(context, async (running) => {
      const message = await readMessage(id);
      if (!message) return fail(appError('notFound', 'there is no such message'));
      return withConversation(context, message.conversationId, () => work(running, message));
    });
  }

  return {
    open: ({ conversationId, around, limit }) =>
      page(conversationId, around === null ? { kind: 'end' } : { kind: 'around', messageId: around }, limit),
    older: ({ conversationId, before, limit }) => page(conversationId, { kind: 'before', order: before }, limit),
    newer: ({ conversationId, after, limit }) => page(conversationId, { kind: 'after', order: after }, limit),
    send: (request) => withAccount(context, (running) => send(running, request)),
    stopWaiting: ({ id }) =>
      withMessage(id, async (running) => {
        running.outbox.stopWaiting(id);
        return ok(null);
      }),
    sendAgain: ({ id }) =>
      withMessage(id, async (running, message) => {
        const again = await store.call('outbox.sendAgain', { messageId: id, now: clock.now() });
        if (!again) return fail(notWaiting('notDeciding'));
        await goOn(running, message.conversationId, [id]);
        return ok(null);
      }),
    discard: async ({ id }) => {
      const taken = await takeBack(id);
      return taken.ok ? ok(null) : taken;
    },
    takeBack: ({ id }) => takeBack(id),
  };
}

function notWaiting(reason: 'busy' | 'notDeciding'): AppError {
  return appError('validation', 'the message is not in a state in which this can be done', { reason });
}
