import type { Commands, Conversation } from '../../preload/contract.ts';
import { checkTitle } from '../conversations/content.ts';
import { withStore } from '../conversations/context.ts';
import type { ConversationCommands } from '../conversations/conversation-commands.ts';
import { ok, type Result } from '../errors.ts';
import { type LocalContext, noConversation, readConversation } from './context.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** Conversations kept here as wholes. No command needs a network. */
export interface KeepingCommands extends Omit<ConversationCommands, 'list' | 'create'> {
  /** Errors: `validation` (title). */
  create(request: Request<'local.create'>): Reply<'local.create'>;
  setChain(request: Request<'local.setChain'>): Reply<'local.setChain'>;
}

export function createKeepingCommands(context: LocalContext): KeepingCommands {
  const { store, clock, publish, live } = context;

  async function changed(id: number): Promise<Result<Conversation>> {
    publish.conversations([id]);
    const conversation = await readConversation(context, id);
    return conversation ? ok(conversation) : noConversation();
  }

  return {
    create: ({ title, chain }) =>
      withStore(context, async () => {
        const checked = title.trim() === '' ? ok('') : checkTitle(title);
        if (!checked.ok) return checked;
        const given = { title: checked.value, chain, comparison: false, now: clock.now() };
        return changed(await store.call('local.create', given));
      }),

    setChain: ({ id, chain }) =>
      withStore(context, async () => {
        await store.call('local.setChain', { id, chain });
        return changed(id);
      }),

    // Model and AI are a server's words; here the chain says who answers.
    update: ({ id, title }) =>
      withStore(context, async () => {
        const checked = title === undefined ? null : checkTitle(title);
        if (checked && !checked.ok) return checked;
        if (checked) await store.call('local.setTitle', { id, title: checked.value });
        return changed(id);
      }),

    remove: ({ id }) =>
      withStore(context, async () => {
        for (const answer of live.all()) if (answer.conversationId === id) answer.ending.abort();
        await store.call('conversations.remove', { id });
        publish.conversations([], [id]);
        return ok(null);
      }),

    hide: ({ id, hidden }) =>
      withStore(context, async () => {
        await store.call('conversations.hide', { id, hidden });
        publish.conversations([id]);
        return ok(null);
      }),

    read: ({ id, upTo }) =>
      withStore(context, async () => {
        if (await store.call('conversations.read', { id, upTo })) publish.conversations([id]);
        return ok(null);
      }),

    draft: ({ id }) => withStore(context, async () => ok({ text: await store.call('drafts.get', { id }) })),

    saveDraft: ({ id, text }) =>
      withStore(context, async () => {
        await store.call('drafts.save', { id, text, now: clock.now() });
        publish.conversations([id]);
        return ok(null);
      }),
  };
}
