import type { AnswerTarget, Commands, Message } from '../../preload/contract.ts';
import { checkContent, titleFrom } from '../conversations/content.ts';
import { withStore } from '../conversations/context.ts';
import { ok, type Result } from '../errors.ts';
import type { Asker } from './asking.ts';
import { type LocalContext, noConversation, noMessage, readConversation, readMessage } from './context.ts';

type Request<C extends keyof Commands> = Commands[C]['request'];
type Reply<C extends keyof Commands> = Promise<Result<Commands[C]['reply']>>;

/** What makes the tree grow: questions, and answers to them. */
export interface QuestionCommands {
  /**
   * A question at the end of what is shown. `target` is asked instead of the conversation's chain, for this once.
   * Errors: `validation` (see `checkContent`), `validation`/`answering`, `notFound`.
   */
  send(request: { conversationId: number; content: string; target: AnswerTarget | null }): Promise<Result<Message>>;
  /** Errors as `send`. */
  edit(request: Request<'local.edit'>): Reply<'local.edit'>;
  /** In a comparison `target: null` asks the source of that answer. Errors: `validation`/`answering`, `notFound`. */
  regenerate(request: Request<'local.regenerate'>): Reply<'local.regenerate'>;
}

export function createQuestionCommands(context: LocalContext, asker: Asker): QuestionCommands {
  const { store, clock } = context;

  async function ask(request: {
    conversationId: number;
    beside: number | null;
    content: string;
    target: AnswerTarget | null;
  }): Promise<Result<Message>> {
    const content = checkContent(request.content);
    if (!content.ok) return content;
    const conversation = await readConversation(context, request.conversationId);
    if (!conversation?.local) return noConversation();
    const plan = asker.plan(request.target ? [request.target] : conversation.local.chain);
    const asked = await store.call('local.ask', {
      conversationId: conversation.id,
      beside: request.beside,
      content: content.value,
      title: titleFrom(content.value),
      answer: plan.facts,
      now: clock.now(),
    });
    const begun = asker.begin(asked, [plan]);
    return begun.ok ? answer(begun.value.questionId) : begun;
  }

  async function answer(id: number): Promise<Result<Message>> {
    const read = await readMessage(context, id);
    return read.ok ? ok(read.value.message) : read;
  }

  /** Who is asked for one more answer when the person has not said who. */
  async function usualTargets({ message, local }: Read): Promise<readonly AnswerTarget[] | null> {
    const conversation = await readConversation(context, message.conversationId);
    if (!conversation?.local) return null;
    const { comparison, chain } = conversation.local;
    if (!comparison || local.answer === null || local.parentId === null) return chain;
    const question = await store.call('local.firstQuestion', { id: conversation.id });
    return question?.questionId === local.parentId ? [local.answer.target] : chain;
  }

  return {
    send: (request) => withStore(context, () => ask({ ...request, beside: null })),

    edit: ({ messageId, content }) =>
      withStore(context, async () => {
        const node = await store.call('local.node', { messageId });
        if (node?.author !== 'me') return noMessage();
        return ask({ conversationId: node.conversationId, beside: messageId, content, target: null });
      }),

    regenerate: ({ messageId, target }) =>
      withStore(context, async () => {
        const read = await readMessage(context, messageId);
        if (!read.ok) return read;
        const targets = target ? [target] : await usualTargets(read.value);
        if (!targets) return noConversation();
        const plan = asker.plan(targets, true);
        const asked = await store.call('local.askAgain', { messageId, answer: plan.facts, now: clock.now() });
        const begun = asker.begin(asked, [plan]);
        return begun.ok ? answer(begun.value.answerIds[0] ?? messageId) : begun;
      }),
  };
}

type Read = { readonly message: Message; readonly local: NonNullable<Message['local']> };
