import type { Commands, Conversation } from '../../preload/contract.ts';
import { type AppError, appError, fail, ok, type Result } from '../errors.ts';
import { checkTitle } from './content.ts';
import {
  type Context,
  isGone,
  noConversation,
  readConversation,
  withAccount,
  withConversation,
  withStore,
} from './context.ts';
import type { Running } from './running.ts';
import type { ConversationKey } from './sql/conversation-keys.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

export interface ConversationCommands {
  /** Those of the open account, and those kept here: these need nobody signed in. */
  list(): Reply<'conversations.list'>;
  /**
   * Makes a conversation. Waits a moment for the server; when it does not answer (or there is no network) the
   * conversation exists here and is created there later. Errors: `validation` (title), and the server's refusal, e.g.
   * `notFound` with reason `unknownUser`; then nothing is kept.
   */
  create(request: Request<'conversations.create'>): Reply<'conversations.create'>;
  /** Changes title, model or AI. Errors: `auth` reason `notOwner`, `notFound` reason `gone`, and those of the network. */
  update(request: Request<'conversations.update'>): Reply<'conversations.update'>;
  /**
   * Deletes on the server and here; what is only here is removed here. Errors: `http` reason `serverCannotDelete` (some
   * servers cannot delete a conversation in which a model has answered, Q9: it is kept, and can be hidden), `auth`
   * reason `notOwner`, and those of the network.
   */
  remove(request: Request<'conversations.delete'>): Reply<'conversations.delete'>;
  hide(request: Request<'conversations.hide'>): Reply<'conversations.hide'>;
  /** `upTo`: `order` of the newest message seen. */
  read(request: Request<'conversations.read'>): Reply<'conversations.read'>;
  draft(request: Request<'conversations.draft'>): Reply<'conversations.draft'>;
  saveDraft(request: Request<'conversations.saveDraft'>): Reply<'conversations.saveDraft'>;
}

/** How long `create` waits for the server before it answers with what exists here, in milliseconds. */
const CREATION_PATIENCE = 4_000;

export function createConversationCommands(context: Context): ConversationCommands {
  const { store, clock, publish } = context;

  /** Waits for the creation, but not longer than a person would look at a button. */
  function attempt(running: Running): Promise<void> {
    if (running.sync.link() !== 'up') return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.after(CREATION_PATIENCE, resolve);
      running.creations
        .run()
        .catch(context.onFault)
        .finally(() => {
          cancel();
          resolve();
        });
    });
  }

  async function removeLocal(id: number): Promise<Result<null>> {
    await store.call('conversations.remove', { id });
    publish.conversations([], [id]);
    return ok(null);
  }

  async function answer(running: Running, id: number): Promise<Result<Conversation>> {
    const conversation = await readConversation(context, running, id);
    return conversation ? ok(conversation) : noConversation();
  }

  async function change(
    running: Running,
    key: ConversationKey,
    request: Request<'conversations.update'>,
  ): Promise<Result<Conversation>> {
    const { remoteId } = key;
    if (remoteId === null) return changeLocal(running, key, request);
    const changed = await running.lane(async () => {
      // The server replaces everything (Q10): what is not being changed must be what it has now.
      const fresh = await running.api.getConversation(remoteId);
      if (!fresh.ok) return fresh;
      const replaced = await running.api.replaceConversation(remoteId, {
        title: request.title ?? fresh.value.title,
        mode: fresh.value.mode,
        withAi: request.withAi ?? fresh.value.withAi,
        defaultModelId: request.modelId ?? fresh.value.defaultModelId,
      });
      if (!replaced.ok) return replaced;
      await store.call('conversations.applyOne', { accountId: running.account.id, conversation: replaced.value });
      return ok(null);
    });
    if (!changed.ok) return missed(running, key, changed.error);
    publish.conversations([key.id]);
    return answer(running, key.id);
  }

  async function changeLocal(
    running: Running,
    key: ConversationKey,
    request: Request<'conversations.update'>,
  ): Promise<Result<Conversation>> {
    const edited = await store.call('conversations.editLocal', {
      id: key.id,
      title: request.title ?? key.title,
      withAi: request.withAi ?? key.withAi,
      modelId: request.modelId ?? key.modelId,
    });
    if (!edited) return fail(beingCreated());
    publish.conversations([key.id]);
    return answer(running, key.id);
  }

  async function missed(running: Running, key: ConversationKey, error: AppError): Promise<Result<never>> {
    if (error.kind === 'notFound') {
      await store.call('conversations.gone', { id: key.id });
      publish.conversations([key.id]);
    }
    running.sync.nudge('user');
    return fail(error);
  }

  async function removeRemote(running: Running, key: ConversationKey, remoteId: number): Promise<Result<null>> {
    const deleted = await running.lane(async () => {
      const result = await running.api.deleteConversation(remoteId);
      if (!result.ok && result.error.kind !== 'notFound') return result;
      return removeLocal(key.id);
    });
    if (deleted.ok) return deleted;
    running.sync.nudge('user');
    const { error } = deleted;
    return fail(error.status === 500 ? { ...error, reason: 'serverCannotDelete', retryable: false } : error);
  }

  return {
    list: () =>
      withStore(context, async () => {
        const revision = publish.conversationRevision();
        const conversations = await store.call('conversations.list', { accountIds: publish.accountIds() });
        return ok({ conversations, revision });
      }),

    create: (request) =>
      withAccount(context, async (running) => {
        const title = checkTitle(request.title);
        if (!title.ok) return title;
        const accountId = running.account.id;
        const id = await store.call('conversations.createLocal', {
          accountId,
          title: title.value,
          withAi: request.withAi,
          modelId: request.modelId,
          people: [...new Set(request.people)],
          now: clock.now(),
        });
        await attempt(running);
        const key = await store.call('conversations.key', { accountId, id });
        if (key?.creation?.state === 'refused' && key.creation.error) {
          const { error } = key.creation;
          await removeLocal(id);
          return fail(error);
        }
        publish.conversations([id]);
        return answer(running, id);
      }),

    update: (request) =>
      withConversation(context, request.id, async (running, key) => {
        if (key.presence === 'gone') return isGone();
        if (!key.owner) return fail(notOwner());
        const title = request.title === undefined ? ok(undefined) : checkTitle(request.title);
        if (!title.ok) return title;
        const { title: _given, ...others } = request;
        return change(running, key, title.value === undefined ? others : { ...others, title: title.value });
      }),

    remove: ({ id }) =>
      withConversation(context, id, async (running, key) => {
        if (key.creation?.state === 'sending' || key.creation?.state === 'checking') return fail(beingCreated());
        if (key.remoteId === null) return removeLocal(id);
        return key.owner ? removeRemote(running, key, key.remoteId) : fail(notOwner());
      }),

    hide: ({ id, hidden }) =>
      withConversation(context, id, async () => {
        await store.call('conversations.hide', { id, hidden });
        publish.conversations([id]);
        return ok(null);
      }),

    read: ({ id, upTo }) =>
      withConversation(context, id, async () => {
        if (await store.call('conversations.read', { id, upTo })) publish.conversations([id]);
        return ok(null);
      }),

    draft: ({ id }) => withConversation(context, id, async () => ok({ text: await store.call('drafts.get', { id }) })),

    saveDraft: ({ id, text }) =>
      withConversation(context, id, async () => {
        await store.call('drafts.save', { id, text, now: clock.now() });
        publish.conversations([id]);
        return ok(null);
      }),
  };
}

function notOwner(): AppError {
  return appError('auth', 'only the owner of a conversation may change or delete it', { reason: 'notOwner' });
}

function beingCreated(): AppError {
  return appError('validation', 'the server has not confirmed this conversation yet', {
    reason: 'beingCreated',
    retryable: true,
  });
}
